import type { Problem } from '../../core/flow-types.js';

/** What stands on the screen after it was drawn. */
export interface Drawn {
  readonly step: string;
  readonly problem: Problem | undefined;
  readonly errors: string;
}

/**
 * Moves the focus to what is new on the screen: a problem, the summary of errors, the heading. Never at the first paint of a page,
 * and never away from another part of it where the person is.
 */
export class FrameFocus {
  /** The person did something in the wizard, or called one of its methods. */
  acted = false;
  /** A press that may find errors: the summary takes the focus again although it says the same. */
  pressed = false;
  #shown = '';
  #problem: Problem | undefined;
  #errors = '';

  /** @returns whether another screen came, after the first one. */
  drawn(host: HTMLElement, root: ParentNode, { step, problem, errors }: Drawn): { readonly arrived: boolean; readonly first: boolean; readonly unheard?: string } {
    const find = (selector: string): HTMLElement | null => root.querySelector(selector);
    const heading = find('#heading');
    const shown = heading === null ? this.#shown : `${step} ${heading.textContent.trim()}`;
    const first = this.#shown === '';
    const arrived = shown !== this.#shown;
    const fresh = problem !== undefined && problem !== this.#problem ? find('#problem') : null;
    const summary = errors !== '' && (this.pressed || this.#errors === '') ? find('#summary') : null;
    this.#shown = shown;
    this.#problem = problem;
    this.#errors = errors;
    this.pressed = false;
    const target = fresh ?? summary ?? (arrived && !first ? heading : null);
    const { activeElement, body } = host.ownerDocument;
    const here = this.acted && (activeElement === null || activeElement === body || host.matches(':focus-within'));
    if (here) target?.focus();
    return { arrived, first, ...(!here && fresh && { unheard: fresh.textContent.replace(/\s+/g, ' ').trim() }) };
  }
}
