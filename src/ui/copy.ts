import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { icon } from './icons.js';

export interface CopyOptions {
  readonly label: string;
  /** What the button reads once it is done. */
  readonly done: string;
  /** Said when the browser does not allow it. */
  readonly failed: string;
  readonly text: string;
  readonly announce: (text: string) => void;
  readonly kind?: 'quiet' | 'plain';
  /** What is copied, heard after the label. */
  readonly more?: string;
}

/** Copies text and says so, to eyes and ears. */
export function copyButton(o: CopyOptions): TemplateResult {
  const copy = async (event: Event): Promise<void> => {
    const target = event.currentTarget as HTMLElement;
    try {
      await navigator.clipboard.writeText(o.text);
      target.dataset['done'] = '';
      o.announce(o.done);
    } catch {
      o.announce(o.failed);
    }
  };
  const reset = (event: Event): void => {
    delete (event.currentTarget as HTMLElement).dataset['done'];
  };
  return html`<button class="button small copy${o.kind === 'plain' ? '' : ' quiet'}" type="button" @click=${copy} @blur=${reset}
    >${icon('copy')}<span class="do">${o.label}${o.more ? html`<span class="vh"> ${o.more}</span>` : nothing}</span><span class="did" aria-hidden="true">${o.done}</span></button>`;
}
