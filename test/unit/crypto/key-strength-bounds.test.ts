/** Each rule of weak keys at its bound: what is just within passes, and what is just beyond fails by that rule alone. */
import { expect } from '@open-wc/testing';
import { checkKeyStrength } from '../../../src/crypto.js';
import { bytesOf, concat, toBigInt } from '../../../src/crypto/bytes.js';
import { algorithmIdentifier, bitString, derNull, integer, oid, sequence } from '../../../src/crypto/der.js';
import { OID } from '../../../src/crypto/oids.js';
import { keyPair, spkiOf } from './fixtures.js';

function octets(value: bigint, size = 0): Uint8Array {
  const hex = value.toString(16);
  const even = hex.padStart(Math.max(2 * size, hex.length + (hex.length % 2)), '0');
  return Uint8Array.from({ length: even.length / 2 }, (_, i) => Number.parseInt(even.slice(2 * i, 2 * i + 2), 16));
}
const little = (value: bigint, size: number): Uint8Array => octets(value, size).reverse();

const rsa = (n: bigint, e = 65_537n): Uint8Array => sequence(algorithmIdentifier(OID.rsaEncryption, derNull()), bitString(sequence(integer(octets(n)), integer(octets(e)))));
const ec = (curve: string, point: Uint8Array): Uint8Array => sequence(sequence(oid(OID.ecPublicKey), oid(curve)), bitString(point));
const ed25519 = (point: Uint8Array): Uint8Array => sequence(sequence(oid(OID.ed25519)), bitString(point));

/** The rules that do not pass, each with its outcome and facts. */
const found = (spki: Uint8Array): unknown[] => checkKeyStrength(spki).filter(({ outcome }) => outcome !== 'pass').map(({ outcome, detail }) => ({ outcome, ...(detail as object) }));
const rules = (spki: Uint8Array): string[] => found(spki).map((each) => (each as { rule: string }).rule);

function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (let power = base % modulus, rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * power) % modulus;
    power = (power * power) % modulus;
  }
  return result;
}
function root(n: bigint): bigint {
  let x = 1n << BigInt(Math.ceil(n.toString(2).length / 2));
  for (;;) {
    const next = (x + n / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

/** The same numbers in every run: a multiplicative generator over a Mersenne prime. */
function numbers(seed: bigint): (bits: number) => bigint {
  let state = seed;
  return (bits) => {
    let n = 0n;
    for (let have = 0; have < bits; have += 32) {
      state = (state * 48_271n) % (2n ** 61n - 1n);
      n = (n << 32n) | ((state >> 8n) & 0xffff_ffffn);
    }
    return BigInt.asUintN(bits, n);
  };
}
const SMALL: readonly bigint[] = (() => {
  const primes: bigint[] = [];
  for (let n = 2n; n < 800n; n++) if (primes.every((prime) => n % prime !== 0n)) primes.push(n);
  return primes;
})();
const isPrime = (n: bigint): boolean => SMALL.every((prime) => n === prime || n % prime !== 0n) && [2n, 3n, 5n, 7n].every((base) => {
  let [d, s] = [n - 1n, 0];
  for (; (d & 1n) === 0n; d >>= 1n) s++;
  let x = modPow(base, d, n);
  if (x === 1n) return true;
  for (let i = 0; i < s; i++) {
    if (x === n - 1n) return true;
    x = (x * x) % n;
  }
  return false;
});
/** A prime of so many bits with the two highest set, so that a product of two has all its bits. */
function primeOf(bits: number, random: (bits: number) => bigint): bigint {
  let n = random(bits) | (3n << BigInt(bits - 2)) | 1n;
  while (!isPrime(n)) n += 2n;
  return n;
}

describe('checkKeyStrength, rule by rule at its bound', () => {
  const random = numbers(20_261_122n);
  let p: bigint;
  let q: bigint;
  before(() => {
    p = primeOf(1024, random);
    q = primeOf(1024, random);
  });
  /** A modulus of so many bits that breaks no rule but that of its size. */
  const modulusOf = (bits: number): bigint => {
    let n = random(bits) | (1n << BigInt(bits - 1)) | 1n;
    while (SMALL.some((prime) => n % prime === 0n)) n += 2n;
    return n;
  };

  it('takes RSA from 2048 bits in whole octets', () => {
    for (const bits of [1024, 1536, 2040, 2046, 2047, 2049, 2050, 2055, 3071, 3073, 4095]) expect(found(rsa(modulusOf(bits)))).to.deep.equal([{ outcome: 'fail', rule: 'rsa-size', bits }]);
    for (const bits of [2048, 2056, 2064, 3072, 4096, 8192]) expect(found(rsa(modulusOf(bits))), String(bits)).to.deep.equal([]);
  });

  it('does not calculate with more than 16,384 bits, and refuses them', () => {
    expect(found(rsa((1n << 16_384n) | 1n))).to.deep.equal([{ outcome: 'fail', rule: 'rsa-size', bits: 16_385 }]);
    expect(found(rsa((1n << 16_391n) | 1n))).to.deep.equal([{ outcome: 'fail', rule: 'rsa-size', bits: 16_392 }]);
  });

  it('takes odd exponents from 3, and warns of those outside 2^16+1 to 2^256-1', () => {
    for (const [e, outcome] of [
      [0n, 'fail'], [1n, 'fail'], [2n, 'fail'], [4n, 'fail'], [65_536n, 'fail'], [65_538n, 'fail'], [2n ** 256n, 'fail'], [2n ** 300n, 'fail'],
      [3n, 'warn'], [5n, 'warn'], [17n, 'warn'], [65_535n, 'warn'], [2n ** 256n + 1n, 'warn'], [2n ** 2047n + 1n, 'warn'],
    ] as const) {
      const exponent = e < 2n ** 64n ? { exponent: e.toString() } : {};
      expect(found(rsa(p * q, e))).to.deep.equal([{ outcome, rule: 'rsa-exponent', ...exponent }]);
    }
    for (const e of [65_537n, 65_539n, 2n ** 32n + 1n, 2n ** 256n - 1n]) expect(found(rsa(p * q, e))).to.deep.equal([]);
  });

  it('finds every prime factor up to 751, and none from 757', () => {
    for (const factor of SMALL) {
      // The other factor makes up a whole number of octets, and is prime.
      let other = (3n << 2046n) / factor | 1n;
      while (SMALL.some((prime) => other % prime === 0n)) other += 2n;
      const rule = factor === 2n ? ['rsa-odd', 'rsa-small-factor'] : factor < 752n ? ['rsa-small-factor'] : [];
      expect(rules(rsa(factor * other)), String(factor)).to.deep.equal(rule);
      if (factor < 752n) expect(found(rsa(factor * other)).at(-1)).to.deep.equal({ outcome: 'fail', rule: 'rsa-small-factor', factor: Number(factor) });
    }
  });

  it('finds powers of a prime, and nothing beside them', () => {
    for (const [bits, power] of [[1024, 2], [683, 3], [410, 5], [293, 7], [186, 11], [48, 43], [16, 127], [12, 173]] as const) {
      const n = primeOf(bits, random) ** BigInt(power);
      expect(rules(rsa(n)), `${bits} ^ ${power}`).to.include('rsa-prime-power');
      expect(rules(rsa(n + 2n)), `${bits} ^ ${power} + 2`).not.to.include('rsa-prime-power');
    }
    // The smallest prime that is no small factor has the highest exponent.
    expect(rules(rsa(757n ** 211n))).to.include('rsa-prime-power');
    // Composite exponents are powers of a prime exponent too.
    expect(rules(rsa(primeOf(128, random) ** 16n))).to.include('rsa-prime-power');
    expect(rules(rsa(p * p * q))).not.to.include('rsa-prime-power');
  });

  it('finds the fingerprint of ROCA in a key as that library makes them', () => {
    // For 2048 bits the product of the first 126 primes, which has 971 bits (CVE-2017-15361, section 2.1 of the paper).
    const product = SMALL.slice(0, 126).reduce((a, b) => a * b);
    expect(product.toString(2).length).to.equal(971);
    const rocaPrime = (): bigint => {
      const high = (3n << 1022n) / product;
      for (;;) {
        const candidate = (high + random(52)) * product + modPow(65_537n, random(60), product);
        if (isPrime(candidate)) return candidate;
      }
    };
    const n = rocaPrime() * rocaPrime();
    expect(n.toString(2).length).to.equal(2048);
    expect(found(rsa(n))).to.deep.equal([{ outcome: 'fail', rule: 'rsa-roca' }]);
    // One factor alone does not carry the fingerprint into the product.
    expect(found(rsa(rocaPrime() * q))).to.deep.equal([]);
  }).timeout(30_000);

  it('finds close primes in the hundredth round, and not in the hundred and first', () => {
    /** The modulus whose factors Fermat's method finds in this round: a - floor(sqrt(n)) of n = a^2 - b^2. */
    const foundIn = (round: bigint): bigint => {
      for (let a = (1n << 1024n) - random(900); ; a--) {
        // The largest b with (a - round)^2 <= a^2 - b^2.
        const b = root(2n * round * a - round * round);
        const n = (a - b) * (a + b);
        if (root(n) === a - round && (n & 1n) === 1n && SMALL.every((prime) => n % prime !== 0n)) return n;
      }
    };
    for (const round of [1n, 2n, 50n, 99n, 100n]) expect(found(rsa(foundIn(round))), String(round)).to.deep.equal([{ outcome: 'fail', rule: 'rsa-fermat', rounds: 100 }]);
    for (const round of [101n, 102n, 150n, 1000n]) expect(found(rsa(foundIn(round))), String(round)).to.deep.equal([]);
  });

  it('finds primes that follow one another', () => {
    let next = p + 2n;
    while (!isPrime(next)) next += 2n;
    expect(found(rsa(p * next))).to.deep.equal([{ outcome: 'fail', rule: 'rsa-fermat', rounds: 100 }]);
  });

  it('takes points of the three curves, compressed too, and no others', async () => {
    const curves = [['ec-p256', OID.p256, 32, 'P-256'], ['ec-p384', OID.p384, 48, 'P-384'], ['ec-p521', OID.p521, 66, 'P-521']] as const;
    const primes = [2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n, 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n, 2n ** 521n - 1n];
    for (const [index, [algorithm, curve, size, name]] of curves.entries()) {
      const point = bytesOf(await spkiOf(await keyPair('bounds', algorithm))).slice(-1 - 2 * size);
      const [x, y] = [point.subarray(1, 1 + size), point.subarray(1 + size)];
      const parity = (y[size - 1] ?? 0) & 1;
      const prime = primes[index] ?? 0n;
      const wrong = [{ outcome: 'fail', rule: 'ec-point', curve: name }];
      for (const good of [point, concat([Uint8Array.of(2), x]), concat([Uint8Array.of(3), x]), concat([Uint8Array.of(4), x, octets(prime - toBigInt(y), size)])]) {
        expect(found(ec(curve, good))).to.deep.equal([]);
      }
      const beside = octets(toBigInt(y) ^ 2n, size);
      for (const bad of [
        concat([Uint8Array.of(4), x, beside]), concat([Uint8Array.of(4), y, x]), concat([Uint8Array.of(6 | parity), x, y]), concat([Uint8Array.of(5), x, y]),
        Uint8Array.of(0), new Uint8Array(1 + 2 * size), new Uint8Array(0), Uint8Array.of(4), new Uint8Array(1 + 2 * size).fill(4, 0, 1),
        point.subarray(0, 2 * size), concat([point, Uint8Array.of(0)]), concat([Uint8Array.of(2), x, Uint8Array.of(0)]), Uint8Array.of(2),
        // Coordinates are less than the prime.
        concat([Uint8Array.of(4), octets(prime, size), y]), concat([Uint8Array.of(2), octets(prime, size)]),
      ]) expect(found(ec(curve, bad))).to.deep.equal(wrong);
      // About half of all x are those of no point.
      let none = toBigInt(x);
      do none += 1n; while (found(ec(curve, concat([Uint8Array.of(2), octets(none, size)]))).length === 0);
      expect(none - toBigInt(x) < 64n).to.equal(true);
    }
  });

  it('refuses other curves, by name, by number and in full', () => {
    for (const [curve, name] of [[OID.secp256k1, 'secp256k1'], ['1.2.840.10045.3.1.1', '1.2.840.10045.3.1.1'], ['1.3.132.0.33', '1.3.132.0.33'], ['1.3.36.3.3.2.8.1.1.7', '1.3.36.3.3.2.8.1.1.7']] as const) {
      expect(found(ec(curve, new Uint8Array(65).fill(4, 0, 1)))).to.deep.equal([{ outcome: 'fail', rule: 'ec-curve', algorithm: `ec-${name}`, curve: name }]);
    }
    for (const parameters of [[sequence(integer(1))], [derNull()], []]) {
      const spki = sequence(sequence(oid(OID.ecPublicKey), ...parameters), bitString(new Uint8Array(65)));
      expect(found(spki)).to.deep.equal([{ outcome: 'fail', rule: 'ec-curve', algorithm: 'ec-explicit', curve: 'explicit' }]);
    }
  });

  it('refuses Ed25519 points of small order, beside the curve and written otherwise', async () => {
    const P = 2n ** 255n - 19n;
    const good = bytesOf(await spkiOf(await keyPair('bounds', 'ed25519'))).slice(-32);
    expect(found(ed25519(good))).to.deep.equal([]);
    const negative = good.slice();
    negative[31] = (negative[31] ?? 0) ^ 0x80;
    expect(found(ed25519(negative))).to.deep.equal([]);
    const eighth = 0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n;
    const bad = [0n, 1n, P - 1n, eighth, P - eighth].flatMap((y) => [little(y, 32), little(y | (1n << 255n), 32)]);
    // y = 2 is on no point; y + p is another writing of y.
    for (const point of [...bad, little(2n, 32), little(P, 32), little(P + 1n, 32), little(2n ** 255n - 1n, 32), new Uint8Array(32).fill(255)]) {
      expect(rules(ed25519(point))).to.deep.equal(['ed25519-point']);
    }
    for (const short of [good.subarray(1), concat([good, Uint8Array.of(0)]), new Uint8Array(0)]) expect(rules(ed25519(short))).to.deep.equal(['key-size', 'ed25519-point']);
  });

  it('finds nothing in new keys of every kind that browsers make', async () => {
    for (let i = 0; i < 12; i++) {
      for (const algorithm of ['ec-p256', 'ec-p384', 'ec-p521', 'ed25519', ...(i < 10 ? ['rsa-2048' as const] : ['rsa-3072' as const])] as const) {
        expect(found(await spkiOf(await keyPair(`new ${i}`, algorithm))), algorithm).to.deep.equal([]);
      }
    }
  }).timeout(120_000);

  it('finds nothing in the products of random primes', () => {
    const primes = Array.from({ length: 6 }, () => primeOf(1024, random));
    for (const [i, one] of primes.entries()) for (const other of primes.slice(i + 1)) expect(found(rsa(one * other))).to.deep.equal([]);
  }).timeout(60_000);
});
