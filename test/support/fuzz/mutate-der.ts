/** Changes to DER, element by element and octet by octet. */
import { oid } from '../../../src/crypto/der.js';
import { ATTRIBUTE_NAMES, OID } from '../../../src/crypto/oids.js';
import { clone, derLength, node, parse, places, write, type Node } from './der-tree.js';
import type { Random } from './random.js';

type Bytes = Uint8Array<ArrayBuffer>;

const TAGS = [
  0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0a, 0x0c, 0x12, 0x13, 0x14, 0x16, 0x17, 0x18, 0x1a, 0x1b, 0x1c, 0x1e, 0x24, 0x2c, 0x30, 0x31,
  0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0x00, 0x9e, 0xbe, 0xc1, 0xff,
];
const OIDS = [...Object.values(OID), ...Object.keys(ATTRIBUTE_NAMES), '1.2.3', '2.999', '0.0', '2.5.29.19', '1.3.6.1.4.1.99999.1'];
const TIMES = ['000000000000Z', '491231235959Z', '500101000000Z', '261301000000Z', '260101000060Z', '2601010000Z', '99991231235959Z', '00000101000000Z', '20260101000000.5Z', '260101000000+0100'];
const TEXTS = [
  '', ' ', '#', '\\', '\u0000', '\u202e', '\ufeff', '\ud83d\ude00', '__proto__', 'constructor', '*', '*.', '.', 'xn--', 'xn--a.xn--99999999', 'a'.repeat(300),
  '"+,;<>\\=', ' a ', 'EXAMPLE.org', '-----BEGIN CERTIFICATE-----', '\n', 'xn--80ak6aa92e.com',
];

/** How deep and how often, in what a mutant rarely gets: a hundred thousand levels, ten thousand copies. */
const DEEP = [1_000, 15_000, 100_000];
const OFTEN = [500, 3_000, 10_000];

const ascii = (text: string): Bytes => Uint8Array.from(text, (char) => char.charCodeAt(0) & 0xff);

/** An INTEGER that a reader might stumble over. */
function hostileInteger(random: Random): Bytes {
  switch (random.int(9)) {
    case 0: return new Uint8Array();
    case 1: return Uint8Array.of(random.word() & 0xff);
    case 2: return Uint8Array.of(0, random.word() & 0x7f);
    case 3: return Uint8Array.of(0xff, 0xff, random.word());
    case 4: return Uint8Array.of(0x00, ...new Uint8Array(random.pick([7, 15, 127, 255])).fill(0xff));
    case 5: return Uint8Array.of(0x01, ...new Uint8Array(random.pick([4, 5, 8, 32, 128, 256, 512])));
    case 6: return Uint8Array.of(0x00, ...random.bytes(random.pick([128, 256, 256, 256, 384])).fill(0x80 | random.int(128), 0, 1));
    case 7: return random.once(60) ? Uint8Array.of(0x00, ...random.bytes(random.pick([2048, 2049, 8192])).fill(0xff, 0, 1)) : Uint8Array.of(0x00, 0x98, 0x96, random.pick([0x80, 0x81]));
    default: return Uint8Array.of(random.pick([1, 2, 3, 16, 127]));
  }
}

function hostileOid(random: Random): Bytes {
  switch (random.int(6)) {
    case 0: return new Uint8Array(random.pick([1, 255, 256, 257, 3000])).fill(random.pick([0x01, 0x7f, 0xff, 0x80]));
    case 1: return Uint8Array.of(0x2a, ...new Uint8Array(random.pick([8, 20, 254])).fill(0xff), 0x7f);
    case 2: return Uint8Array.of(0x80, 0x01);
    case 3: return random.bytes(random.int(12));
    default: return oid(random.pick(OIDS)).slice(2);
  }
}

/** Content that belongs to the tag, and that its reader might not expect. */
function content(tag: number, random: Random): Bytes {
  switch (tag) {
    case 0x01: return Uint8Array.of(random.pick([0, 1, 0xff]));
    case 0x02: return hostileInteger(random);
    case 0x03: return random.once(3) ? Uint8Array.of(random.int(12)) : Uint8Array.of(0, ...random.bytes(random.pick([0, 1, 32, 33, 65, 97, 133])).fill(random.pick([2, 3, 4]), 0, 1));
    case 0x05: return new Uint8Array(random.once(4) ? 1 : 0);
    case 0x06: case 0x88: return hostileOid(random);
    case 0x0c: return new TextEncoder().encode(random.pick(TEXTS));
    case 0x17: case 0x18: return ascii(random.pick(TIMES));
    case 0x1c: return random.bytes(random.int(12)).fill(0, 0, random.int(3));
    case 0x1e: return Uint8Array.from([...random.pick(TEXTS)].flatMap((char) => [char.charCodeAt(0) >> 8, char.charCodeAt(0) & 0xff]));
    case 0x87: return random.bytes(random.pick([0, 4, 4, 5, 8, 16, 16, 32]));
    default: return random.once(2) ? new TextEncoder().encode(random.pick(TEXTS)) : random.bytes(random.small(80));
  }
}

/** Well-nested DER of no particular kind. */
export function anyNode(random: Random, depth = 0): Node {
  const tag = random.pick(TAGS);
  if ((tag & 0x20) === 0 || depth > 6) return node(tag, content(tag, random));
  return node(tag, Array.from({ length: random.int(5) }, () => anyNode(random, depth + 1)));
}

export const anyDer = (random: Random): Bytes => write([node(random.pick([0x30, 0x30, 0x30, 0x31, 0xa0]), Array.from({ length: random.int(6) }, () => anyNode(random)))]);

function nested(inner: Node, depth: number, random: Random): Node {
  const tags = random.pick([[0x30], [inner.tag[0] ?? 0x30], [0xa0], [0x04], [0x30, 0x31], [0x24]]);
  const indefinite = random.once(4);
  let around = inner;
  for (let i = 0; i < depth; i++) {
    around = node(tags[i % tags.length] ?? 0x30, [around]);
    if (indefinite) [around.length, around.suffix] = [() => [0x80], [0, 0]];
  }
  return around;
}

function otherLength(of: Node, random: Random): void {
  switch (random.int(7)) {
    case 0: of.length = () => [0x80]; of.suffix = [0, 0]; break;
    case 1: of.length = () => [0x80]; break;
    case 2: of.length = (length) => [0x84, length >>> 24, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff]; break;
    case 3: of.length = (length) => (length < 0x80 ? [0x81, length] : [(derLength(length)[0] ?? 0) + 1, 0, ...derLength(length).slice(1)]); break;
    case 4: of.length = () => random.pick([[0x84, 0xff, 0xff, 0xff, 0xff], [0x84, 0x7f, 0xff, 0xff, 0xff], [0x88, 0, 0, 0, 1, 0, 0, 0, 0], [0xff], [0x82, 0xff, 0xff]]); break;
    default: {
      const off = random.between(-3, 3);
      of.length = (length) => derLength(Math.max(0, length + off));
    }
  }
}

/**
 * Changes one element of a tree, or where it stands.
 * @param other another tree to take elements from
 * @returns whether the tree is large now, and better not changed again
 */
function changeOne(top: Node[], other: readonly Node[], random: Random): boolean {
  const found = places(top);
  if (found.length === 0) return false;
  const { among, at, node: here } = random.pick(found);
  const tag = here.tag[0] ?? 0;
  const rarely = random.once(600);
  switch (random.int(26)) {
    case 0: here.tag = [random.pick(TAGS)]; break;
    case 1: here.tag = random.once(3) ? [0x1f | (tag & 0xe0), 0x81, 0x01] : [tag ^ (1 << random.int(8))]; break;
    case 2: otherLength(here, random); break;
    case 3: among[at] = nested(here, rarely ? random.pick(DEEP) : 1 + random.small(40), random); break;
    case 4: {
      const copies = rarely ? random.pick(OFTEN) : random.small(12);
      // A loop: as many arguments as this would be no call.
      const repeated = [...among];
      for (let i = 0; i < copies; i++) repeated.push(random.once(20) ? clone(here) : here);
      among.length = 0;
      for (const each of repeated) among.push(each);
      break;
    }
    case 5: among.splice(at, 1); break;
    case 6: {
      // Never into itself.
      const below = places([here]).map(({ node: { inside } }) => inside);
      const target = random.pick(found);
      if (below.includes(target.among)) break;
      among.splice(at, 1);
      target.among.splice(random.int(target.among.length + 1), 0, here);
      break;
    }
    case 7: {
      const with_ = random.int(among.length);
      [among[at], among[with_]] = [among[with_] ?? here, here];
      break;
    }
    case 8: {
      const from = places([...other]);
      if (from.length > 0) among[at] = clone(random.pick(from).node);
      break;
    }
    case 9: {
      const from = places([...other]);
      if (from.length > 0) among.splice(random.int(among.length + 1), 0, clone(random.pick(from).node));
      break;
    }
    case 10: among.splice(random.int(among.length + 1), 0, anyNode(random)); break;
    case 11: among[at] = anyNode(random); break;
    case 12: among.push(...among.splice(0, random.int(among.length + 1)).slice(0, 50)); break;
    case 13: {
      const long = random.once(40) ? random.pick([65_536, 70_000, 20_000]) : random.small(300);
      if (here.inside instanceof Uint8Array) here.inside = new Uint8Array(long).fill(random.pick([0x41, 0x00, 0xff, 0x2e, 0x80]));
      break;
    }
    default: if (here.inside instanceof Uint8Array) here.inside = content(tag, random);
      else here.inside = random.once(2) ? [] : content(random.pick(TAGS), random);
  }
  return rarely;
}

const trees = new WeakMap<Uint8Array, Node[] | undefined>();

function treeOf(der: Bytes): Node[] | undefined {
  if (!trees.has(der)) trees.set(der, parse(der));
  return trees.get(der);
}

/** Changes elements: lengths around them are made right again, so that readers come to what was changed. */
export function changeElements(der: Bytes, other: Bytes, random: Random): Bytes {
  const tree = treeOf(der)?.map(clone);
  if (tree === undefined) return changeOctets(der, other, random);
  const donor = treeOf(other) ?? [];
  for (let i = random.small(5); i > 0; i--) if (changeOne(tree, donor, random)) break;
  return write(tree);
}

/** Changes octets and nothing around them. */
export function changeOctets(der: Bytes, other: Bytes, random: Random): Bytes {
  let out = der;
  for (let i = random.small(3); i > 0; i--) {
    const at = random.int(out.length + 1);
    const length = random.small(Math.max(1, out.length - at));
    const piece = (): Bytes => {
      const start = random.int(other.length + 1);
      return other.slice(start, start + random.small(Math.max(1, other.length - start)));
    };
    switch (random.int(7)) {
      case 0: case 1: {
        out = out.slice();
        out[at] = random.once(2) ? (out[at] ?? 0) ^ (1 << random.int(8)) : random.pick([0x00, 0x01, 0x7f, 0x80, 0x81, 0x84, 0xff, random.word() & 0xff]);
        break;
      }
      case 2: out = join(out.subarray(0, at), random.bytes(random.small(20)), out.subarray(at)); break;
      case 3: out = join(out.subarray(0, at), out.subarray(at + length)); break;
      case 4: out = join(out.subarray(0, at), out.subarray(at, at + length), out.subarray(at)); break;
      case 5: out = join(out.subarray(0, at), piece(), out.subarray(random.once(2) ? at : at + length)); break;
      default: out = out.slice(0, at);
    }
  }
  return out;
}

export function join(...parts: readonly Uint8Array[]): Bytes {
  const out = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
