import { RekeyError } from '../../core/errors.js';
import type { Pem } from '../../core/domain.js';
import { bytesOf, equalBytes, toHex } from '../../crypto/bytes.js';
import type { Bytes } from '../../crypto/bytes.js';
import { decodeOid, DerReader, readExactly, TAG } from '../../crypto/der.js';
import { OID } from '../../crypto/oids.js';
import { encodePem } from '../../crypto/pem.js';
import { isEmptyName, sliceCertificate } from '../../crypto/x509.js';
import {
  authorityInformationAccess, authorityKeyIdentifier, basicConstraints, certificatePolicies, crlDistributionPoints, ecdsaSignature,
  ECDSA_SHA256, ECDSA_SHA384, extendedKeyUsage, keyIdentifier, keyUsage, KEY_USAGE, signedCertificate, subjectAltName as alternativeNames,
  subjectKeyIdentifier, tbsCertificate,
} from './certificate.js';
import type { CertificateFields } from './certificate.js';
import { attribute, distinguishedName } from './names.js';
import type { CaProfile } from './profiles.js';

/** The issuer domain name under which CAA records allow this CA. */
export const SANDBOX_ISSUER = 'ca.sandbox.example';

/**
 * The whole CA as JSON-able data, so that it outlives the page. The signing key lies in it in the clear: it belongs to a
 * sandbox, nobody trusts it, and nobody may begin to.
 */
export interface CaState {
  readonly kind: 'rekey-sandbox-ca';
  readonly version: 1;
  readonly root: Pem;
  readonly intermediate: Pem;
  /** The intermediate's private key. The root's was dropped once the intermediate was signed. */
  readonly intermediateKey: JsonWebKey;
}

export interface IssueOptions {
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
  /** DER Name, carried as it is. */
  readonly subject: Uint8Array;
  /** DER GeneralNames, carried as they are. */
  readonly subjectAltName?: Uint8Array | undefined;
  /** Fractions of a second are cut. */
  readonly notBefore: Date;
  /** The last second of the validity (RFC 5280 section 4.1.2.5), so 200 days end one second before 200 times 86,400. */
  readonly notAfter: Date;
  readonly profile: CaProfile;
}

export interface IssuedBySandbox {
  readonly certificate: Pem;
  /** The issuing CA, then the root. */
  readonly chain: readonly Pem[];
  /** Hex, upper case. */
  readonly serialNumber: string;
}

export interface CreateCaOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly crypto?: Crypto | undefined;
}

const YEAR = 365.25 * 86_400_000;
const PATHS = 'http://pki.sandbox.example';
const P256: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' };
const P384: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-384' };

/**
 * Makes a root (P-384, 20 years) and an issuing CA below it (P-256, 10 years). Both began some years ago, so that certificates
 * that are past their end by now lie within their validity.
 */
export async function createCa({ now, crypto = globalThis.crypto }: CreateCaOptions): Promise<SandboxCa> {
  const generate = async (parameters: EcKeyGenParams, extractable: boolean) => {
    const pair = await crypto.subtle.generateKey(parameters, extractable, ['sign', 'verify']);
    const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));
    return { pair, spki, keyId: await keyIdentifier(spki, crypto) };
  };
  const [root, issuing] = await Promise.all([generate(P384, false), generate(P256, true)]);
  const caName = (commonName: string): Bytes => distinguishedName(
    attribute('C', 'GB'), attribute('O', 'Sandbox, trusted by nobody'), attribute('CN', commonName),
  );
  const rootName = caName('Sandbox Root CA');
  const signByRoot = (subject: Bytes, spki: Bytes, began: number, years: number, extensions: readonly Bytes[]): Promise<Bytes> => sign({
    crypto, key: root.pair.privateKey, hash: 'SHA-384', signatureAlgorithm: ECDSA_SHA384(),
    issuer: rootName, subject, spki, extensions, serialNumber: randomSerial(crypto),
    notBefore: new Date(began), notAfter: new Date(began + years * YEAR - 1000),
  });
  const caKeyUsage = keyUsage(KEY_USAGE.keyCertSign, KEY_USAGE.cRLSign);
  const start = wholeSecond(now());
  const [rootDer, issuingDer] = await Promise.all([
    signByRoot(rootName, root.spki, start - 5 * YEAR, 20, [basicConstraints({}), caKeyUsage, subjectKeyIdentifier(root.keyId)]),
    signByRoot(caName('Sandbox Issuing CA'), issuing.spki, start - 4 * YEAR, 10, [
      basicConstraints({ pathLen: 0 }), caKeyUsage, subjectKeyIdentifier(issuing.keyId), authorityKeyIdentifier(root.keyId),
      // anyPolicy: the issuing CA may assert every policy of its profiles.
      certificatePolicies('2.5.29.32.0'), crlDistributionPoints(`${PATHS}/root.crl`),
      authorityInformationAccess({ caIssuers: `${PATHS}/root.crt` }),
    ]),
  ]);
  return openCa({
    kind: 'rekey-sandbox-ca', version: 1, root: encodePem('CERTIFICATE', rootDer), intermediate: encodePem('CERTIFICATE', issuingDer),
    intermediateKey: await crypto.subtle.exportKey('jwk', issuing.pair.privateKey),
  }, { crypto });
}

/**
 * The CA that `exportState()` wrote down, wherever the state was kept meanwhile.
 * @throws RekeyError `bad-input` with reason `ca-state` for anything else, and for a key that is not the intermediate's
 */
export async function openCa(state: unknown, { crypto = globalThis.crypto }: { readonly crypto?: Crypto | undefined } = {}): Promise<SandboxCa> {
  try {
    if (!isCaState(state)) throw new RangeError('kind');
    const { subject, spki } = sliceCertificate(state.intermediate);
    const { kty = '', crv = '', x = '', y = '' } = state.intermediateKey;
    const [key, publicKey] = await Promise.all([
      crypto.subtle.importKey('jwk', state.intermediateKey, P256, false, ['sign']),
      crypto.subtle.importKey('jwk', { kty, crv, x, y }, P256, true, ['verify']),
    ]);
    if (!equalBytes(new Uint8Array(await crypto.subtle.exportKey('spki', publicKey)), spki)) throw new RangeError('key');
    return new SandboxCa(state, crypto, key, subject, await keyIdentifier(spki, crypto));
  } catch (cause) {
    throw new RekeyError('bad-input', { reason: 'ca-state', cause });
  }
}

function isCaState(value: unknown): value is CaState {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, version, root, intermediate, intermediateKey } = value as Partial<Record<keyof CaState, unknown>>;
  return kind === 'rekey-sandbox-ca' && version === 1 && typeof root === 'string' && typeof intermediate === 'string'
    && typeof intermediateKey === 'object' && intermediateKey !== null;
}

/** A certification authority in the page: real certificates, in a chain that nobody trusts. */
export class SandboxCa {
  /** The issuing CA, then the root. */
  readonly chain: readonly Pem[];

  /** @internal */
  constructor(
    private readonly state: CaState, private readonly crypto: Crypto, private readonly key: CryptoKey,
    private readonly name: Bytes, private readonly keyId: Bytes,
  ) {
    this.chain = [state.intermediate, state.root];
  }

  exportState(): CaState {
    return structuredClone(this.state);
  }

  /**
   * Signs an end-entity certificate. Whether anybody may have it is for the RA to say.
   *
   * @throws RekeyError `bad-input` with reason `der` (key or names are no single SEQUENCE; names may have lengths of BER), `validity` (not in order, longer
   *   than the profile's days, or beyond the issuing CA) or `no-name` (empty subject and no alternative name)
   */
  async issue({ spki, subject: name, subjectAltName, notBefore, notAfter, profile }: IssueOptions): Promise<IssuedBySandbox> {
    const [subject, san] = [bytesOf(name), subjectAltName && bytesOf(subjectAltName)];
    readExactly(bytesOf(spki), TAG.sequence);
    // Names may have to be carried from a certificate whose lengths are BER.
    for (const der of [subject, ...(san ? [san] : [])]) readExactly(der, TAG.sequence, 'any');
    // RFC 5280 section 4.1.2.6: who is named nowhere cannot be certified.
    if (isEmptyName(subject) && (san === undefined || isEmptyName(san))) throw new RekeyError('bad-input', { reason: 'no-name' });
    const [from, to] = [new Date(wholeSecond(notBefore.getTime())), new Date(wholeSecond(notAfter.getTime()))];
    const issuer = sliceCertificate(this.state.intermediate);
    const seconds = (to.getTime() - from.getTime()) / 1000 + 1;
    if (!(seconds > 1) || seconds > profile.maxDays * 86_400 || from < issuer.notBefore || to > issuer.notAfter) {
      throw new RekeyError('bad-input', { reason: 'validity' });
    }

    const serialNumber = randomSerial(this.crypto);
    const certificate = await sign({
      crypto: this.crypto, key: this.key, hash: 'SHA-256', signatureAlgorithm: ECDSA_SHA256(),
      serialNumber, issuer: this.name, notBefore: from, notAfter: to, subject, spki,
      extensions: [
        basicConstraints(),
        // A key that only signs cannot encipher (RFC 5480 section 3, RFC 3279 section 2.3.1).
        keyUsage(KEY_USAGE.digitalSignature, ...(isRsa(bytesOf(spki)) ? [KEY_USAGE.keyEncipherment] : [])),
        extendedKeyUsage(profile.purposes),
        subjectKeyIdentifier(await keyIdentifier(bytesOf(spki), this.crypto)),
        authorityKeyIdentifier(this.keyId),
        certificatePolicies(profile.policy),
        crlDistributionPoints(`${PATHS}/issuing.crl`),
        authorityInformationAccess({ ocsp: `${PATHS}/ocsp`, caIssuers: `${PATHS}/issuing.crt` }),
        ...(san ? [alternativeNames(san, subject)] : []),
      ],
    });
    return { certificate: encodePem('CERTIFICATE', certificate), chain: this.chain, serialNumber: toHex(serialNumber).toUpperCase() };
  }
}

interface Signing extends CertificateFields {
  readonly crypto: Crypto;
  readonly key: CryptoKey;
  readonly hash: 'SHA-256' | 'SHA-384';
}

async function sign({ crypto, key, hash, ...fields }: Signing): Promise<Bytes> {
  const tbs = tbsCertificate(fields);
  const raw = await crypto.subtle.sign({ name: 'ECDSA', hash }, key, tbs);
  return signedCertificate(tbs, fields.signatureAlgorithm, ecdsaSignature(new Uint8Array(raw)));
}

/** 128 random bits (BR 7.1 asks for 64), positive, never with a leading zero octet: the hex form has a fixed length. */
function randomSerial(crypto: Crypto): Bytes {
  const serial = crypto.getRandomValues(new Uint8Array(16));
  return (serial[0] ?? 0) === 0 ? randomSerial(crypto) : serial;
}

function isRsa(spki: Bytes): boolean {
  return decodeOid(DerReader.of(spki).enter().read(TAG.oid).content) === OID.rsaEncryption;
}

const wholeSecond = (milliseconds: number): number => Math.floor(milliseconds / 1000) * 1000;
