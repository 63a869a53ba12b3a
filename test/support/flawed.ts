import { concat } from '../../src/crypto/bytes.js';
import { bitString, readTlv, sequence } from '../../src/crypto/der.js';
import { certificateDer, encodePem } from '../../src/crypto/pem.js';
import { sliceCertificate } from '../../src/crypto/x509.js';

/** Keys and requests as nobody should have them. Their private halves were thrown away. */

/** DER SubjectPublicKeyInfo of an RSA key of 1024 bits with the exponent 3. */
export const WEAK_KEY = Uint8Array.from(atob('MIGdMA0GCSqGSIb3DQEBAQUAA4GLADCBhwKBgQC/KcrC1c1X3V6MQFCFG84t3GqmmfgnLuzJEKpc3imSgX04JS93Mi3+noQq/b6WJB5qdph5kHBWAQ6dCeegUqWjysB2/rwR1UlaoIFNcWZ/Yb+2/byyBojiAwj4KULcNnYWZz6E2YR++GZtOZ1NnPXwi7RNyZKxbcQAgT5uvPJf3wIBAw=='), (c) => c.charCodeAt(0));

/**
 * For app.example.com, by that key: another organisation, one name too many and one twice, an underscore, a wish to be a CA, a
 * challenge password, a signature with SHA-1, and a line that somebody wrote above it.
 */
export const FLAWED_CSR = `app server, from the ticket
-----BEGIN CERTIFICATE REQUEST-----
MIICFTCCAX4CAQAwSTELMAkGA1UEBhMCR0IxIDAeBgNVBAoMF0V4YW1wbGUgVHJh
ZGluZyBMaW1pdGVkMRgwFgYDVQQDDA9hcHAuZXhhbXBsZS5jb20wgZ0wDQYJKoZI
hvcNAQEBBQADgYsAMIGHAoGBAL8pysLVzVfdXoxAUIUbzi3caqaZ+Ccu7MkQqlze
KZKBfTglL3cyLf6ehCr9vpYkHmp2mHmQcFYBDp0J56BSpaPKwHb+vBHVSVqggU1x
Zn9hv7b9vLIGiOIDCPgpQtw2dhZnPoTZhH74Zm05nU2c9fCLtE3JkrFtxACBPm68
8l/fAgEDoIGNMBwGCSqGSIb3DQEJBzEPDA1ub3Qtc28tc2VjcmV0MG0GCSqGSIb3
DQEJDjFgMF4wTgYDVR0RBEcwRYIPYXBwLmV4YW1wbGUuY29tgg9kZXYuZXhhbXBs
ZS5jb22CD2Rldi5leGFtcGxlLmNvbYIQZGJfMS5leGFtcGxlLmNvbTAMBgNVHRME
BTADAQH/MA0GCSqGSIb3DQEBBQUAA4GBACFIOsUGA3aZ3wNmO4xDute6PDE7iLSR
o61KL5e9s5ke3ncJHRg/7BQ68TZGkzTuhOEQasuYRA6c/EWFTzLHxUV/CTuTZH25
FK9QcWrEhfuRCar+3/gQ8H4Vv4oPywuONy3g4dwv3WKdrQZd5gWSZtnsXwgXKbNb
uChu6pgUPOMy
-----END CERTIFICATE REQUEST-----
`;

/** The certificate with another key in it. Nobody signed that: it is to be looked at, and to be rekeyed. */
export function withKey(pem: string, spki: Uint8Array = WEAK_KEY): string {
  const [tbs = new Uint8Array(), algorithm = new Uint8Array()] = parts(certificateDer(pem));
  const own = sliceCertificate(pem).spki;
  const fields = parts(tbs).map((field) => (field.length === own.length && field.every((octet, at) => octet === own[at]) ? spki : field));
  return encodePem('CERTIFICATE', sequence(sequence(...fields), algorithm, bitString(new Uint8Array(64))));
}

/** The members of a SEQUENCE, whole. */
function parts(der: Uint8Array): Uint8Array[] {
  const { content } = readTlv(concat([der]));
  const members: Uint8Array[] = [];
  for (let at = 0; at < content.length;) {
    const { bytes } = readTlv(content, at);
    members.push(bytes);
    at += bytes.length;
  }
  return members;
}
