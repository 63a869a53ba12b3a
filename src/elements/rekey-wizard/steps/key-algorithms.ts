import type { KeyAlgorithmId } from '../../../core/domain.js';

/** The algorithms of a policy, as far as this browser has them; the order is the policy's. */
export interface Algorithms {
  readonly offered: readonly KeyAlgorithmId[];
  readonly withheld: readonly KeyAlgorithmId[];
}

/**
 * Finds out once for each policy which keys this browser can make. Until that is known, and where it cannot be found out, all are
 * offered: making one says what is wrong.
 */
export class AlgorithmSupport {
  #asked = '';
  #answer: Algorithms | undefined;
  #pending: Promise<unknown> = Promise.resolve();

  /** @param changed called when the answer has come */
  constructor(private readonly changed: () => void) {}

  of(wanted: readonly KeyAlgorithmId[]): Algorithms {
    const asked = wanted.join();
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.#answer = undefined;
      this.#pending = this.#find(wanted, asked).catch(() => undefined);
    }
    return this.#answer ?? { offered: wanted, withheld: [] };
  }

  /** {@link of}, once it is known. */
  async settled(wanted: readonly KeyAlgorithmId[]): Promise<Algorithms> {
    this.of(wanted);
    await this.#pending;
    return this.of(wanted);
  }

  async #find(wanted: readonly KeyAlgorithmId[], asked: string): Promise<void> {
    const { supportedAlgorithms } = await import('../../../crypto/algorithms.js');
    const offered = await supportedAlgorithms(wanted);
    if (asked !== this.#asked) return;
    this.#answer = { offered, withheld: wanted.filter((id) => !offered.includes(id)) };
    this.changed();
  }
}

/** What is chosen: the person's choice, or the first that there is when the browser lacks that. */
export const chosenOf = ({ offered }: Algorithms, choice: KeyAlgorithmId): KeyAlgorithmId | undefined => (offered.includes(choice) ? choice : offered[0]);
