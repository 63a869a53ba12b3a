/**
 * What a rekey carries from the old certificate into the request, as slices. One walk over the headers of RFC 5280 4.1 and RFC 2986
 * 4.1, which makes no string, date or object of what it passes: those are nearly all of the time that `sliceCertificate` takes, and
 * are for whoever shows or judges a certificate.
 */
import { RekeyError } from '../core/errors.js';
import type { Bytes } from './bytes.js';
import { contextTag, oid, TAG } from './der.js';
import { OID } from './oids.js';

export interface Carried {
  /** A whole Name. */
  readonly subject: Bytes;
  /** GeneralNames: the value of the subjectAltName extension; absent without one. */
  readonly san: Bytes | undefined;
  /** Whether that extension is critical. */
  readonly sanCritical: boolean;
}

const bad = (detail: string): RekeyError => new RekeyError('bad-input', { reason: 'der', detail });

/** Steps from one element of a level to the next. Lengths may be longer than they need to be, as those on the way to names may. */
class Walk {
  /** Where the element that was passed last starts, and where its content does. */
  private start = 0;
  private content = 0;

  constructor(private readonly bytes: Bytes, private at = 0, private readonly limit = bytes.length) {}

  /** Whether the next element has this tag. */
  next(tag: number): boolean {
    return this.at < this.limit && this.bytes[this.at] === tag;
  }

  get done(): boolean {
    return this.at >= this.limit;
  }

  /** Passes the next element, which has to have this tag. */
  pass(tag: number): this {
    if (!this.next(tag)) throw bad('tag');
    const { bytes } = this;
    this.start = this.at;
    let at = this.at + 1;
    let length = bytes[at++] ?? NaN;
    if (length >= 0x80) {
      let octets = length & 0x7f;
      // Indefinite, or reserved (X.690 8.1.3.5).
      if (octets === 0 || octets === 127) throw bad('length');
      for (length = 0; octets > 0; octets--) length = length * 256 + (bytes[at++] ?? NaN);
    }
    this.content = at;
    this.at = at + length;
    // Not a number, where the bytes ended before the length did.
    if (!(this.at <= this.limit)) throw bad('truncated');
    return this;
  }

  optional(tag: number): void {
    if (this.next(tag)) this.pass(tag);
  }

  /** The next element, whole. */
  whole(tag: number): Bytes {
    this.pass(tag);
    return this.bytes.subarray(this.start, this.at);
  }

  /** What the next element holds. */
  value(tag: number): Bytes {
    this.pass(tag);
    return this.bytes.subarray(this.content, this.at);
  }

  /** A walk over what the next element holds. */
  inside(tag: number): Walk {
    this.pass(tag);
    return new Walk(this.bytes, this.content, this.at);
  }

  /** Passes the next element; tells whether it holds these bytes. Its length may be written in more octets than needed. */
  holds(tag: number, content: Uint8Array): boolean {
    this.pass(tag);
    if (this.at - this.content !== content.length) return false;
    for (let i = 0; i < content.length; i++) if (this.bytes[this.content + i] !== content[i]) return false;
    return true;
  }

  /** Nothing may follow. */
  end(): void {
    if (!this.done) throw bad('trailing');
  }
}

/** What an OBJECT IDENTIFIER holds, after its tag and one octet of length. */
const oidContent = (dotted: string): Bytes => oid(dotted).subarray(2);

/** The SAN among `Extensions`; every extension is passed, so that a second SAN is seen. */
function alternativeNames(extensions: Walk): Pick<Carried, 'san' | 'sanCritical'> {
  const type = oidContent(OID.subjectAltName);
  let san: Bytes | undefined;
  let sanCritical = false;
  while (!extensions.done) {
    const extension = extensions.inside(TAG.sequence);
    if (extension.holds(TAG.oid, type)) {
      if (san !== undefined) throw new RekeyError('bad-input', { reason: 'duplicate-extension' });
      sanCritical = extension.next(TAG.boolean) && extension.value(TAG.boolean)[0] !== 0;
      san = extension.value(TAG.octetString);
    } else {
      extension.optional(TAG.boolean);
      extension.pass(TAG.octetString);
    }
    extension.end();
  }
  return { san, sanCritical };
}

const NO_NAMES = { san: undefined, sanCritical: false } as const;

/**
 * What is carried from a certificate, and `spki`, the whole SubjectPublicKeyInfo that is not. The rest is passed and not read.
 * @param certificate DER
 * @throws RekeyError `bad-input` with reason `der` or `duplicate-extension`
 */
export function carriedFrom(certificate: Bytes): Carried & { readonly spki: Bytes } {
  const file = new Walk(certificate);
  const signed = file.inside(TAG.sequence);
  file.end();
  const tbs = signed.inside(TAG.sequence);
  signed.pass(TAG.sequence).pass(TAG.bitString).end();

  tbs.optional(contextTag(0));
  // The serial number, the signature algorithm, the issuer, the validity.
  tbs.pass(TAG.integer).pass(TAG.sequence).pass(TAG.sequence).pass(TAG.sequence);
  const subject = tbs.whole(TAG.sequence);
  const spki = tbs.whole(TAG.sequence);
  tbs.optional(contextTag(1, false));
  tbs.optional(contextTag(2, false));
  if (tbs.done) return { subject, spki, ...NO_NAMES };
  const explicit = tbs.inside(contextTag(3));
  tbs.end();
  const { san, sanCritical } = alternativeNames(explicit.inside(TAG.sequence));
  explicit.end();
  return { subject, spki, san, sanCritical };
}

/**
 * What has been carried into a request of ours, whose one attribute, if any, is an extensionRequest.
 * @param request DER
 * @throws RekeyError `bad-input` with reason `der` or `duplicate-extension`
 */
export function carriedInto(request: Bytes): Carried {
  const file = new Walk(request);
  const signed = file.inside(TAG.sequence);
  file.end();
  const info = signed.inside(TAG.sequence);
  signed.pass(TAG.sequence).pass(TAG.bitString).end();

  info.pass(TAG.integer);
  const subject = info.whole(TAG.sequence);
  info.pass(TAG.sequence);
  const attributes = info.inside(contextTag(0));
  info.end();
  if (attributes.done) return { subject, ...NO_NAMES };
  const attribute = attributes.inside(TAG.sequence);
  attributes.end();
  if (!attribute.holds(TAG.oid, oidContent(OID.extensionRequest))) throw bad('attribute');
  const values = attribute.inside(TAG.set);
  attribute.end();
  const { san, sanCritical } = alternativeNames(values.inside(TAG.sequence));
  values.end();
  return { subject, san, sanCritical };
}
