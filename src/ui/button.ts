import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { icon } from './icons.js';
import type { IconName } from './icons.js';

export interface ButtonOptions {
  readonly label: string;
  readonly onClick?: ((event: MouseEvent) => void) | undefined;
  /** One primary a screen. */
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger' | 'danger-primary';
  readonly size?: 'small';
  readonly icon?: IconName;
  /** Shows the icon alone; the label stays as its name. */
  readonly iconOnly?: boolean;
  readonly type?: 'button' | 'submit';
  readonly id?: string;
  /** A word for what it is doing, beside the label, which stays. */
  readonly busy?: string | false | undefined;
  /** Not possible now. The button keeps its place in the tab order; `describedBy` names the reason, which is in words beside it. */
  readonly disabled?: boolean;
  readonly describedBy?: string;
  readonly expanded?: boolean;
  readonly controls?: string;
  readonly part?: string;
}

const classes: Record<NonNullable<ButtonOptions['kind']>, string> = {
  primary: ' primary', plain: '', quiet: ' quiet', danger: ' danger', 'danger-primary': ' danger primary',
};

/** A button. While busy or disabled it takes the focus and does nothing. */
export function button(o: ButtonOptions): TemplateResult {
  const off = Boolean(o.disabled) || Boolean(o.busy);
  const click = (event: MouseEvent): void => {
    if (off) event.preventDefault();
    else o.onClick?.(event);
  };
  return html`<button
      class="button${classes[o.kind ?? 'plain']}${o.size === 'small' ? ' small' : ''}${o.iconOnly ? ' only' : ''}"
      type=${o.type ?? 'button'} id=${o.id ?? nothing} part=${o.part ?? nothing}
      aria-disabled=${off ? 'true' : nothing} aria-describedby=${o.describedBy ?? nothing}
      aria-expanded=${o.expanded === undefined ? nothing : String(o.expanded)} aria-controls=${o.controls ?? nothing}
      ?data-busy=${Boolean(o.busy)} @click=${click}
    >${o.busy ? icon('busy') : o.icon ? icon(o.icon) : nothing}${o.iconOnly ? html`<span class="vh">${o.label}</span>` : o.label}</button
    >${o.busy ? html`<span class="why">${o.busy}</span>` : nothing}`;
}

/** A button that reads as a link: for what leads elsewhere without being the next step. `more` is heard, not seen. */
export function linkButton(o: { readonly label: string; readonly more?: string; readonly id?: string; readonly onClick: (event: MouseEvent) => void }): TemplateResult {
  return html`<button class="link" type="button" id=${o.id ?? nothing} @click=${o.onClick}>${o.label}${o.more ? html`<span class="vh"> ${o.more}</span>` : nothing}</button>`;
}
