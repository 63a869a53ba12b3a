import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

export interface DialogOptions {
  readonly heading: string;
  readonly intro?: unknown;
  readonly body: unknown;
  /** Cancel left of the action. */
  readonly foot: TemplateResult;
  readonly wide?: boolean;
  /** Of the words in it. */
  readonly lang?: string;
  /** Asked for by Escape or a platform's back gesture. It stays open until you close it. */
  readonly onCancel: () => void;
  /** After it closed, by whatever means: a browser may close it on a second Escape without asking. */
  readonly onClosed?: (() => void) | undefined;
  /** Present when the body is a form: what happens on Enter. */
  readonly onSubmit?: ((form: HTMLFormElement) => void) | undefined;
}

/**
 * A native dialog. It always stands in the template; open it with {@link openDialog} and close it with `close()`. It holds a
 * live region of its own, since an open modal dialog makes everything else inert.
 */
export function dialog(o: DialogOptions): TemplateResult {
  const cancel = (event: Event): void => {
    event.preventDefault();
    if (event.target === event.currentTarget) o.onCancel();
  };
  const inside = html`<div class="dhead"><h2 id="dialog-title" tabindex="-1">${o.heading}</h2>${o.intro ? html`<p class="muted" id="dialog-intro">${o.intro}</p>` : nothing}</div>
    <div class="dbody">${o.body}</div><div class="dfoot">${o.foot}</div>`;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    o.onSubmit?.(event.target as HTMLFormElement);
  };
  return html`<dialog class=${o.wide ? 'wide' : ''} part="dialog" lang=${o.lang ?? nothing} aria-labelledby="dialog-title" aria-describedby=${o.intro ? 'dialog-intro' : nothing} @cancel=${cancel} @close=${(): void => o.onClosed?.()}>
    <form novalidate autocomplete="off" @submit=${submit}>${inside}</form>
    <div class="vh" role="status" data-live></div>
  </dialog>`;
}

/** Opens a dialog as modal once; open already, it stays as it is. */
export function openDialog(element: HTMLDialogElement | null | undefined): void {
  if (!element?.isConnected || element.matches(':modal')) return;
  // Moved in the document it left the top layer, and kept the attribute.
  element.removeAttribute('open');
  element.showModal();
}
