/** A smart card that is none: it keeps keys, asks for its PIN and signs as a card does, faults included. */
import type { KeyAlgorithmId, Pem } from '../core/domain.js';
import { RekeyError } from '../core/errors.js';
import type { Signer, SignerProvider } from '../core/signer.js';
import { bytesOf } from '../crypto/bytes.js';
import { generateKey } from '../crypto/csr.js';
import { signerFromCryptoKey } from '../crypto/token.js';

export interface SandboxCardOptions {
  /** What the chip can do; ECDSA P-256, P-384 and RSA 2048 unless given. */
  algorithms?: readonly KeyAlgorithmId[] | undefined;
  /** Stands for the PIN window of the card's program: the PIN that is typed, or `undefined` when the window is closed. */
  askPin?: ((o: { readonly triesLeft: number; readonly signal: AbortSignal | undefined }) => Promise<string | undefined>) | undefined;
  crypto?: Crypto | undefined;
}

/** The PIN of every sandbox card. */
export const SANDBOX_PIN = '1234';
const TRIES = 3;

const fault = (reason: string, detail?: unknown): RekeyError => new RekeyError('token', { reason, detail });

/**
 * A card in a reader for the sandbox, for stories and for tests. Its key for a certificate is made when it is first needed and never
 * leaves it; set `reader` or `inserted` to `false` at any time to pull the one or the other.
 */
export class SandboxCard {
  reader = true;
  inserted = true;
  /** The chip signs with a damaged key: what it returns does not verify. */
  damaged = false;
  #triesLeft = TRIES;
  readonly #keys = new Map<Pem, Promise<Signer>>();
  readonly #algorithms: readonly KeyAlgorithmId[];
  readonly #options: SandboxCardOptions;

  constructor(options: SandboxCardOptions = {}) {
    this.#options = options;
    this.#algorithms = options.algorithms ?? ['ec-p256', 'ec-p384', 'rsa-2048'];
  }

  /** For the property `signer` of the wizard. */
  readonly signer: SignerProvider = async ({ certificate, algorithms }) => {
    this.#requireCard();
    const algorithm = algorithms.find((id) => this.#algorithms.includes(id));
    if (algorithm === undefined) throw fault('key-absent');
    const held = this.#keys.get(certificate) ?? this.#makeKey(algorithm);
    this.#keys.set(certificate, held);
    const key = await held;
    return { ...key, sign: (tbs, o) => this.#sign(key, tbs, o?.signal) };
  };

  get triesLeft(): number { return this.#triesLeft; }

  /** Forgets its keys: the next one is new. */
  erase(): void { this.#keys.clear(); }

  /** What the PUK is for. */
  unlock(): void { this.#triesLeft = TRIES; }

  #requireCard(): void {
    if (!this.reader) throw fault('reader-absent');
    if (!this.inserted) throw fault('card-absent');
  }

  async #makeKey(algorithm: KeyAlgorithmId): Promise<Signer> {
    const { crypto = globalThis.crypto } = this.#options;
    const { privateKey, publicKey } = await generateKey(algorithm, { crypto });
    return signerFromCryptoKey({ subtle: crypto.subtle, privateKey, publicKey });
  }

  async #sign(key: Signer, tbs: Uint8Array, signal: AbortSignal | undefined): Promise<Uint8Array> {
    this.#requireCard();
    if (this.#triesLeft === 0) throw fault('pin-locked');
    const { askPin = (): Promise<string> => Promise.resolve(SANDBOX_PIN) } = this.#options;
    const pin = await askPin({ triesLeft: this.#triesLeft, signal });
    this.#requireCard();
    if (pin === undefined) throw fault('cancelled');
    if (pin !== SANDBOX_PIN) {
      this.#triesLeft--;
      throw this.#triesLeft === 0 ? fault('pin-locked') : fault('pin-refused', { triesLeft: this.#triesLeft });
    }
    this.#triesLeft = TRIES;
    const data = bytesOf(tbs);
    return key.sign(this.damaged ? data.map((byte) => byte ^ 1) : data);
  }
}
