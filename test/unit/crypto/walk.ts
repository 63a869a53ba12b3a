/**
 * Where names lie in a certificate and in a request, told by counting elements. It shares nothing with the reader that it judges,
 * takes lengths as they come, and knows nothing but the positions of RFC 5280 4.1 and RFC 2986 4.1.
 */
type Bytes = Uint8Array;

/** An element from `start` to `end`; its content begins at `body`. */
interface Place { readonly start: number; readonly body: number; readonly end: number }

function placeAt(bytes: Bytes, start: number): Place {
  let [body, length] = [start + 2, bytes[start + 1]!];
  if (length > 0x80) {
    const octets = length - 0x80;
    length = 0;
    for (let i = 0; i < octets; i++) length = length * 256 + bytes[body++]!;
  }
  return { start, body, end: body + length };
}

function inside(bytes: Bytes, { body, end }: Pick<Place, 'body' | 'end'>): Place[] {
  const places: Place[] = [];
  for (let at = body; at < end;) {
    const place = placeAt(bytes, at);
    places.push(place);
    at = place.end;
  }
  return places;
}

const whole = (bytes: Bytes, { start, end }: Place): Bytes => bytes.slice(start, end);
const tagOf = (bytes: Bytes, place: Place): number => bytes[place.start]!;
const isOid = (bytes: Bytes, place: Place, ...octets: readonly number[]): boolean =>
  tagOf(bytes, place) === 6 && place.end - place.body === octets.length && octets.every((octet, i) => bytes[place.body + i] === octet);

export interface Carried {
  readonly subject: Bytes;
  /** The content of the extnValue, when there is a subjectAltName. */
  readonly san?: Bytes;
  readonly critical: boolean;
}

function sanOf(bytes: Bytes, extensions: Place): Pick<Carried, 'san' | 'critical'> {
  for (const extension of inside(bytes, extensions)) {
    const parts = inside(bytes, extension);
    if (!isOid(bytes, parts[0]!, 0x55, 0x1d, 0x11)) continue;
    const value = parts.at(-1)!;
    return { san: bytes.slice(value.body, value.end), critical: parts.length === 3 && bytes[parts[1]!.body] === 0xff };
  }
  return { critical: false };
}

/** What stands in a certificate of version 3. */
export function inCertificate(bytes: Bytes): Carried {
  const tbs = inside(bytes, placeAt(bytes, 0))[0]!;
  const parts = inside(bytes, tbs);
  const explicit = parts.find((place) => tagOf(bytes, place) === 0xa3);
  return { subject: whole(bytes, parts[5]!), ...(explicit ? sanOf(bytes, inside(bytes, explicit)[0]!) : { critical: false }) };
}

/** What stands in a certification request whose `[0]` has one extensionRequest at the most. */
export function inRequest(bytes: Bytes): Carried {
  const info = inside(bytes, placeAt(bytes, 0))[0]!;
  const [, subject, , attributes] = inside(bytes, info);
  const [request] = inside(bytes, attributes!);
  if (request === undefined) return { subject: whole(bytes, subject!), critical: false };
  const [type, values] = inside(bytes, request);
  // 1.2.840.113549.1.9.14
  if (!isOid(bytes, type!, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 0x0e)) throw new Error('It is no extensionRequest.');
  return { subject: whole(bytes, subject!), ...sanOf(bytes, inside(bytes, values!)[0]!) };
}
