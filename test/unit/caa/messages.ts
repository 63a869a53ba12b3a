/** DNS messages made by hand (RFC 1035 section 4), apart from the code under test: right ones, and wrong ones on purpose. */
export const TYPE = { A: 1, CNAME: 5, SOA: 6, DNAME: 39, OPT: 41, RRSIG: 46, CAA: 257 } as const;

export type Bytes = readonly number[];
export const u16 = (value: number): number[] => [(value >>> 8) & 255, value & 255];
export const u32 = (value: number): number[] => [...u16(value >>> 16), ...u16(value & 0xffff)];
export const ascii = (text: string): number[] => Array.from(text, (char) => char.charCodeAt(0));
export const pointer = (to: number): number[] => u16(0xc000 | to);
export const label = (text: string): number[] => [text.length, ...ascii(text)];
/** A plain name; the empty text is the root. */
export const name = (text: string): number[] => [...(text === '' ? [] : text.split('.').flatMap(label)), 0];

export const record = (owner: string | Bytes, type: number, data: Bytes, { ttl = 300, cls = 1, length = data.length }: { ttl?: number; cls?: number; length?: number } = {}): number[] =>
  [...(typeof owner === 'string' ? name(owner) : owner), ...u16(type), ...u16(cls), ...u32(ttl), ...u16(length), ...data];

export const caaData = (flags: number, tag: string, value: string): number[] => [flags, tag.length, ...ascii(tag), ...ascii(value)];
export const caa = (owner: string | Bytes, tag: string, value: string, { flags = 0, ttl = 300 }: { flags?: number; ttl?: number } = {}): number[] =>
  record(owner, TYPE.CAA, caaData(flags, tag, value), { ttl });
export const cname = (owner: string, target: string, ttl = 300): number[] => record(owner, TYPE.CNAME, name(target), { ttl });
export const dname = (owner: string, target: string, ttl = 300): number[] => record(owner, TYPE.DNAME, name(target), { ttl });
export const soa = (owner: string, ttl: number, minimum: number): number[] =>
  record(owner, TYPE.SOA, [...name('ns.example'), ...name('root.example'), ...[1, 2, 3, 4, minimum].flatMap(u32)], { ttl });
export const rrsig = (owner: string): number[] => record(owner, TYPE.RRSIG, ascii('a signature'));
export const opt = ({ rcode = 0, aware = true, options = [] }: { rcode?: number; aware?: boolean; options?: Bytes } = {}): number[] =>
  record('', TYPE.OPT, options, { cls: 1232, ttl: ((rcode << 24) | (aware ? 0x8000 : 0)) >>> 0 });
export const option = (code: number, data: Bytes): number[] => [...u16(code), ...u16(data.length), ...data];

export interface Message {
  readonly id?: number;
  /** A response with recursion desired and available, unless given. */
  readonly flags?: number;
  readonly rcode?: number;
  readonly asked?: string | Bytes;
  readonly question?: Bytes;
  readonly answers?: readonly Bytes[];
  readonly authorities?: readonly Bytes[];
  readonly additional?: readonly Bytes[];
  /** The four counts, where they are to be wrong. */
  readonly counts?: readonly [number, number, number, number];
  readonly after?: Bytes;
}

export const FLAGS = { response: 0x8180, ad: 0x20, tc: 0x200, update: 0x2800 } as const;

export function message(made: Message): Uint8Array<ArrayBuffer> {
  const { id = 0, flags = FLAGS.response, rcode = 0, asked = 'shop.example.com', answers = [], authorities = [], additional = [opt()], after = [] } = made;
  const question = made.question ?? [...(typeof asked === 'string' ? name(asked) : asked), ...u16(TYPE.CAA), ...u16(1)];
  const counts = made.counts ?? [1, answers.length, authorities.length, additional.length];
  return Uint8Array.from([...[id, flags | rcode, ...counts].flatMap(u16), ...question, ...[answers, authorities, additional, [after]].flatMap((section) => section.flat())]);
}

/** Where the first answer of a message begins. */
export const answersAt = (asked = 'shop.example.com'): number => 12 + name(asked).length + 4;
