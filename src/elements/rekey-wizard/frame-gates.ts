import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { RaAdapter } from '../../core/adapter.js';
import type { RekeyPolicy, RekeyRequest, Settings } from '../../core/domain.js';
import type { FlowState, Problem, RefusedState } from '../../core/flow-types.js';
import { button } from '../../ui/button.js';
import { dialog, openDialog } from '../../ui/dialog.js';
import { looks, outcome, sandboxBanner } from '../../ui/status.js';
import { errorNote } from '../../ui/error-note.js';
import { moreButtons } from '../../ui/styles/button.js';
import { dialogs } from '../../ui/styles/dialog.js';
import type { Look } from '../../ui/status.js';
import { bare } from './frame.js';
import type { FrameText } from './frame.js';
import type { RekeyWizardEvents } from './frame-events.js';

export interface GateView extends FrameText {
  readonly state: FlowState | undefined;
  readonly left: boolean;
  readonly adapter: RaAdapter | undefined;
  readonly signal: AbortSignal;
  readonly requestHref: ((requestId: string) => string) | undefined;
  readonly requestUpdate: () => void;
  readonly retry: () => void;
  readonly goOn: () => void;
  readonly emit: <K extends keyof RekeyWizardEvents>(name: K, detail: RekeyWizardEvents[K]['detail']) => void;
}

export interface LeaveView extends Pick<FrameText, 't' | 'fmt'> {
  readonly request: RekeyRequest | undefined;
  readonly keep: () => void;
  readonly withdraw: () => void;
}

export interface ProblemView extends FrameText {
  readonly problem: Problem;
  readonly support?: Settings['support'];
  readonly retry: () => void;
}

/** The places where a wizard cannot begin or was left, and the question before leaving. */
export interface GateScreen {
  render(o: GateView): TemplateResult | undefined;
  leaveDialog(o: LeaveView): TemplateResult;
  problem(o: ProblemView): TemplateResult;
  askToLeave(root: ParentNode): void;
}

/** Beside what the frame has. */
export const gateStyles = [dialogs, moreButtons];

const refusedLooks: Readonly<Record<RefusedState['refusal']['reason'], Look>> = {
  expired: { icon: 'stop', tone: 'bad' }, revoked: { icon: 'stop', tone: 'bad' }, 'policy-off': { icon: 'lock' }, 'renew-only': { icon: 'lock' },
  'request-open': { icon: 'person', tone: 'info' }, 'not-yours': { icon: 'person' }, 'unavailable-here': { icon: 'key' },
};

/** A place before the first screen, or instead of it. */
function gateFrame(o: FrameText & { readonly heading: string; readonly look?: Look; readonly lead?: unknown; readonly body?: unknown; readonly foot?: TemplateResult; readonly sandbox?: boolean }): TemplateResult {
  const heading = html`<h2 id="heading" part="heading" tabindex="-1">${o.heading}</h2>`;
  return bare(o, html`${o.sandbox ? sandboxBanner(o.t) : nothing}
    <div class="main"><div class="body" part="body">
      ${o.look ? outcome({ look: o.look, heading, text: o.lead }) : html`${heading}${o.lead ? html`<p>${o.lead}</p>` : nothing}`}
      ${o.body ? html`<div>${o.body}</div>` : nothing}
    </div>${o.foot ? html`<footer class="foot" part="foot">${o.foot}</footer>` : nothing}</div>`);
}

/** What the RA says of where to go instead; its address only when it leads to a page or a mailbox. */
function wayTo(way: RekeyPolicy['reissue'], label: string): TemplateResult | typeof nothing {
  if (way === undefined) return nothing;
  const { href, text } = way;
  if (href !== undefined && /^(https?:|mailto:)/i.test(href)) return html`<p><a href=${href} target="_blank" rel="noopener noreferrer"><bdi>${text ?? label}</bdi></a></p>`;
  return text === undefined ? nothing : html`<p class="prose"><bdi>${text}</bdi></p>`;
}

export function gateScreen(): GateScreen {
  let asked: HTMLDialogElement | null = null;
  let other: { readonly id: string; request?: RekeyRequest } | undefined;

  /** Who has the other request, as far as the reader may know. */
  function read(id: string, { adapter, signal, requestUpdate }: GateView): RekeyRequest | undefined {
    if (other?.id === id) return other.request;
    const mine = other = { id } as NonNullable<typeof other>;
    adapter?.getRequest(id, { signal }).then((request) => {
      mine.request = request;
      requestUpdate();
    }, () => undefined);
    return undefined;
  }

  function refused(o: GateView, { facts, refusal }: RefusedState): TemplateResult {
    const { t, fmt } = o;
    const words = t.wizard.gates;
    const { certificate, policy, settings, withheld } = facts;
    const { openRequestId } = refusal;
    const request = openRequestId === undefined ? undefined : read(openRequestId, o);
    const [heading, lead] = words.refused(refusal.reason, {
      ended: fmt.date(certificate.notAfter), policy: policy.name,
      revoked: certificate.revocation ? fmt.date(certificate.revocation.at) : '', crlReason: words.crlReasons[certificate.revocation?.reason ?? ''] ?? certificate.revocation?.reason ?? '',
      byCard: withheld?.every((source) => source === 'token') === true,
      ...(request && { who: request.requestedBy.name, number: request.number, on: fmt.date(request.createdAt), status: t.requestStatus[request.status] }),
    });
    const leave = (): void => { o.emit('rekey-cancel', { kept: false }); };
    const href = openRequestId === undefined ? undefined : o.requestHref?.(openRequestId);
    const { support } = settings;
    return gateFrame({
      ...o, heading, lead, look: refusedLooks[refusal.reason], sandbox: settings.sandbox,
      body: html`${refusal.reason === 'revoked' ? wayTo(policy.reissue, words.reissue) : nothing}
        <div class="row">${openRequestId === undefined ? nothing
        : href !== undefined && /^(https?:|[^:]*$)/i.test(href) ? html`<a class="button primary" href=${href}>${t.wizard.early.viewRequest}</a>`
          : button({ label: t.wizard.early.viewRequest, kind: 'primary', onClick: () => { o.emit('rekey-request-open', { requestId: openRequestId }); } })}
        ${button({ label: t.wizard.frame.toCertificates, kind: openRequestId === undefined ? 'plain' : 'quiet', onClick: leave, part: 'cancel' })}
        <slot name="support">${support ? support.href && /^(https?:|mailto:)/i.test(support.href) ? html`<a href=${support.href} rel="noopener noreferrer">${support.text}</a>` : html`<span class="small muted">${support.text}</span>` : nothing}</slot></div>`,
    });
  }

  function problemNote({ t, fmt, announce, problem: { error, effect }, support, retry }: ProblemView): TemplateResult {
    const mayHelp = effect !== undefined && error.code !== 'forbidden' && error.code !== 'not-found';
    return errorNote({ info: error, t, fmt, announce, support, ...(mayHelp && { onRetry: retry }) });
  }

  /** What could not be read, in place of the first screen. */
  function loadFailed(o: GateView, problem: Problem): TemplateResult {
    const { t } = o;
    return gateFrame({
      ...o, heading: t.errors.describe(problem.error).title,
      body: html`<div class="stack s" id="problem" tabindex="-1">${problemNote({ ...o, problem })}<slot name="support"></slot></div>`,
      foot: button({ label: t.wizard.frame.toCertificates, onClick: () => { o.emit('rekey-cancel', { kept: false }); }, part: 'cancel' }),
    });
  }

  return {
    render(o) {
      const { t, state, left } = o;
      const words = t.wizard.gates;
      if (left) {
        return gateFrame({ ...o, heading: words.left, lead: words.leftText, look: looks.review, body: button({ label: words.goOn, kind: 'primary', onClick: o.goOn }) });
      }
      if (state?.step === 'locked') {
        const { title, text, next } = t.errors.describe({ code: 'locked-by-other-tab' });
        return gateFrame({ ...o, heading: title, lead: `${text} ${next}`, look: { icon: 'lock', tone: 'info' }, body: button({ label: t.common.tryAgain, kind: 'primary', onClick: o.retry, part: 'retry' }) });
      }
      if (state?.step === 'loading' && state.problem !== undefined && state.busy === undefined) return loadFailed(o, state.problem);
      return state?.step === 'refused' ? refused(o, state) : undefined;
    },

    problem: problemNote,

    leaveDialog({ t, fmt, request, keep, withdraw }) {
      const words = t.wizard.gates;
      const close = (): void => { asked?.close(); };
      const then = (act: () => void) => (): void => {
        close();
        act();
      };
      return html`<div class="leave">${dialog({
        heading: words.leave,
        intro: request ? words.leaveText(request.number, fmt.date(request.expiresAt)) : undefined,
        body: html`<div class="stack s">${button({ label: words.keep, kind: 'primary', onClick: then(keep) })}${button({ label: words.withdraw, kind: 'danger', onClick: then(withdraw) })}</div>
          <p class="hint">${words.withdrawHint}</p>`,
        foot: button({ label: words.stay, kind: 'quiet', onClick: close }),
        onCancel: close,
      })}</div>`;
    },

    askToLeave(root) {
      asked = root.querySelector('.leave dialog');
      openDialog(asked);
    },
  };
}

export { shared } from './shared.js';
