/** Weak public keys, as the Baseline Requirements 6.1.1.3, 6.1.5 and 6.1.6 name them. */
import type { Check, CheckOutcome } from '../core/domain.js';
import { RekeyError } from '../core/errors.js';
import { throwIfAborted, toBigInt } from './bytes.js';
import { isSoundEd25519Point } from './ed25519.js';
import { isOnCurve, MAX_RSA_BITS, readPublicKey, type PublicKeyInfo } from './public-key.js';
import type { CallOptions } from './provider.js';

const FERMAT_ROUNDS = 100;

const RANK: Readonly<Record<CheckOutcome, number>> = { fail: 0, unknown: 1, warn: 2, pass: 3 };

/**
 * Every rule of the key's kind as a `key-strength` check of its own, the worst first; `detail.rule` names the rule:
 * `rsa-size`, `rsa-exponent`, `rsa-odd`, `rsa-small-factor`, `rsa-prime-power`, `rsa-roca`, `rsa-fermat`, `ec-curve`, `ec-point`,
 * `ed25519-point`, `key-size`, `algorithm`, `encoding`. Takes a few milliseconds for RSA-4096.
 *
 * Known keys (Debian's weak ones, compromised ones) are the RA's to recognise.
 *
 * @param spki DER SubjectPublicKeyInfo; bytes that are none fail under `encoding`
 * @throws RekeyError `aborted`
 */
export function checkKeyStrength(spki: Uint8Array, o: CallOptions = {}): Check[] {
  throwIfAborted(o.signal);
  return rules(spki).sort((a, b) => RANK[a.outcome] - RANK[b.outcome]);
}

const check = (rule: string, outcome: CheckOutcome, source: string, facts: Readonly<Record<string, unknown>> = {}): Check =>
  ({ id: 'key-strength', outcome, source, detail: { rule, ...facts } });

function rules(spki: Uint8Array): Check[] {
  let info: PublicKeyInfo;
  try {
    info = readPublicKey(spki);
  } catch (thrown) {
    if (thrown instanceof RekeyError) return [check('encoding', 'fail', 'RFC 5280 section 4.1.2.7')];
    throw thrown;
  }
  switch (info.kind) {
    case 'rsa': return rsaRules(info);
    case 'ec': return [
      check('ec-curve', 'pass', 'BR 6.1.5', { curve: info.curve.webCrypto }),
      check('ec-point', isOnCurve(info.curve, info.point) ? 'pass' : 'fail', 'BR 6.1.5', { curve: info.curve.webCrypto }),
    ];
    case 'other': return otherRules(info);
  }
}

/** Octets of a public key (RFC 8410 section 4; FIPS 204 table 2). */
const KEY_SIZES: Readonly<Record<string, number>> = { ed25519: 32, 'ml-dsa-44': 1312, 'ml-dsa-65': 1952, 'ml-dsa-87': 2592 };

function otherRules({ algorithm, key }: Extract<PublicKeyInfo, { kind: 'other' }>): Check[] {
  const size = KEY_SIZES[algorithm];
  if (size === undefined) {
    const isCurve = algorithm.startsWith('ec-');
    return [check(isCurve ? 'ec-curve' : 'algorithm', 'fail', 'BR 6.1.5', { algorithm, ...(isCurve && { curve: algorithm.slice(3) }) })];
  }
  const isEd25519 = algorithm === 'ed25519';
  const source = isEd25519 ? 'RFC 8410 section 4' : 'RFC 9881 section 4';
  return [
    check('algorithm', 'pass', source, { algorithm }),
    check('key-size', key.length === size ? 'pass' : 'fail', source, { bytes: key.length }),
    ...(isEd25519 ? [check('ed25519-point', isSoundEd25519Point(key) ? 'pass' : 'fail', 'RFC 8032 section 5.1.3')] : []),
  ];
}

function rsaRules({ modulus, exponent, bits }: Extract<PublicKeyInfo, { kind: 'rsa' }>): Check[] {
  const sound = bits >= 2048 && bits % 8 === 0 && bits <= MAX_RSA_BITS;
  const size = check('rsa-size', sound ? 'pass' : 'fail', 'BR 6.1.5', { bits });
  const e = exponent.length > MAX_RSA_BITS / 8 ? undefined : toBigInt(exponent);
  const usual = e !== undefined && e >= 2n ** 16n + 1n && e < 2n ** 256n;
  const valid = e !== undefined && e >= 3n && (e & 1n) === 1n;
  const exponentCheck = check('rsa-exponent', !valid ? 'fail' : usual ? 'pass' : 'warn', 'BR 6.1.6', e !== undefined && e < 2n ** 64n ? { exponent: e.toString() } : {});
  if (bits > MAX_RSA_BITS || bits < 16) return [size, exponentCheck];

  const n = toBigInt(modulus);
  const odd = (n & 1n) === 1n;
  const factor = smallFactor(n);
  const verdict = (good: boolean): CheckOutcome => (good ? 'pass' : 'fail');
  return [
    size, exponentCheck,
    check('rsa-odd', verdict(odd), 'BR 6.1.6'),
    check('rsa-small-factor', verdict(factor === undefined), 'BR 6.1.6', factor === undefined ? {} : { factor }),
    check('rsa-prime-power', verdict(!isPerfectPower(n)), 'BR 6.1.6'),
    check('rsa-roca', verdict(!hasRocaFingerprint(n)), 'BR 6.1.1.3'),
    check('rsa-fermat', verdict(!odd || !fermatFactors(n, FERMAT_ROUNDS)), 'BR 6.1.1.3', { rounds: FERMAT_ROUNDS }),
  ];
}

/** Odd primes up to and including `limit`. */
function primesTo(limit: number): number[] {
  const primes: number[] = [];
  for (let candidate = 3; candidate <= limit; candidate += 2) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  return primes;
}

/** The smallest factor below 752 (NIST SP 800-89 section 5.3.3). */
function smallFactor(n: bigint): number | undefined {
  if ((n & 1n) === 0n) return 2;
  return primesTo(751).find((prime) => n % BigInt(prime) === 0n && n !== BigInt(prime));
}

/**
 * The fingerprint of CVE-2017-15361: primes of that library are 65537^a modulo a product of small primes, so the modulus lies in
 * the subgroup that 65537 generates modulo each of them. A random modulus does so with a chance of 2^-27.
 */
function hasRocaFingerprint(n: bigint): boolean {
  return primesTo(167).every((prime) => {
    const residue = Number(n % BigInt(prime));
    const generator = 65_537 % prime;
    for (let power = 1, i = 0; i < prime; i++) {
      if (power === residue) return true;
      power = (power * generator) % prime;
    }
    return false;
  });
}

const bitLength = (n: bigint): number => n.toString(16).length * 4;

/** Bits of a root that a double gives safely, for numbers of up to {@link MAX_RSA_BITS}. */
const ROOT_BITS = 36;

function log2(n: bigint): number {
  const hex = n.toString(16);
  const top = hex.slice(0, 13);
  return Math.log2(Number.parseInt(top, 16)) + 4 * (hex.length - top.length);
}

/**
 * Floor of the k-th root, by Newton's method from just above: it would creep down from a power of two, k steps for each halving
 * of the distance, and a hostile modulus of 16,384 bits could ask for hundreds of roots.
 */
function root(n: bigint, k: number): bigint {
  const degree = BigInt(k);
  const log = log2(n) / k;
  const shift = Math.max(0, Math.floor(log) - ROOT_BITS);
  let x = BigInt(Math.ceil(2 ** (log - shift)) + 2) << BigInt(shift);
  for (;;) {
    const next = ((degree - 1n) * x + n / x ** (degree - 1n)) / degree;
    if (next >= x) return x;
    x = next;
  }
}

/** Whether n = b^k for some k > 1; prime k are enough, and factors below 752 are another rule's. */
function isPerfectPower(n: bigint): boolean {
  const highest = Math.ceil(bitLength(n) / Math.log2(751));
  return [2, ...primesTo(highest)].some((k) => mayBePower(n, k) && root(n, k) ** BigInt(k) === n);
}

/** A k-th power is a k-th power modulo every prime q = mk + 1: that rules out nearly all without a root. */
function mayBePower(n: bigint, k: number): boolean {
  let asked = 0;
  for (let q = 2 * k + 1; asked < 6; q += k) {
    if (q % 2 === 0 || !isSmallPrime(q)) continue;
    asked++;
    const residue = Number(n % BigInt(q));
    if (residue !== 0 && smallPower(residue, (q - 1) / k, q) !== 1) return false;
  }
  return true;
}

function isSmallPrime(q: number): boolean {
  for (let divisor = 3; divisor * divisor <= q; divisor += 2) if (q % divisor === 0) return false;
  return q > 2;
}

function smallPower(base: number, exponent: number, modulus: number): number {
  let result = 1;
  for (let power = base, rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = (result * power) % modulus;
    power = (power * power) % modulus;
  }
  return result;
}

/** Fermat's method finds primes that lie close together: n = a^2 - b^2 with a near the root of n. */
function fermatFactors(n: bigint, rounds: number): boolean {
  let a = root(n, 2);
  if (a * a === n) return true;
  a += 1n;
  let remainder = a * a - n;
  for (let i = 0; i < rounds; i++) {
    // Squares are 0, 1, 4 or 9 modulo 16: only every fourth remainder is worth a root.
    const low = Number(BigInt.asUintN(4, remainder));
    if (low === 0 || low === 1 || low === 4 || low === 9) {
      const b = root(remainder, 2);
      if (b * b === remainder) return true;
    }
    remainder += 2n * a + 1n;
    a += 1n;
  }
  return false;
}
