import type { LitElement } from 'lit';
import type { RaAdapter } from '../src/core/adapter.js';
import { createSandboxRa } from '../src/sandbox.js';
import { freeze } from './frozen.js';
import type { FailureTarget, PlannedFailure, SandboxRa } from '../src/sandbox.js';

/**
 * How a story comes to its state: an RA of its own in the page, with a clock that stands still, and an element that is driven
 * as a person would, by its public methods and by its controls. Nobody sets a step.
 */

/** When every story is played, in a time when a public TLS certificate lasts 200 days. */
export const START = Date.UTC(2026, 8, 14, 9, 30);
const MINUTE = 60_000;
const PATIENCE = 20_000;

// ---------------------------------------------------------------------------------------------------- toolbar

/** What the toolbar asks of the RA, once a story has been played. */
export interface Toolbar {
  /** Milliseconds that every call takes. */
  readonly latency: number;
  /** What the next call meets. */
  readonly failure: keyof typeof FAILURES;
  /** Which call that is; the next one, whatever it be, unless it is named. */
  readonly call: 'any' | FailureTarget;
}

export const FAILURES = {
  none: undefined,
  unavailable: {},
  lost: { when: 'after' },
  'rate-limited': { code: 'rate-limited', retryAfter: 30 },
  auth: { code: 'auth' },
} as const satisfies Record<string, PlannedFailure | undefined>;

/** The story that is shown. */
let shown: Pick<Stage, 'heed'> | undefined;
let toolbar: Toolbar = { latency: 0, failure: 'none', call: 'any' };

/** Told by the toolbar, each time something is chosen there. */
export function setToolbar(next: Toolbar): void {
  const before = toolbar;
  toolbar = next;
  shown?.heed(next.failure === before.failure && next.call === before.call ? undefined : FAILURES[next.failure]);
}

// ---------------------------------------------------------------------------------------------------- the RA

let played = 0;

/** The RA of one story. */
export class Stage {
  readonly ra: SandboxRa;
  readonly #changed = new Map<string, (real: (...args: readonly unknown[]) => unknown) => unknown>();
  #elapsed = 0;
  #live = false;
  #failure: PlannedFailure | undefined;

  constructor(story: string) {
    // What an earlier visit to this story left behind is not gone on with.
    for (const key of Object.keys(sessionStorage)) if (key.startsWith('rekey-elements:sandbox:story ')) sessionStorage.removeItem(key);
    // The clock stands, but for the millisecond that tells an earlier message from a later one.
    this.ra = createSandboxRa({
      name: `story ${story} ${played++}`, now: () => START + this.#elapsed++, crypto: freeze(),
      // Nobody is there; a story ends sign-ins by the sandbox's controls.
      identityProviderUrl: 'https://id.example.com/sign-in',
    });
  }

  /** The adapter of a person, through which the toolbar may let a call fail. */
  as(personId: string): RaAdapter {
    return new Proxy(this.ra.as(personId), {
      get: (adapter, name) => {
        const member: unknown = Reflect.get(adapter, name);
        if (typeof member !== 'function' || name === 'now' || String(name).startsWith('watch')) return member;
        return (...args: unknown[]): unknown => {
          if (this.#failure !== undefined && (toolbar.call === 'any' || toolbar.call === name)) {
            this.ra.controls.failures.next(name as FailureTarget, this.#failure);
            this.#failure = undefined;
          }
          const real = (...others: readonly unknown[]): unknown => member.apply(adapter, others.length > 0 ? [...others] : args) as unknown;
          return this.#changed.get(String(name))?.(real) ?? real();
        };
      },
    });
  }

  /** Every call of these fails from now on, as if the RA could not be reached. */
  unreachable(...targets: readonly FailureTarget[]): void {
    for (const target of targets) this.ra.controls.failures.next(target, { times: 1000 });
  }

  /**
   * The RA answers a call otherwise from now on: as no sandbox does, but an RA may.
   * @param answer is given the real call; called without arguments, that has those of the caller
   */
  answers(name: FailureTarget & keyof RaAdapter, answer: (real: (...args: readonly unknown[]) => unknown) => unknown): void {
    this.#changed.set(name, answer);
  }

  /** A call does not come back. */
  holds(name: FailureTarget & keyof RaAdapter): void {
    this.answers(name, () => new Promise<never>(() => undefined));
  }

  /** Runs what people did since some hours ago, with `minutes` between any two changes at the RA. */
  async slowly(hours: number, act: () => Promise<unknown>, minutes = 4): Promise<void> {
    this.#elapsed = -hours * 60 * MINUTE;
    const pass = (): void => { this.#elapsed += minutes * MINUTE; };
    this.ra.addEventListener('change', pass);
    try {
      await act();
    } finally {
      this.ra.removeEventListener('change', pass);
    }
    this.#elapsed = Math.max(0, this.#elapsed);
  }

  /** The latest code that was sent. */
  async code(to = 'user'): Promise<string> {
    return (await this.ra.inbox.latest(to))?.code ?? '';
  }

  /** The story has been played: what is chosen in the toolbar counts from now on. */
  live(): void {
    this.#live = true;
    this.heed(FAILURES[toolbar.failure]);
  }

  heed(failure: PlannedFailure | undefined): void {
    if (!this.#live) return;
    if (toolbar.latency > 0 || this.ra.controls.latency.get() < 10 * MINUTE) this.ra.controls.latency.set(toolbar.latency);
    if (failure !== undefined || toolbar.failure === 'none') this.#failure = failure;
  }
}

// ---------------------------------------------------------------------------------------------------- the person

type Role = 'button' | 'link' | 'checkbox' | 'radio' | 'textbox' | 'combobox' | 'heading';
const SELECTORS: Readonly<Record<Role, string>> = {
  button: 'button, summary', link: 'a[href]', checkbox: 'input[type=checkbox]', radio: 'input[type=radio]', combobox: 'select',
  textbox: 'input:not([type]), input[type=text], input[type=password], input[type=search], textarea', heading: 'h1, h2, h3, h4',
};

const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();
const isVisible = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });

/** What can be read in a node, its own shadow root and slots aside. */
function textOf(node: Node): string {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element) && !(node instanceof DocumentFragment)) return '';
  if (node instanceof Element && (node.getAttribute('aria-hidden') === 'true' || node.localName === 'style')) return '';
  return [...node.childNodes].map(textOf).join('');
}

function nameOf(element: Element): string {
  const root = element.getRootNode() as Document | ShadowRoot;
  const by = element.getAttribute('aria-labelledby')?.split(/\s+/).map((id) => root.getElementById(id));
  if (by) return folded(by.map((one) => (one ? textOf(one) : '')).join(' '));
  const label = element.getAttribute('aria-label');
  if (label !== null) return label;
  const labels = 'labels' in element ? (element.labels as NodeListOf<HTMLLabelElement> | null) : null;
  return folded(labels?.length ? [...labels].map(textOf).join(' ') : textOf(element));
}

/** An element and those inside it, as their reader meets them: by role, accessible name and what can be read. */
export class Actor<E extends HTMLElement = HTMLElement> {
  constructor(readonly stage: Stage, readonly element: E) {}

  /** All that can be read. */
  get text(): string {
    return folded(roots(this.element).flatMap((root) => [...root.querySelectorAll('*')])
      .filter((one) => isVisible(one) && !['STYLE', 'SLOT'].includes(one.tagName))
      .flatMap((one) => [...one.childNodes]).map((node) => (node instanceof Text ? node.data : ' ')).join(''));
  }

  /** Waits until there is a control of that role and name, that can be used. */
  async find(role: Role, name: string | RegExp): Promise<HTMLElement> {
    const fits = (found: string): boolean => (typeof name === 'string' ? found === name : name.test(found));
    return until(() => this.#all(SELECTORS[role]).find((one) => fits(nameOf(one)) && one.getAttribute('aria-disabled') !== 'true' && !one.matches(':disabled')),
      () => `the ${role} ${String(name)}; there are: ${this.#all(SELECTORS[role]).map(nameOf).join(', ')}. It reads: ${this.text.slice(0, 800)}`);
  }

  has(role: Role, name: string): boolean {
    return this.#all(SELECTORS[role]).some((one) => nameOf(one) === name);
  }

  async press(name: string | RegExp, role: Role = 'button'): Promise<void> {
    const control = await this.find(role, name);
    control.focus();
    control.click();
    await this.drawn();
  }

  /** Presses the button that stands in the same row or list item as some words. */
  async pressBeside(words: string, name: string): Promise<void> {
    const button = await until(() => this.#all(SELECTORS.button).find((one) => nameOf(one) === name && one.closest('li, tr')?.textContent.includes(words)),
      () => `the button ${name} beside ${words}; it reads: ${this.text.slice(0, 800)}`);
    button.focus();
    button.click();
    await this.drawn();
  }

  async tick(name: string, role: 'checkbox' | 'radio' = 'radio'): Promise<void> {
    const box = await this.find(role, name) as HTMLInputElement;
    if (!box.checked) box.click();
    await this.drawn();
  }

  /** Chooses from a list. */
  async choose(name: string, option: string): Promise<void> {
    const select = await this.find('combobox', name) as HTMLSelectElement;
    select.value = [...select.options].find(({ text }) => text === option)?.value ?? '';
    select.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
    await this.drawn();
  }

  async type(name: string, text: string): Promise<void> {
    const field = await this.find('textbox', name) as HTMLInputElement;
    field.focus();
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await this.drawn();
  }

  /** Gives a file where the button of that name asks for one. */
  async give(button: string, file: File): Promise<void> {
    const input = (await this.find('button', button)).closest('[part~="drop"]')?.querySelector<HTMLInputElement>('input[type=file]');
    if (!input) throw new Error(`${button} asks for no file`);
    const { files } = [file].reduce((transfer, one) => (transfer.items.add(one), transfer), new DataTransfer());
    input.files = files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await this.drawn();
  }

  /** Catches the file that is saved while `act` runs, in place of the browser's downloads. */
  async saved(act: () => Promise<unknown>): Promise<File> {
    const { createObjectURL } = URL;
    const { click } = HTMLAnchorElement.prototype;
    const blobs = new Map<string, Blob>();
    let file: File | undefined;
    URL.createObjectURL = (object: Blob | MediaSource): string => {
      const address = createObjectURL(object);
      if (object instanceof Blob) blobs.set(address, object);
      return address;
    };
    HTMLAnchorElement.prototype.click = function save(this: HTMLAnchorElement): void {
      const blob = blobs.get(this.href);
      if (blob === undefined) click.call(this);
      else file = new File([blob], this.download);
    };
    try {
      await act();
      return await until(() => file, () => 'a file to be saved');
    } finally {
      URL.createObjectURL = createObjectURL;
      HTMLAnchorElement.prototype.click = click;
    }
  }

  async reads(words: string | RegExp): Promise<void> {
    await until(() => (typeof words === 'string' ? this.text.includes(words) : words.test(this.text)) || undefined,
      () => `"${String(words)}"; it reads: ${this.text.slice(0, 1500)}`);
    await this.drawn();
  }

  /** What was done has been drawn, here and inside. */
  async drawn(): Promise<void> {
    const elements = roots(this.element).map(({ host }) => host as Element & Pick<LitElement, 'updateComplete'>);
    await Promise.all(elements.map((element) => element.updateComplete));
  }

  #all(selector: string): HTMLElement[] {
    const found = roots(this.element).flatMap((root) => [...root.querySelectorAll<HTMLElement>(selector)]).filter(isVisible);
    // What stands behind a modal dialog cannot be used.
    const modal = found.filter((one) => one.closest('dialog:modal'));
    return modal.length > 0 ? modal : found;
  }
}

/** The shadow roots of an element and of the custom elements inside it. */
function roots(element: Element): ShadowRoot[] {
  const own = element.shadowRoot;
  return own === null ? [] : [own, ...[...own.querySelectorAll('*')].filter((one) => one.localName.includes('-')).flatMap(roots)];
}

/** Waits until `probe` gives something. */
export async function until<T>(probe: () => T | undefined | Promise<T | undefined>, what: () => string): Promise<T> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const found = await probe();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`Waited in vain for ${what()}`);
    await new Promise((resolve) => { setTimeout(resolve, 15); });
  }
}

// ---------------------------------------------------------------------------------------------------- plays

/** What of Storybook's context a play needs. */
export interface PlayContext { readonly id: string; readonly canvasElement: HTMLElement }
export type Play = (context: PlayContext) => Promise<void>;

/** What a story shows of the RA, for whoever holds the stories against the states that there are: `step:...`, `status:...`, `method:...`. */
async function shows(stage: Stage, element: HTMLElement & { readonly step?: string }): Promise<string> {
  const { latency } = stage.ra.controls;
  const before = latency.get();
  latency.set(0);
  const user = stage.ra.as('user');
  const request = await stage.ra.as('admin').listRequests?.({ limit: 1 }).then(({ items: [latest] }) => latest, () => undefined);
  const challenge = request?.secondFactor?.challengeId;
  const factor = challenge === undefined ? undefined : await user.getSecondFactor?.(challenge).catch(() => undefined);
  latency.set(before);
  return [element.step && `step:${element.step}`, request && `status:${request.status}`, factor && `method:${factor.method}`].filter(Boolean).join(' ');
}

/**
 * The play of a story.
 * @param tag of the element that the story renders
 * @param begin brings the RA to where the story begins, and gives the element its adapter and what else a host would set
 * @param act what the person does then
 */
export function play<E extends HTMLElement>(
  tag: string, begin: (element: E, stage: Stage) => unknown, act: (actor: Actor<E>) => unknown = () => undefined,
): Play {
  return async ({ id, canvasElement }) => {
    const stage = new Stage(id);
    shown = stage;
    await stage.ra.ready;
    await customElements.whenDefined(tag);
    const element = canvasElement.querySelector<E>(tag);
    if (element === null) throw new Error(`no ${tag} in the story`);
    await begin(element, stage);
    const actor = new Actor(stage, element);
    await actor.drawn();
    await act(actor);
    await actor.drawn();
    // A colour on its way from one to another is neither.
    await Promise.all(roots(element).flatMap((root) => root.getAnimations()).filter((one) => one instanceof CSSTransition).map((one) => one.finished.catch(() => undefined)));
    canvasElement.dataset['shows'] = await shows(stage, element);
    stage.live();
  };
}
