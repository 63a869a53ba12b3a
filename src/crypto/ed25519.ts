/** Public keys of Ed25519 (RFC 8032 section 5.1). */
import { toBigInt } from './bytes.js';
import { modPow } from './public-key.js';

/** The constants of the curve -x^2 + y^2 = 1 + d x^2 y^2; made when asked for. */
const constants = (): { p: bigint; d: bigint } =>
  ({ p: 2n ** 255n - 19n, d: 0x52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3n });

/**
 * Whether 32 octets are a point of the curve in the one form that RFC 8032 5.1.3 decodes, and not of small order: whoever
 * presents such a key has signatures for it without having any private key.
 */
export function isSoundEd25519Point(key: Uint8Array): boolean {
  if (key.length !== 32) return false;
  const point = decode(key);
  if (point === undefined) return false;
  let at = point;
  // The cofactor is 8: three doublings take every point of small order to the neutral element.
  for (let i = 0; i < 3; i++) at = doubled(at);
  return at.x !== 0n;
}

interface Point { readonly x: bigint; readonly y: bigint }

function decode(key: Uint8Array): Point | undefined {
  const { p, d } = constants();
  const bytes = Uint8Array.from(key).reverse();
  const sign = (bytes[0] ?? 0) >> 7;
  bytes[0] = (bytes[0] ?? 0) & 0x7f;
  const y = toBigInt(bytes);
  if (y >= p) return undefined;
  const u = mod(y * y - 1n, p);
  const v = mod(d * y * y + 1n, p);
  const v3 = (v * v % p) * v % p;
  let x = (u * v3 % p) * modPow((u * v3 % p) * v3 % p * v % p, (p - 5n) / 8n, p) % p;
  const square = v * x % p * x % p;
  if (square !== u) {
    if (square !== mod(-u, p)) return undefined;
    x = x * modPow(2n, (p - 1n) / 4n, p) % p;
  }
  if (x === 0n && sign === 1) return undefined;
  return { y, x: (x & 1n) === BigInt(sign) ? x : mod(-x, p) };
}

function doubled({ x, y }: Point): Point {
  const { p, d } = constants();
  const product = d * x % p * x % p * y % p * y % p;
  const inverse = (n: bigint): bigint => modPow(mod(n, p), p - 2n, p);
  return { x: 2n * x * y % p * inverse(1n + product) % p, y: (y * y + x * x) % p * inverse(1n - product) % p };
}

const mod = (n: bigint, p: bigint): bigint => ((n % p) + p) % p;
