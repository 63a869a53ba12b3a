import { html, nothing } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { CaaReport } from '../../../core/domain.js';
import { errorInfo, RekeyError, toRekeyError } from '../../../core/errors.js';
import type { RekeyErrorInfo } from '../../../core/errors.js';
import { gateReason } from '../../../core/plan.js';
import { errorNote, facts, note } from '../../../ui/index.js';
import type { CaaVerifier } from '../../caa-verifier/caa-verifier.js';
import type { SecondFactorDialog } from '../../second-factor-dialog/second-factor-dialog.js';
import type { CaaResolver, Step, StepFactories, StepHost } from '../step.js';
import { confirmStep } from './submit-confirm.js';
import { submitStyles } from './submit-styles.js';

/** The longest delay that a timer takes. */
const MAX_DELAY = 2 ** 31 - 1;

/** Loads another element's code; when that fails, says so until it is tried again. */
function lazily(host: StepHost, load: () => Promise<unknown>): { readonly error: () => RekeyErrorInfo | undefined; readonly start: () => Promise<boolean> } {
  let error: RekeyErrorInfo | undefined;
  const start = async (): Promise<boolean> => {
    if (error !== undefined) host.requestUpdate();
    error = undefined;
    try {
      await load();
      return true;
    } catch (cause) {
      error = errorInfo(new RekeyError('unavailable', { reason: 'code', cause, correlationId: host.session.correlationId }));
      host.requestUpdate();
      return false;
    }
  };
  return { error: () => error, start };
}

// ---------------------------------------------------------------------------------------------------- domains

function domainsStep(host: StepHost): Step<'domains'> {
  host.adopt(submitStyles);
  const words = () => host.t.wizard.submit;
  const verifier = lazily(host, () => import('./submit-verifier.js'));
  void verifier.start();
  const checked = ({ detail }: CustomEvent<{ readonly report: CaaReport }>): void => host.session.send({ type: 'caa-checked', report: detail.report });
  let over: ReturnType<typeof setTimeout> | undefined;
  /** What a page found counts for its time, and no RA looks at the clock for it before it is submitted. */
  const isOver = ({ by, validUntil }: CaaReport): boolean => {
    clearTimeout(over);
    const left = by === 'page' && validUntil !== undefined ? Date.parse(validUntil) - host.now() : Infinity;
    if (left > 0 && left <= MAX_DELAY) over = setTimeout(() => { host.requestUpdate(); }, left + 50);
    return left <= 0;
  };
  return {
    render: (state) => {
      const { request, facts: { policy } } = state;
      const { gate, issuers, accountUri } = policy.caa;
      const { resolvers } = (host.root as ShadowRoot).host as Element & { readonly resolvers?: readonly CaaResolver[] };
      // The page looks in the RA's place where the policy lets it and somebody can be asked, or nobody else can look.
      const here = gate === 'advisory' && ((resolvers?.length ?? 0) > 0 || !host.adapter.verifyCaa);
      const shut = gate === 'advisory' && request?.caa !== undefined && isOver(request.caa) ? 'unverified' : gateReason(state);
      const error = verifier.error();
      return {
        heading: words().domainsHeading,
        lead: gate === 'none' ? words().domainsLeadUngated : here ? words().domainsLeadAdvisory : words().domainsLead,
        body: error !== undefined
          ? errorNote({ info: error, t: host.t, fmt: host.fmt, announce: (text) => host.announce(text), onRetry: () => void verifier.start() })
          : html`<caa-verifier part="caa" .embedded=${true} .adapter=${host.adapter} .messages=${host.messages} .correlationId=${host.session.correlationId} request-id=${request?.id ?? nothing}
              mode=${here ? 'doh' : 'adapter'} .resolvers=${resolvers} issuer=${issuers.join(' ')} account-uri=${accountUri ?? nothing} .known=${request?.caa?.by === 'page' ? request.caa : undefined}
              @caa-verified=${checked} @caa-failed=${checked}></caa-verifier>`,
        primary: {
          label: words().rekey,
          busy: state.busy?.effect.type === 'refresh',
          press: () => host.session.send({ type: 'next' }),
          ...(shut !== undefined && { disabledReason: here && shut === 'unverified' ? words().unchecked : words().shut[shut] }),
        },
      };
    },
    retry: () => {
      if (verifier.error() === undefined) host.root.querySelector<CaaVerifier>('caa-verifier:defined')?.retry();
      else void verifier.start();
    },
    leave: () => { clearTimeout(over); },
  };
}

// ---------------------------------------------------------------------------------------------------- second factor

/** Stands behind the dialog: opens it when it is entered, and again by the button. */
function secondFactorStep(host: StepHost): Step<'second-factor'> {
  host.adopt(submitStyles);
  const words = () => host.t.wizard.submit;
  const code = lazily(host, () => import('./submit-factor.js'));
  let element: SecondFactorDialog | undefined;
  const gone = new AbortController();
  let requestId: string | undefined;
  let asking = false;
  let failure: RekeyErrorInfo | undefined;

  const ask = async (): Promise<void> => {
    const { correlationId } = host.session;
    if (asking || requestId === undefined) return;
    asking = true;
    failure = undefined;
    host.requestUpdate();
    try {
      if (await code.start() && !gone.signal.aborted && element !== undefined) {
        // A sign-in in this window comes back to this very page, where the flow goes on by what it kept.
        const { accepted } = await element.request({ requestId, correlationId });
        // A dialog that closed because its step was left has nothing more to say.
        if (!AbortSignal.any([gone.signal, host.signal]).aborted) host.session.send({ type: accepted ? 'second-factor-accepted' : 'second-factor-cancelled' });
      }
    } catch (thrown) {
      failure = errorInfo(toRekeyError(thrown, correlationId));
    } finally {
      asking = false;
      if (!gone.signal.aborted) host.requestUpdate();
    }
  };
  const attached = (found?: Element): void => {
    element = found as SecondFactorDialog | undefined;
    // After the screen has been drawn: the step asks for another drawing itself.
    if (found !== undefined) queueMicrotask(() => void ask());
  };

  return {
    render: (state) => {
      const { request, facts: { settings, certificate, policy } } = state;
      requestId = request?.id;
      const error = code.error() ?? failure;
      const busy = state.busy !== undefined;
      return {
        heading: words().factorHeading,
        lead: request?.status === 'approved' ? words().factorLeadApproved : words().factorLead,
        body: html`${facts([
            { term: words().rows.request, value: html`<span class="nums strong">${request?.number}</span>` },
            { term: words().rows.certificate, value: html`<bdi>${certificate.name}</bdi>` },
            { term: words().rows.who, value: settings.user.name },
            { term: words().rows.method, value: policy.secondFactor.methods.map((method) => host.t.methods[method]).join(', ') },
          ])}
          ${error === undefined ? note({ icon: 'lock', text: busy ? words().factorAccepted : words().factorKept })
            : errorNote({ info: error, t: host.t, fmt: host.fmt, announce: (text) => host.announce(text), onRetry: () => void ask() })}
          <second-factor-dialog .embedded=${true} .adapter=${host.adapter} .messages=${host.messages} ${ref(attached)}></second-factor-dialog>`,
        primary: { label: words().generate, busy, press: () => void ask() },
      };
    },
    leave: () => { gone.abort(); },
    retry: () => {
      if ((code.error() ?? failure) !== undefined) void ask();
      else if (element?.matches(':defined') === true) element.retry();
    },
  };
}

export const submitSteps: StepFactories<'domains' | 'confirm' | 'second-factor'> = {
  domains: domainsStep, confirm: confirmStep, 'second-factor': secondFactorStep,
};

export { shared } from '../shared.js';
