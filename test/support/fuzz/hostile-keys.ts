/** Public keys that are hard on whoever does arithmetic with them: numbers and points that no generator makes. */
import { algorithmIdentifier, bitString, derNull, integer, oid, sequence } from '../../../src/crypto/der.js';
import { OID } from '../../../src/crypto/oids.js';
import type { Random } from './random.js';

type Bytes = Uint8Array<ArrayBuffer>;

const octets = (value: bigint): Uint8Array => {
  const hex = value.toString(16);
  return Uint8Array.from((hex.length % 2 === 0 ? hex : `0${hex}`).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
};
const number = (random: Random, bits: number): bigint => {
  let n = 1n;
  for (let i = 0; i < bits; i += 32) n = (n << 32n) | BigInt(random.word());
  return n >> BigInt(Math.ceil(bits / 32) * 32 - bits + 1);
};

/** A number of about so many bits that is near to something: a power, a product of neighbours, many small factors. */
function modulus(random: Random): bigint {
  // Large ones are rare: each takes the time of hundreds of others.
  const bits = random.once(40) ? random.pick([8_192, 16_384, 16_392, 65_536]) : random.pick([1, 15, 16, 17, 64, 512, 1_024, 2_047, 2_048, 2_048, 2_048, 2_056, 3_072]);
  switch (random.int(8)) {
    case 0: {
      const power = random.pick([2, 3, 4, 5, 6, 7, 12, 30, 61, 210]);
      return number(random, Math.max(2, Math.floor(bits / power))) ** BigInt(power);
    }
    case 1: {
      const half = number(random, Math.max(2, bits >> 1)) | 1n;
      return half * (half + BigInt(2 * random.int(1_000)));
    }
    case 2: return 2n ** BigInt(bits) + BigInt(random.between(-1, 1));
    case 3: return BigInt(random.pick([2, 3, 5, 7, 751, 757])) * number(random, bits);
    case 4: return BigInt(random.pick([2, 3, 7, 10, 757])) ** BigInt(Math.max(1, Math.floor(bits / random.between(2, 12))));
    case 5: return BigInt(random.int(3));
    default: return number(random, bits) | 1n;
  }
}

function rsa(random: Random): Bytes {
  const n = modulus(random);
  const e = random.pick([0n, 1n, 2n, 3n, 65_537n, 65_537n, 2n ** 64n + 1n, 2n ** 256n + 1n, n, n + 2n, 2n ** 16_400n + 1n]);
  return sequence(algorithmIdentifier(random.pick([OID.rsaEncryption, OID.rsaEncryption, OID.rsassaPss]), derNull()), bitString(sequence(integer(octets(n)), integer(octets(e)))));
}

function ec(random: Random): Bytes {
  const [curve, size] = random.pick([[OID.p256, 32], [OID.p384, 48], [OID.p521, 66], [OID.secp256k1, 32]] as const);
  const x = random.bytes(size).fill(random.pick([0, 1, 0xff]), 0, random.pick([0, 1, size - 1, size]));
  // Infinity, compressed, uncompressed and hybrid forms (SEC 1 2.3.3), with coordinates that are missing or too long.
  const point = random.pick([[0], [2, ...x], [3, ...x], [4, ...x, ...x], [6, ...x, ...x], [4, ...x], [2], [4], [], [3, ...x, 0], [4, ...x, ...random.bytes(size), 0]]);
  return sequence(sequence(oid(OID.ecPublicKey), oid(curve)), bitString(Uint8Array.from(point)));
}

function other(random: Random): Bytes {
  const [type, size] = random.pick([[OID.ed25519, 32], [OID.mlDsa44, 1_312], [OID.mlDsa65, 1_952], ['1.3.101.110', 32]] as const);
  const key = random.bytes(size + random.pick([-1, 0, 0, 0, 1]));
  if (random.once(3)) key.fill(random.pick([0, 0xff, 0x7f]), 1);
  return sequence(random.once(4) ? algorithmIdentifier(type, derNull()) : algorithmIdentifier(type), bitString(key));
}

/** A SubjectPublicKeyInfo in good DER. */
export const hostileKey = (random: Random): Bytes => random.pick([rsa, rsa, ec, other])(random);
