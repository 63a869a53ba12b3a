import { ContextEvent } from '@lit/context';
import { LitElement } from 'lit';
import type { CSSResult, PropertyDeclarations, PropertyValues } from 'lit';
import type { RaAdapter } from '../core/adapter.js';
import type { Messages } from '../locales/en.js';
import { adapterContext } from './adapter-context.js';
import { Format } from './format.js';
import { catalogue, formatLocale, readers } from './localize.js';
import type { MessagesOverride } from './localize.js';
import { VERSION } from './version.js';

/** The nearest `lang` at or above an element, through shadow roots. */
function nearestLang(from: Element): string {
  const root = from.getRootNode();
  return from.closest('[lang]')?.getAttribute('lang') ?? (root instanceof ShadowRoot ? nearestLang(root.host) : '');
}

/**
 * What the four elements have in common: an adapter by property or context, the nearest language, a life that survives being
 * moved, a live region, events.
 *
 * A subclass asks `this.ra` for the adapter and is told of a change by `adapterChanged`; passes `this.signal` to what it
 * starts; makes its words known by `learn` in its constructor, gives its text by `this.t` and its dates by `this.fmt`; and cleans
 * up in `ended`.
 */
export abstract class RekeyElement extends LitElement {
  static readonly version: string = VERSION;

  static override properties: PropertyDeclarations = { adapter: { attribute: false }, raUrl: { attribute: 'ra-url' }, messages: { attribute: false }, now: { attribute: false } };

  /** The registration authority. Without one, `ra-url` counts, and without that the nearest context provider. */
  declare adapter: RaAdapter | undefined;

  /** Where a registration authority answers that speaks the reference HTTP contract, for example `/ra`. */
  declare raUrl: string | undefined;

  /** The host's own wording: single strings over the language in use, or a whole language. */
  declare messages: MessagesOverride | undefined;

  /** Milliseconds since the epoch by the RA's clock, when the host knows it better than this computer does. */
  declare now: () => number;

  #contextAdapter: RaAdapter | undefined;
  #urlAdapter: RaAdapter | undefined;
  #leaveContext: (() => void) | undefined;
  #told: RaAdapter | undefined;
  #life: AbortController | undefined;
  #watchLang: MutationObserver | undefined;
  #lang = '';
  #format: Format | undefined;
  #region: HTMLElement | undefined;

  constructor() {
    super();
    this.now = () => this.#adapterNow();
  }

  /** The adapter in use: the property, else that of `ra-url`, else the context's. */
  protected get ra(): RaAdapter | undefined {
    return this.adapter ?? (this.raUrl ? this.#urlAdapter : this.#contextAdapter);
  }

  /** Aborted when the element has left the document for good. */
  protected get signal(): AbortSignal {
    this.#life ??= new AbortController();
    return this.#life.signal;
  }

  /** The words of the language in use; of English, what was made known by `learn`. */
  protected get t(): Messages {
    return catalogue(this.messages, this.#lang);
  }

  /** The language of the text, for `lang` on the outermost node, and of dates and numbers. */
  protected get locale(): string {
    return formatLocale(this.t.lang, this.#lang);
  }

  protected get fmt(): Format {
    const there = this.#format;
    if (there?.locale === this.locale) return there;
    return (this.#format = new Format(this.locale, this.t.lang));
  }

  /** Called before rendering, once the adapter is known and whenever it becomes another. */
  protected adapterChanged(_ra: RaAdapter | undefined): void {}

  /** Called when the element has left the document and did not come back at once: stop timers, close what is open. */
  protected ended(): void {}

  /** Says `text` to screen readers, without moving the focus. */
  protected announce(text: string): void {
    // What stands outside an open modal dialog is inert, its live regions included.
    const region = this.#region && (this.renderRoot.querySelector<HTMLElement>('dialog[open] [data-live]') ?? this.#region);
    if (!region) return;
    region.textContent = region.textContent === text ? `${text}\u00a0` : text;
  }

  /** Dispatches a public event; `false` when it was cancelable and a listener prevented it. */
  protected emit(name: string, detail: unknown = null, { cancelable = false }: { cancelable?: boolean } = {}): boolean {
    return this.dispatchEvent(new CustomEvent(name, { detail, cancelable, bubbles: true, composed: true }));
  }

  /** Adds the styles of a part that was loaded later. */
  protected adopt(...styles: readonly CSSResult[]): void {
    const root = this.renderRoot;
    if (!(root instanceof ShadowRoot)) return;
    for (const { styleSheet } of styles) {
      if (styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets.push(styleSheet);
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#life?.signal.aborted) this.#life = undefined;
    this.#askContext();
    this.ownerDocument.addEventListener('context-provider', this.#onProvider);
    this.#watchLang?.disconnect();
    this.#watchLang = new MutationObserver(this.#readLang);
    for (let root: Node | undefined = this.getRootNode(); root; root = (root as Partial<ShadowRoot>).host?.getRootNode()) {
      this.#watchLang.observe(root, { subtree: true, attributeFilter: ['lang'] });
    }
    readers.add(this.#readLang);
    this.#readLang();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A move is a removal followed by an insertion: only what is still outside a moment later is gone.
    queueMicrotask(() => {
      if (!this.isConnected) this.#end();
    });
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    const region = document.createElement('div');
    region.className = 'vh';
    region.setAttribute('role', 'status');
    root.append(region);
    // Lit renders before what it finds here, so that the region is never inserted together with its text.
    this.renderOptions.renderBefore ??= region;
    this.#region = region;
    return root;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('raUrl')) void this.#openUrl(this.raUrl);
    if (!this.isConnected || this.ra === this.#told) return;
    this.#told = this.ra;
    this.adapterChanged(this.#told);
  }

  #adapterNow(): number {
    return this.ra?.now?.() ?? Date.now();
  }

  async #openUrl(url: string | undefined): Promise<void> {
    this.#urlAdapter = undefined;
    if (!url) return;
    try {
      const { raAt } = await import('../adapters/rest.js');
      if (this.raUrl === url) this.#urlAdapter = raAt(url);
      this.requestUpdate();
    } catch {
      this.emit('rekey-error', { code: 'unavailable' });
    }
  }

  #askContext(): void {
    this.#leaveContext?.();
    this.#leaveContext = undefined;
    this.#contextAdapter = undefined;
    this.dispatchEvent(
      new ContextEvent(adapterContext, this, (adapter, leave) => {
        if (leave !== this.#leaveContext) this.#leaveContext?.();
        this.#leaveContext = leave;
        this.#contextAdapter = adapter;
        this.requestUpdate();
      }, true),
    );
  }

  /** A provider that came after this element. */
  readonly #onProvider = (event: Event): void => {
    if ((event as Partial<{ context: unknown }>).context === adapterContext) this.#askContext();
  };

  readonly #readLang = (): void => {
    this.#lang = nearestLang(this);
    this.requestUpdate();
  };

  #end(): void {
    this.#life?.abort();
    this.#leaveContext?.();
    this.#leaveContext = undefined;
    this.#contextAdapter = undefined;
    this.#watchLang?.disconnect();
    readers.delete(this.#readLang);
    this.ownerDocument.removeEventListener('context-provider', this.#onProvider);
    this.#told = undefined;
    this.ended();
  }
}
