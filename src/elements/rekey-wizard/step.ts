import type { CSSResult, TemplateResult } from 'lit';
import type { RaAdapter } from '../../core/adapter.js';
import type { StepId, StepState } from '../../core/flow-types.js';
import type { RekeySession } from '../../core/session.js';
import type { Format } from '../../lit/format.js';
import type { MessagesOverride } from '../../lit/localize.js';
import type { Messages } from '../../locales/en.js';
import type { IconName } from '../../ui/icons.js';

export type { CaaResolver } from '../caa-verifier/page-check.js';

/** What the wizard gives to its steps. */
export interface StepHost {
  readonly session: RekeySession;
  readonly adapter: RaAdapter;
  readonly t: Messages;
  readonly fmt: Format;
  /** Milliseconds by the RA's clock. */
  now(): number;
  /** Where the step is drawn: to move the focus within it. */
  readonly root: ParentNode;
  /** Aborted when the wizard has left the page. */
  readonly signal: AbortSignal;
  requestUpdate(): void;
  /** Draws again and moves the focus to the summary of errors: for a press that found some. */
  showErrors(): void;
  announce(text: string): void;
  /** Dispatches a public event of the wizard; `false` when it was prevented. */
  emit(name: string, detail?: unknown, o?: { cancelable?: boolean }): boolean;
  /** Adds the styles of a step, which are loaded with it. */
  adopt(...styles: readonly CSSResult[]): void;
  /** The host's own wording, for elements inside a step. */
  readonly messages: MessagesOverride | undefined;
  /** The address at which the host shows a request again; absent when it has none. */
  readonly requestHref: ((requestId: string) => string) | undefined;
}

/** What one screen is made of; the frame (steps, footer, banner, problem) is the wizard's. */
export interface StepView {
  /** The heading names or asks the one question of this screen; it takes the focus. */
  readonly heading: string;
  readonly lead?: string | TemplateResult;
  readonly body: TemplateResult;
  /** Says more about the outcome than a word: the mark beside the heading of the last screens. */
  readonly mark?: 'ok' | 'info' | 'warn' | 'bad' | 'wait';
  /** Another picture for the mark. */
  readonly markIcon?: IconName;
  readonly primary?: StepAction;
  readonly secondary?: StepAction;
  /** Hides *Back*, *Cancel* or both where they mean nothing. */
  readonly hide?: readonly ('back' | 'cancel' | 'steps')[];
  /** Drawn at the start of the footer in place of *Back*. */
  readonly footNote?: string | TemplateResult;
  /** The step itself says what went wrong, beside the field that it is about. */
  readonly saysProblem?: boolean;
  /** Errors to list in the summary at the top: the words beside the field, and the id of the field. */
  readonly errors?: readonly { readonly text: string; readonly field: string }[];
}

export interface StepAction {
  readonly label: string;
  readonly press: () => void;
  readonly busy?: boolean;
  /** Why it cannot be pressed now, in words; the button then is `aria-disabled` and says so beside it. */
  readonly disabledReason?: string;
}

/**
 * One step's screen. It may keep what is typed and not yet sent, and drops it in `leave`: a passphrase is read from its input
 * when it is used and stays nowhere else.
 */
export interface Step<S extends StepId> {
  render(state: Extract<StepState, { step: S }>): StepView;
  leave?(): void;
  /** Repeats what failed in an element of the screen that asks the RA by itself. */
  retry?(): void;
}

export type StepFactories<S extends StepId> = { readonly [K in S]: (host: StepHost) => Step<K> };
