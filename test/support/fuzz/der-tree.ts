/**
 * DER as a tree that can be changed anywhere and written again with the right lengths around the change, so that what is
 * changed deep inside is reached by whoever reads. It also looks into the strings that hold encodings of their own. Its writer
 * keeps no stack: a tree may be as deep as memory allows.
 */
export interface Node {
  /** Identifier octets: one, unless a mutation says otherwise. */
  tag: readonly number[];
  /** Elements inside, or bytes. */
  inside: Node[] | Uint8Array;
  /** Before the elements: the count of unused bits in a BIT STRING that holds an encoding. */
  prefix: readonly number[];
  /** How the length is written; the shortest way unless a mutation says otherwise. */
  length?: (length: number) => readonly number[];
  /** After the content: the end of an indefinite length. */
  suffix: readonly number[];
}

export const node = (tag: number, inside: Node[] | Uint8Array): Node => ({ tag: [tag], inside, prefix: [], suffix: [] });

interface Header { readonly start: number; readonly end: number }

function header(bytes: Uint8Array, at: number): Header | undefined {
  const first = bytes[at + 1];
  if (first === undefined || ((bytes[at] ?? 0) & 0x1f) === 0x1f) return undefined;
  if (first < 0x80) return at + 2 + first <= bytes.length ? { start: at + 2, end: at + 2 + first } : undefined;
  const octets = first & 0x7f;
  if (octets < 1 || octets > 3) return undefined;
  let length = 0;
  for (let i = 0; i < octets; i++) length = length * 256 + (bytes[at + 2 + i] ?? 0);
  const start = at + 2 + octets;
  return start + length <= bytes.length ? { start, end: start + length } : undefined;
}

/** The elements that `bytes` consist of; nothing when they do not consist of elements. */
export function parse(bytes: Uint8Array, depth = 0): Node[] | undefined {
  const nodes: Node[] = [];
  for (let at = 0; at < bytes.length;) {
    const found = header(bytes, at);
    if (found === undefined || depth > 30) return undefined;
    const tag = bytes[at] ?? 0;
    const content = bytes.slice(found.start, found.end);
    const made = node(tag, content);
    const bits = tag === 0x03 && content[0] === 0;
    if ((tag & 0x20) !== 0) made.inside = parse(content, depth + 1) ?? content;
    else if ((bits || tag === 0x04) && content.length > 2) {
      const inner = parse(bits ? content.subarray(1) : content, depth + 1);
      if (inner !== undefined) [made.inside, made.prefix] = [inner, bits ? [0] : []];
    }
    nodes.push(made);
    at = found.end;
  }
  return nodes;
}

export const clone = (of: Node): Node => ({ ...of, inside: of.inside instanceof Uint8Array ? of.inside : of.inside.map(clone) });

/** Every node with those that it stands among. */
export function places(top: Node[]): { among: Node[]; at: number; node: Node }[] {
  const found: { among: Node[]; at: number; node: Node }[] = [];
  const rest = [top];
  for (let among = rest.pop(); among !== undefined; among = rest.pop()) {
    for (const [at, each] of among.entries()) {
      found.push({ among, at, node: each });
      if (!(each.inside instanceof Uint8Array)) rest.push(each.inside);
    }
  }
  return found;
}

export function derLength(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return [0x80 | octets.length, ...octets];
}

/** The encoding of nodes one after the other, written from its end. */
export function write(top: readonly Node[]): Uint8Array<ArrayBuffer> {
  let out = new Uint8Array(4096);
  let at = out.length;
  const put = (bytes: ArrayLike<number>): void => {
    if (bytes.length > at) {
      const more = new Uint8Array(out.length * 2 + bytes.length);
      more.set(out, more.length - out.length);
      at += more.length - out.length;
      out = more;
    }
    at -= bytes.length;
    out.set(bytes, at);
  };
  // Either a node that is to be written, or the beginning of one whose content is there.
  const work: ({ readonly open: Node } | { readonly close: Node; readonly end: number })[] = top.map((open) => ({ open }));
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    if ('open' in next) {
      const { inside, suffix } = next.open;
      put(suffix);
      work.push({ close: next.open, end: out.length - at });
      if (inside instanceof Uint8Array) put(inside);
      else for (const open of inside) work.push({ open });
    } else {
      const { tag, prefix, length = derLength } = next.close;
      put(prefix);
      put(length(out.length - at - next.end));
      put(tag);
    }
  }
  return out.slice(at);
}
