/** Numbers that look random and are the same for the same seed, in every engine. */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d = 1;

  /** @param words what the numbers depend on: text by its characters */
  constructor(...words: readonly (number | string)[]) {
    let [h1, h2, h3] = [0x9e3779b9, 0x243f6a88, 0xb7e15162];
    for (const word of words) {
      for (const part of typeof word === 'number' ? [word >>> 0, Math.floor(word / 2 ** 32)] : Array.from(word, (char) => char.charCodeAt(0))) {
        h1 = Math.imul(h1 ^ part, 0x85ebca6b);
        h2 = Math.imul(h2 ^ (h1 >>> 13) ^ part, 0xc2b2ae35);
        h3 = Math.imul(h3 ^ (h2 >>> 16), 0x27d4eb2f) + h1;
      }
    }
    [this.a, this.b, this.c] = [h1 >>> 0, h2 >>> 0, h3 >>> 0];
    for (let i = 0; i < 12; i++) this.word();
  }

  /** 32 bits (sfc32). */
  word(): number {
    const sum = (this.a + this.b + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum | 0;
    return sum >>> 0;
  }

  /** From 0 up to, and without, `below`. */
  int(below: number): number {
    return Math.floor((this.word() / 2 ** 32) * below);
  }

  between(low: number, high: number): number {
    return low + this.int(high - low + 1);
  }

  /** Small numbers mostly, up to `most` at times. */
  small(most: number): number {
    return Math.floor(most ** (this.word() / 2 ** 32));
  }

  /** True once in so many times. */
  once(inTimes: number): boolean {
    return this.int(inTimes) === 0;
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[this.int(from.length)];
    if (picked === undefined) throw new RangeError('Nothing to pick from.');
    return picked;
  }

  bytes(length: number): Uint8Array<ArrayBuffer> {
    return Uint8Array.from({ length }, () => this.word() & 0xff);
  }
}
