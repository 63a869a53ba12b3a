import type { SecondFactorChallenge } from '../../core/domain.js';
import { askedFor } from './view.js';

/**
 * WebOTP: the browser offers the code of a text message that ends in `@host #code`. Nothing happens where there is no such thing,
 * or when the person declines.
 */
export class MessageCode {
  #waiting: AbortController | undefined;

  /**
   * Waits for the message, once at a time, when one is on its way.
   * @param came is told the code, and whether it is all that is asked for
   */
  wait(challenge: SecondFactorChallenge, came: (code: string, isAlone: boolean) => void): void {
    if (this.#waiting !== undefined || !challenge.channels.some(({ channel }) => channel === 'sms')) return;
    const waiting = (this.#waiting = new AbortController());
    void codeFromMessage(waiting.signal).then((code) => {
      if (this.#waiting === waiting) this.#waiting = undefined;
      if (code !== undefined) came(code, askedFor(challenge).length === 1);
    });
  }

  stop(): void {
    this.#waiting?.abort();
    this.#waiting = undefined;
  }
}

async function codeFromMessage(signal: AbortSignal): Promise<string | undefined> {
  if (!('OTPCredential' in window)) return undefined;
  const options: CredentialRequestOptions & { readonly otp: { readonly transport: readonly string[] } } = { otp: { transport: ['sms'] }, signal };
  try {
    const credential: (Credential & { readonly code?: string }) | null = await navigator.credentials.get(options);
    return signal.aborted ? undefined : credential?.code;
  } catch {
    return undefined;
  }
}
