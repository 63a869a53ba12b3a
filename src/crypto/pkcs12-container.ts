/**
 * The container of a PKCS#12 file (RFC 7292 section 4), put together with pkijs. DER goes in and DER comes out: what is
 * encrypted, and the MAC, are made elsewhere by WebCrypto. pkijs does not come in parts and looks for a WebCrypto when it is
 * evaluated: this module is imported when a file is asked for, and never at once.
 */
import { BmpString, Null, OctetString } from 'asn1js';
import {
  AlgorithmIdentifier, Attribute, AuthenticatedSafe, CertBag, ContentInfo, DigestInfo, EncryptedContentInfo, EncryptedData, MacData, PFX,
  PKCS8ShroudedKeyBag, SafeBag, SafeContents,
} from 'pkijs';
import type { Bytes } from './bytes.js';
import { compareBytes } from './der.js';
import { OID } from './oids.js';

/** What pairs a key with its certificate, and what programs show for the two. */
export interface BagNames { readonly localKeyId: Bytes; readonly friendlyName: string }

const octets = (valueHex: Bytes | ArrayBuffer): OctetString => new OctetString({ valueHex });
const der = (part: { toSchema: () => { toBER: () => ArrayBuffer } }): Bytes => new Uint8Array(part.toSchema().toBER());

/** A SET OF: in ascending order of the encodings (X.690 11.6), which pkijs leaves to its caller. */
function bagAttributes({ localKeyId, friendlyName }: BagNames): Attribute[] {
  return [
    new Attribute({ type: OID.localKeyId, values: [octets(localKeyId)] }),
    new Attribute({ type: OID.friendlyName, values: [new BmpString({ value: friendlyName })] }),
  ].sort((a, b) => compareBytes(der(a), der(b)));
}

const certBag = (certificate: Bytes, names?: BagNames): SafeBag => new SafeBag({
  bagId: OID.certBag,
  bagValue: new CertBag({ certId: OID.x509Certificate, certValue: octets(certificate) }),
  ...(names !== undefined && { bagAttributes: bagAttributes(names) }),
});

/**
 * The certificates, before they are encrypted.
 * @param certificate DER of the one that belongs to the key: it alone has names
 * @param chain DER of those above it
 * @returns DER SafeContents
 */
export function certificateBags(certificate: Bytes, names: BagNames, chain: readonly Bytes[]): Bytes {
  return der(new SafeContents({ safeBags: [certBag(certificate, names), ...chain.map((each) => certBag(each))] }));
}

/**
 * What the MAC is made over: the encrypted certificates, and the key, which is encrypted by itself.
 * @param certificates DER AlgorithmIdentifier of their encryption, and the encrypted SafeContents
 * @param key DER EncryptedPrivateKeyInfo (RFC 5958 section 3)
 * @returns DER AuthenticatedSafe
 */
export function authenticatedSafe(certificates: { algorithm: Bytes; encrypted: ArrayBuffer }, key: Bytes, names: BagNames): Bytes {
  const encryptedContentInfo = new EncryptedContentInfo({
    contentType: OID.data, contentEncryptionAlgorithm: AlgorithmIdentifier.fromBER(certificates.algorithm),
    // DER has no strings in pieces (X.690 10.2).
    encryptedContent: octets(certificates.encrypted), disableSplit: true,
  });
  const keyBag = new SafeBag({
    bagId: OID.pkcs8ShroudedKeyBag, bagValue: PKCS8ShroudedKeyBag.fromBER(key), bagAttributes: bagAttributes(names),
  });
  return der(new AuthenticatedSafe({
    safeContents: [
      new ContentInfo({ contentType: OID.encryptedData, content: new EncryptedData({ version: 0, encryptedContentInfo }).toSchema() }),
      new ContentInfo({ contentType: OID.data, content: octets(der(new SafeContents({ safeBags: [keyBag] }))) }),
    ],
  }));
}

/**
 * The whole file.
 * @param authenticated DER AuthenticatedSafe
 * @param mac HMAC-SHA256 of it, with the salt and the rounds that its key was derived with
 * @returns DER PFX, version 3
 */
export function pfx(authenticated: Bytes, mac: { digest: Bytes; salt: Bytes; iterations: number }): Bytes {
  const digestAlgorithm = new AlgorithmIdentifier({ algorithmId: OID.sha256, algorithmParams: new Null() });
  return der(new PFX({
    version: 3,
    authSafe: new ContentInfo({ contentType: OID.data, content: octets(authenticated) }),
    macData: new MacData({
      mac: new DigestInfo({ digestAlgorithm, digest: octets(mac.digest) }), macSalt: octets(mac.salt), iterations: mac.iterations,
    }),
  }));
}
