import type { ChangeOptions, RaAdapter } from '../../core/adapter.js';
import type { Caller } from '../../core/calls.js';
import type { RekeyPolicy, RekeyRequest, SecondFactorAnswer, SecondFactorChallenge, SecondFactorMethod, Settings } from '../../core/domain.js';
import { RekeyError } from '../../core/errors.js';
import type { Channel } from './view.js';

type WithFactor = RaAdapter & Required<Pick<RaAdapter, 'startSecondFactor' | 'getSecondFactor' | 'answerSecondFactor'>>;

/** The calls of one opening of the dialog: one correlation id, one signal, the same key until a change is answered. */
export class FactorCalls {
  readonly #ra: WithFactor;

  /** @throws RekeyError `unsupported` when the adapter knows no second factor */
  constructor(ra: RaAdapter | undefined, readonly caller: Caller, readonly signal: AbortSignal) {
    if (!ra?.startSecondFactor || !ra.getSecondFactor || !ra.answerSecondFactor) throw new RekeyError('unsupported', { reason: 'second-factor' });
    this.#ra = ra as WithFactor;
  }

  get canResend(): boolean {
    return this.#ra.resendSecondFactor !== undefined;
  }

  settings(): Promise<Settings> {
    return this.caller.read((o) => this.#ra.getSettings(o), this.signal);
  }

  request(id: string): Promise<RekeyRequest> {
    return this.caller.read((o) => this.#ra.getRequest(id, o), this.signal);
  }

  policy(certificateId: string): Promise<RekeyPolicy> {
    return this.caller.read((o) => this.#ra.getRekeyPolicy(certificateId, o), this.signal);
  }

  challenge(id: string): Promise<SecondFactorChallenge> {
    return this.caller.read((o) => this.#ra.getSecondFactor(id, o), this.signal);
  }

  /**
   * The challenge that the request already has, unless it is spent.
   * @param told the failed one that the person was told of: whoever comes back from a sign-in that came to nothing is told once
   */
  async openChallenge({ secondFactor }: RekeyRequest, told: string | undefined): Promise<SecondFactorChallenge | undefined> {
    const id = secondFactor?.challengeId;
    if (id === undefined) return undefined;
    const challenge = await this.challenge(id);
    switch (challenge.state) {
      case 'open': case 'locked': return challenge;
      case 'accepted': return secondFactor?.accepted === undefined ? undefined : challenge;
      case 'failed': return told === id ? undefined : challenge;
      default: return undefined;
    }
  }

  /** @param returnTo the address to come back to, when this page is left for the sign-in */
  start(request: RekeyRequest, method: SecondFactorMethod, returnTo?: string): Promise<SecondFactorChallenge> {
    const body = { method, ...(returnTo !== undefined && { returnTo }) };
    const call = (o: ChangeOptions): Promise<SecondFactorChallenge> => this.#ra.startSecondFactor(request.id, body, o);
    return this.caller.change(`second-factor:${request.id}`, body, call, { signal: this.signal, ifMatch: request.etag });
  }

  resend({ id, etag }: SecondFactorChallenge, channel: Channel): Promise<SecondFactorChallenge> {
    const call = (o: ChangeOptions): Promise<SecondFactorChallenge> =>
      this.#ra.resendSecondFactor?.(id, { channel }, o) ?? Promise.reject(new RekeyError('unsupported'));
    return this.caller.change(`resend:${id}:${etag}`, { channel }, call, { signal: this.signal, ifMatch: etag });
  }

  /**
   * @param attempt tells one answer from the next, so that one which was changed never goes under the key of an earlier one;
   *   the code or password itself stays out of the digest that is kept.
   */
  answer({ id, etag }: SecondFactorChallenge, attempt: number, answer: SecondFactorAnswer): Promise<SecondFactorChallenge> {
    const call = (o: ChangeOptions): Promise<SecondFactorChallenge> => this.#ra.answerSecondFactor(id, answer, o);
    return this.caller.change(`answer:${id}:${attempt}`, { attempt }, call, { signal: this.signal, ifMatch: etag });
  }
}
