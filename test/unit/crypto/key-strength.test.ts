import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { checkKeyStrength, samePublicKey, type Check } from '../../../src/crypto.js';
import { bitString, derNull, integer, algorithmIdentifier, oid, sequence } from '../../../src/crypto/der.js';
import { OID } from '../../../src/crypto/oids.js';
import { sharesPrivateKey } from '../../../src/crypto/public-key.js';
import { compressed, keyPair, spkiOf } from './fixtures.js';

function octets(value: bigint): Uint8Array {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return Uint8Array.from({ length: even.length / 2 }, (_, i) => Number.parseInt(even.slice(2 * i, 2 * i + 2), 16));
}

const rsa = (modulus: bigint, exponent = 65_537n, algorithm: string = OID.rsaEncryption): Uint8Array<ArrayBuffer> =>
  sequence(algorithmIdentifier(algorithm, derNull()), bitString(sequence(integer(octets(modulus)), integer(octets(exponent)))));
const ec = (curve: string, point: Uint8Array): Uint8Array<ArrayBuffer> => sequence(sequence(oid(OID.ecPublicKey), oid(curve)), bitString(point));
const ruleOf = ({ detail }: Check): string => (detail as { rule: string }).rule;
const broken = (spki: Uint8Array): string[] => checkKeyStrength(spki).filter(({ outcome }) => outcome === 'fail').map(ruleOf);
const outcomeOf = (spki: Uint8Array, rule: string): string | undefined => checkKeyStrength(spki).find((check) => ruleOf(check) === rule)?.outcome;

const isFree = (n: bigint): boolean => {
  for (let prime = 3n; prime < 752n; prime += 2n) if (n % prime === 0n) return false;
  return (n & 1n) === 1n;
};
/** The next number without a factor below 752: as good as a prime to every rule here. */
const free = (from: bigint): bigint => {
  let n = from | 1n;
  while (!isFree(n)) n += 2n;
  return n;
};
/** An odd number of exactly this many bits with the two highest set, so that a product of two has all its bits. */
function random(bits: number): bigint {
  const raw = crypto.getRandomValues(new Uint8Array(bits / 8));
  let n = 0n;
  for (const byte of raw) n = (n << 8n) | BigInt(byte);
  return n | (3n << BigInt(bits - 2)) | 1n;
}

describe('checkKeyStrength', () => {
  for (const algorithm of ['ec-p256', 'ec-p384', 'ec-p521', 'rsa-2048', 'rsa-4096', 'ed25519'] as const) {
    it(`passes a new ${algorithm} key`, async () => {
      const checks = checkKeyStrength(await spkiOf(await keyPair('strong', algorithm)));
      expect(checks.length).to.be.greaterThan(0);
      expect(checks.filter(({ outcome }) => outcome !== 'pass')).to.deep.equal([]);
      expect(new Set(checks.map(({ id }) => id))).to.deep.equal(new Set(['key-strength']));
    }).timeout(30_000);
  }

  it('fails RSA below 2048 bits and lengths that are no whole octets', () => {
    expect(broken(rsa(free(random(1024)) ))).to.include('rsa-size');
    expect(broken(rsa(free(random(2040))))).to.include('rsa-size');
    expect(outcomeOf(rsa(free(random(2048))), 'rsa-size')).to.equal('pass');
    expect(broken(rsa(free(random(2048) << 1n)))).to.include('rsa-size');
  });

  it('fails even exponents and 1, and warns of exponents outside the usual range', () => {
    const n = free(random(2048));
    for (const [exponent, outcome] of [
      [1n, 'fail'], [2n, 'fail'], [65_536n, 'fail'], [3n, 'warn'], [65_535n, 'warn'], [65_537n, 'pass'], [2n ** 256n - 1n, 'pass'], [2n ** 256n + 1n, 'warn'], [0n, 'fail'],
    ] as const) {
      expect({ exponent, outcome: outcomeOf(rsa(n, exponent), 'rsa-exponent') }).to.deep.equal({ exponent, outcome });
    }
  });

  it('puts the worst first', () => {
    expect(checkKeyStrength(rsa(free(random(1024)), 3n)).map(({ outcome }) => outcome).slice(0, 2)).to.deep.equal(['fail', 'warn']);
  });

  it('fails an even modulus and small factors up to 751', () => {
    expect(broken(rsa(random(2048) - 1n))).to.include('rsa-odd');
    for (const factor of [3n, 5n, 167n, 743n, 751n]) {
      const n = factor * free(random(2048) / factor);
      expect(broken(rsa(n))).to.include('rsa-small-factor');
    }
    expect(broken(rsa(757n * free(random(2048) / 757n)))).not.to.include('rsa-small-factor');
  });

  it('fails powers of a prime', () => {
    for (const [bits, power] of [[1024, 2n], [688, 3n], [416, 5n], [48, 43n]] as const) {
      expect(broken(rsa(free(random(bits)) ** power))).to.include('rsa-prime-power');
    }
    const p = free(random(1024));
    expect(outcomeOf(rsa(p * free(random(1024))), 'rsa-prime-power')).to.equal('pass');
  });

  it('fails a modulus with the ROCA fingerprint', () => {
    let product = 1n;
    for (let prime = 2n; prime <= 701n; prime++) {
      let isPrime = true;
      for (let d = 2n; d * d <= prime; d++) if (prime % d === 0n) isPrime = false;
      if (isPrime) product *= prime;
    }
    const power = (exponent: number): bigint => {
      let result = 1n;
      for (let i = 0; i < exponent; i++) result = (result * 65_537n) % product;
      return result;
    };
    // Both factors as the library of CVE-2017-15361 makes them: k * M + 65537^a mod M.
    const weak = (random(48) * product + power(1234)) * (random(48) * product + power(4321));
    expect(broken(rsa(weak))).to.include('rsa-roca');
    expect(broken(rsa(weak + 2n))).not.to.include('rsa-roca');
  });

  it('fails factors that Fermat finds in a hundred rounds, and not those that take longer', () => {
    const p = free(random(1024));
    expect(broken(rsa(p * free(p + 2n)))).to.include('rsa-fermat');
    // a - sqrt(n) is about d^2 / 8 sqrt(n) for factors that are d apart.
    const rounds = (count: bigint): bigint => {
      let d = 1n;
      while ((d * d) / (8n * p) < count) d *= 2n;
      while ((d * d) / (8n * p) > count) d -= d >> 10n;
      return free(p + d);
    };
    expect(broken(rsa(p * rounds(60n)))).to.include('rsa-fermat');
    expect(broken(rsa(p * rounds(5000n)))).not.to.include('rsa-fermat');
  });

  it('refuses to calculate with a modulus beyond every reason', () => {
    const checks = checkKeyStrength(rsa((1n << 40_000n) | 1n));
    expect(checks.map((check) => [ruleOf(check), check.outcome])).to.deep.equal([['rsa-size', 'fail'], ['rsa-exponent', 'pass']]);
  });

  it('fails a point beside its curve, the point at infinity and coordinates that are too large', async () => {
    for (const [algorithm, curve, size] of [['ec-p256', OID.p256, 32], ['ec-p384', OID.p384, 48], ['ec-p521', OID.p521, 66]] as const) {
      const point = (await spkiOf(await keyPair('strong', algorithm))).slice(-1 - 2 * size);
      expect(broken(ec(curve, point))).to.deep.equal([]);
      const beside = point.slice();
      beside[size] = (beside[size] ?? 0) ^ 1;
      expect(broken(ec(curve, beside))).to.deep.equal(['ec-point']);
      expect(broken(ec(curve, Uint8Array.of(0)))).to.deep.equal(['ec-point']);
      expect(broken(ec(curve, new Uint8Array(1 + 2 * size).fill(255).fill(4, 0, 1)))).to.deep.equal(['ec-point']);
    }
  });

  it('fails other curves and algorithms, and bytes that are no key', () => {
    const curve = checkKeyStrength(ec(OID.secp256k1, new Uint8Array(65)));
    expect(curve.map(({ outcome, detail }) => [outcome, detail])).to.deep.equal([['fail', { rule: 'ec-curve', algorithm: 'ec-secp256k1', curve: 'secp256k1' }]]);
    expect(broken(sequence(sequence(oid('1.2.840.10040.4.1')), bitString(Uint8Array.of(2, 1, 1))))).to.deep.equal(['algorithm']);
    expect(broken(Uint8Array.of(1, 2, 3))).to.deep.equal(['encoding']);
  });

  it('is not kept busy by a modulus that could be a power of many kinds', () => {
    // What divides by the primes qk + 1 is no proof against a k-th power, so that each k asks for a root: slow ones take many seconds.
    const isPrime = (n: number): boolean => Array.from({ length: Math.floor(Math.sqrt(n)) - 1 }, (_, i) => i + 2).every((d) => n % d !== 0);
    let modulus = 1n;
    for (let k = 1709; k > 2; k -= 2) {
      if (!isPrime(k)) continue;
      for (let q = 2 * k + 1, found = 0; found < 6; q += 2 * k) {
        if (!isPrime(q)) continue;
        found++;
        if (modulus.toString(16).length * 4 < 16_350 && modulus % BigInt(q) !== 0n) modulus *= BigInt(q);
      }
    }
    modulus <<= BigInt(16_384 - modulus.toString(2).length);
    for (const exponent of [3n, 17n, 65_537n]) expect(outcomeOf(rsa(modulus, exponent), 'rsa-prime-power')).to.equal('pass');
  });

  it('has an answer for any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
      checkKeyStrength(Uint8Array.from(bytes));
      checkKeyStrength(ec(OID.p256, bytes));
      checkKeyStrength(sequence(algorithmIdentifier(OID.rsaEncryption), bitString(sequence(integer(bytes), integer(3)))));
    }), { numRuns: 200 });
  });
});

describe('samePublicKey', () => {
  it('knows a key by what it is, not by how it is written', async () => {
    const [one, two] = [await spkiOf(await keyPair('one')), await spkiOf(await keyPair('two'))];
    expect(samePublicKey(one, one.slice())).to.equal(true);
    expect(samePublicKey(one, compressed(one))).to.equal(true);
    expect(samePublicKey(compressed(two), two)).to.equal(true);
    expect(samePublicKey(one, two)).to.equal(false);
    expect(samePublicKey(compressed(one), two)).to.equal(false);
    const n = random(2048);
    expect(samePublicKey(rsa(n), rsa(n, 65_537n, OID.rsassaPss))).to.equal(true);
    expect(samePublicKey(rsa(n), rsa(n, 3n))).to.equal(false);
    expect(samePublicKey(rsa(n), one)).to.equal(false);
    expect(samePublicKey(Uint8Array.of(1), one)).to.equal(false);
  });

  it('tells a point from its negative', async () => {
    const spki = await spkiOf(await keyPair('one'));
    const other = compressed(spki);
    const at = other.length - 33;
    other[at] = (other[at] ?? 0) ^ 1;
    expect(samePublicKey(spki, other)).to.equal(false);
  });
});

describe('a key that is written otherwise', () => {
  it('is the old key under another identifier, or with the numbers of its curve written out', async () => {
    const spki = await spkiOf(await keyPair('one'));
    const stranger = await spkiOf(await keyPair('two'));
    const [point, other] = [spki.slice(-65), stranger.slice(-65)];
    const halved = Uint8Array.of(2 + ((point[64] ?? 0) & 1), ...point.subarray(1, 33));
    const hybrid = Uint8Array.of(6 + ((point[64] ?? 0) & 1), ...point.subarray(1));
    // Parameters of a kind of their own (RFC 3279 section 2.3.5), an ECDH identifier (RFC 5480 section 2.1.2).
    const explicit = (bytes: Uint8Array): Uint8Array => sequence(sequence(oid(OID.ecPublicKey), sequence(integer(1))), bitString(bytes));
    const ecdh = (bytes: Uint8Array): Uint8Array => sequence(sequence(oid('1.3.132.1.12'), oid(OID.p256)), bitString(bytes));
    for (const old of [explicit(point), explicit(halved), explicit(hybrid), ecdh(point), ec(OID.p256, hybrid)]) {
      expect(sharesPrivateKey(spki, old)).to.equal(true);
      expect(sharesPrivateKey(old, spki)).to.equal(true);
      expect(sharesPrivateKey(stranger, old)).to.equal(false);
    }
    expect(sharesPrivateKey(spki, explicit(other))).to.equal(false);
    expect(sharesPrivateKey(spki, explicit(new Uint8Array()))).to.equal(false);
    const n = 2n ** 2048n - 1n;
    // id-RSAES-OAEP (RFC 4055 section 4.1).
    expect(sharesPrivateKey(rsa(n), rsa(n, 65_537n, '1.2.840.113549.1.1.7'))).to.equal(true);
  });
});
