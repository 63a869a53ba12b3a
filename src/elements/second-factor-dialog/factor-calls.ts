import type { ChangeOptions, RaAdapter } from '../../core/adapter.js';
import type { Caller } from '../../core/calls.js';
import type { RekeyPolicy, RekeyRequest, SecondFactorAnswer, SecondFactorChallenge, SecondFactorChannel, SecondFactorMethod } from '../../core/domain.js';
import { RekeyError } from '../../core/errors.js';

type Channel = SecondFactorChannel['channel'];
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

  request(id: string): Promise<RekeyRequest> {
    return this.caller.read((o) => this.#ra.getRequest(id, o), this.signal);
  }

  policy(certificateId: string): Promise<RekeyPolicy> {
    return this.caller.read((o) => this.#ra.getRekeyPolicy(certificateId, o), this.signal);
  }

  challenge(id: string): Promise<SecondFactorChallenge> {
    return this.caller.read((o) => this.#ra.getSecondFactor(id, o), this.signal);
  }

  start(request: RekeyRequest, method: SecondFactorMethod): Promise<SecondFactorChallenge> {
    const call = (o: ChangeOptions): Promise<SecondFactorChallenge> => this.#ra.startSecondFactor(request.id, { method }, o);
    return this.caller.change(`second-factor:${request.id}`, { method }, call, { signal: this.signal, ifMatch: request.etag });
  }

  resend({ id, etag }: SecondFactorChallenge, channel: Channel): Promise<SecondFactorChallenge> {
    const call = (o: ChangeOptions): Promise<SecondFactorChallenge> =>
      this.#ra.resendSecondFactor?.(id, { channel }, o) ?? Promise.reject(new RekeyError('unsupported'));
    return this.caller.change(`resend:${id}:${etag}`, { channel }, call, { signal: this.signal, ifMatch: etag });
  }

  /**
   * @param attempt tells one code from the next, so that a code which was changed never goes under the key of an earlier one;
   *   the code itself stays out of the digest that is kept.
   */
  answer({ id, etag }: SecondFactorChallenge, attempt: number, answer: SecondFactorAnswer): Promise<SecondFactorChallenge> {
    const call = (o: ChangeOptions): Promise<SecondFactorChallenge> => this.#ra.answerSecondFactor(id, answer, o);
    return this.caller.change(`answer:${id}:${attempt}`, { attempt }, call, { signal: this.signal, ifMatch: etag });
  }
}
