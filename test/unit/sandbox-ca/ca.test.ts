import { expect } from '@open-wc/testing';
import { defaultZone } from '../../../src/sandbox/ca/zone.js';
import { createCa, openCa, SANDBOX_ISSUER } from '../../../src/sandbox/ca/ca.js';
import type { IssueOptions, SandboxCa } from '../../../src/sandbox/ca/ca.js';
import { attribute, distinguishedName, dnsName, generalNames, userPrincipalName } from '../../../src/sandbox/ca/names.js';
import { CA_PROFILES } from '../../../src/sandbox/ca/profiles.js';
import { SEED_KEYS } from '../../../src/sandbox/ca/seed-keys.js';
import { seedCertificates } from '../../../src/sandbox/ca/seeds.js';
import { verifyCaa, zoneLookup } from '../../../src/caa.js';
import type { CaaNameInput } from '../../../src/caa.js';
import { fromBase64, toHex } from '../../../src/crypto/bytes.js';
import { bmpString, context, DerReader, oid, sequence, set, tlv, unsignedInteger } from '../../../src/crypto/der.js';
import { inspectCertificate } from '../../../src/crypto/inspect-certificate.js';
import { sliceCertificate } from '../../../src/crypto/x509.js';
import type { CertificateSlices } from '../../../src/crypto/x509.js';

const NOW = Date.UTC(2026, 5, 2, 9, 20, 30, 456);
const DAY = 86_400_000;
const spki = fromBase64(SEED_KEYS.app);
const subject = distinguishedName(attribute('CN', 'a.example'));
const san = generalNames(dnsName('a.example'));

const EXTENSION = {
  subjectKeyId: '2.5.29.14', keyUsage: '2.5.29.15', san: '2.5.29.17', basicConstraints: '2.5.29.19', crl: '2.5.29.31', policies: '2.5.29.32',
  authorityKeyId: '2.5.29.35', extendedKeyUsage: '2.5.29.37', authorityInformation: '1.3.6.1.5.5.7.1.1',
} as const;

const order = (more: Partial<IssueOptions> = {}): IssueOptions => ({
  spki, subject, subjectAltName: san, notBefore: new Date(NOW), notAfter: new Date(NOW + 200 * DAY - 1000), profile: CA_PROFILES['tls-server'], ...more,
});

async function refusal(promise: Promise<unknown>): Promise<string> {
  return promise.then(() => 'resolved', (thrown: unknown) => {
    const { code, reason } = thrown as { code?: string; reason?: string };
    return `${String(code)} ${String(reason)}`;
  });
}

const extensionOf = (slices: CertificateSlices, id: string) => slices.extensions.find(({ oid: found }) => found === id);
const hexOf = (slices: CertificateSlices, id: string): string => toHex(extensionOf(slices, id)?.value ?? new Uint8Array());

/** Checks one signature with WebCrypto, which wants r and s side by side. */
async function signedBy(certificate: string, issuer: string): Promise<boolean> {
  const { tbs, signature, issuer: issuerName } = sliceCertificate(certificate);
  const parent = sliceCertificate(issuer);
  const p384 = parent.spki.length > 100;
  const size = p384 ? 48 : 32;
  const raw = new Uint8Array(2 * size);
  DerReader.of(signature).all().forEach((part, at) => {
    const bytes = unsignedInteger(part);
    raw.set(bytes, (at + 1) * size - bytes.length);
  });
  const key = await crypto.subtle.importKey('spki', parent.spki, { name: 'ECDSA', namedCurve: p384 ? 'P-384' : 'P-256' }, false, ['verify']);
  const valid = await crypto.subtle.verify({ name: 'ECDSA', hash: p384 ? 'SHA-384' : 'SHA-256' }, key, raw, tbs);
  return valid && toHex(issuerName) === toHex(parent.subject);
}

describe('the sandbox CA', () => {
  let ca: SandboxCa;
  before(async () => {
    ca = await createCa({ now: () => NOW });
  });

  it('has a P-384 root of twenty years and a P-256 issuing CA that may not make another CA', async () => {
    const [issuing = '', root = ''] = ca.chain;
    expect(await signedBy(root, root)).to.equal(true);
    expect(await signedBy(issuing, root)).to.equal(true);
    expect((await inspectCertificate(root)).key.algorithm).to.equal('ec-p384');
    expect((await inspectCertificate(issuing)).key.algorithm).to.equal('ec-p256');
    const [rootSlices, issuingSlices] = [sliceCertificate(root), sliceCertificate(issuing)];
    expect(Math.round((rootSlices.notAfter.getTime() - rootSlices.notBefore.getTime()) / DAY / 365.25)).to.equal(20);
    expect(hexOf(rootSlices, EXTENSION.basicConstraints)).to.equal('30030101ff');
    expect(hexOf(issuingSlices, EXTENSION.basicConstraints)).to.equal('30060101ff020100');
    for (const slices of [rootSlices, issuingSlices]) {
      expect(hexOf(slices, EXTENSION.keyUsage)).to.equal('03020106');
      expect(extensionOf(slices, EXTENSION.keyUsage)?.critical).to.equal(true);
      expect(extensionOf(slices, EXTENSION.basicConstraints)?.critical).to.equal(true);
    }
  });

  it('signs a certificate that its issuing CA answers for', async () => {
    const { certificate, chain } = await ca.issue(order());
    expect(chain).to.deep.equal(ca.chain);
    expect(await signedBy(certificate, ca.chain[0] ?? '')).to.equal(true);
  });

  it('carries subject, alternative names and key byte for byte, however they are encoded', async () => {
    // A SET that is not in DER order, a BMPString, an otherName with a type of its own, a TeletexString: all stay as they are.
    const odd = sequence(
      set(sequence(oid('2.5.4.3'), bmpString('Ω')), sequence(oid('2.5.4.5'), tlv(0x14, Uint8Array.of(0xfc)))), set(sequence(oid('2.999.7'), sequence())),
    );
    const oddNames = sequence(context(0, oid('2.999.8'), context(0, tlv(0x04, Uint8Array.of(1, 2, 3)))), dnsName('UPPER.example'), userPrincipalName('ü@example'));
    const slices = sliceCertificate((await ca.issue(order({ subject: odd, subjectAltName: oddNames }))).certificate);
    expect(toHex(slices.subject)).to.equal(toHex(odd));
    expect(toHex(slices.san ?? new Uint8Array())).to.equal(toHex(oddNames));
    expect(toHex(slices.spki)).to.equal(toHex(spki));
  });

  it('says what the key is for: signing with EC, enciphering too with RSA', async () => {
    const ec = sliceCertificate((await ca.issue(order())).certificate);
    const rsa = sliceCertificate((await ca.issue(order({ spki: fromBase64(SEED_KEYS.shop) }))).certificate);
    expect(hexOf(ec, EXTENSION.keyUsage)).to.equal('03020780');
    expect(hexOf(rsa, EXTENSION.keyUsage)).to.equal('030205a0');
    expect(extensionOf(ec, EXTENSION.keyUsage)?.critical).to.equal(true);
  });

  it('makes no end entity a CA', async () => {
    const slices = sliceCertificate((await ca.issue(order())).certificate);
    expect(extensionOf(slices, EXTENSION.basicConstraints)).to.deep.include({ critical: true });
    expect(hexOf(slices, EXTENSION.basicConstraints)).to.equal('3000');
  });

  it('holds each extension once, all that a relying party looks for', async () => {
    const slices = sliceCertificate((await ca.issue(order())).certificate);
    expect(slices.extensions.map(({ oid: id }) => id).sort()).to.deep.equal(Object.values(EXTENSION).sort());
  });

  it('points from the certificate to the key of its issuer', async () => {
    const slices = sliceCertificate((await ca.issue(order())).certificate);
    const issuer = sliceCertificate(ca.chain[0] ?? '');
    expect(hexOf(slices, EXTENSION.authorityKeyId).slice(8)).to.equal(hexOf(issuer, EXTENSION.subjectKeyId).slice(4));
  });

  it('makes the alternative names critical only where the subject is empty', async () => {
    const named = sliceCertificate((await ca.issue(order())).certificate);
    const unnamed = sliceCertificate((await ca.issue(order({ subject: distinguishedName() }))).certificate);
    expect(extensionOf(named, EXTENSION.san)?.critical).to.equal(false);
    expect(extensionOf(unnamed, EXTENSION.san)?.critical).to.equal(true);
  });

  it('cuts dates to whole seconds', async () => {
    const slices = sliceCertificate((await ca.issue(order())).certificate);
    expect(slices.notBefore.toISOString()).to.equal('2026-06-02T09:20:30.000Z');
    expect(slices.notAfter.toISOString()).to.equal('2026-12-19T09:20:29.000Z');
  });

  it('gives every certificate a positive serial number of 128 bits of its own', async () => {
    const issued = await Promise.all(Array.from({ length: 40 }, () => ca.issue(order())));
    for (const { serialNumber, certificate } of issued) {
      expect(serialNumber).to.match(/^[0-9A-F]{32}$/);
      const { serialNumber: encoded } = sliceCertificate(certificate);
      expect(encoded[0]).to.be.lessThan(0x80);
      expect(toHex(encoded).toUpperCase()).to.match(new RegExp(`^(00)?${serialNumber}$`));
    }
    expect(new Set(issued.map(({ serialNumber }) => serialNumber)).size).to.equal(40);
  });

  const refused: readonly (readonly [string, Partial<IssueOptions>, string])[] = [
    ['one second more than the profile allows', { notAfter: new Date(NOW + 200 * DAY) }, 'bad-input validity'],
    ['an end before the beginning', { notAfter: new Date(NOW - 1000) }, 'bad-input validity'],
    ['an invalid date', { notAfter: new Date(Number.NaN) }, 'bad-input validity'],
    ['an end beyond the issuing CA', { notBefore: new Date(NOW + 2300 * DAY), notAfter: new Date(NOW + 2400 * DAY) }, 'bad-input validity'],
    ['a beginning before the issuing CA', { notBefore: new Date(NOW - 1500 * DAY), notAfter: new Date(NOW - 1400 * DAY) }, 'bad-input validity'],
    ['no name at all', { subject: distinguishedName(), subjectAltName: undefined }, 'bad-input no-name'],
    ['an empty subject and no alternative name', { subject: distinguishedName(), subjectAltName: sequence() }, 'bad-input no-name'],
    ['bytes after the subject', { subject: Uint8Array.of(...subject, 0) }, 'bad-input der'],
    ['a key that is cut short', { spki: spki.subarray(0, 50) }, 'bad-input der'],
    ['alternative names that are no sequence', { subjectAltName: dnsName('a.example') }, 'bad-input der'],
  ];
  for (const [what, more, expected] of refused) {
    it(`refuses to sign ${what}`, async () => {
      expect(await refusal(ca.issue(order(more)))).to.equal(expected);
    });
  }

  it('goes on after it was written down as JSON and read again', async () => {
    const again = await openCa(JSON.parse(JSON.stringify(ca.exportState())));
    expect(again.chain).to.deep.equal(ca.chain);
    expect(await signedBy((await again.issue(order())).certificate, ca.chain[0] ?? '')).to.equal(true);
  });

  it('hands out a copy of its state, not the state', async () => {
    (ca.exportState().intermediateKey as { d: string }).d = 'x';
    expect(await openCa(ca.exportState())).to.have.property('chain');
  });

  it('does not open what is no CA, nor one whose key is another\'s', async () => {
    const state = ca.exportState();
    const stranger = (await createCa({ now: () => NOW })).exportState();
    const broken: readonly unknown[] = [
      undefined, null, 'x', {}, { ...state, version: 2 }, { ...state, kind: 'other' }, { ...state, intermediate: 'x' },
      { ...state, intermediateKey: {} }, { ...state, intermediateKey: stranger.intermediateKey },
    ];
    for (const value of broken) expect(await refusal(openCa(value))).to.equal('bad-input ca-state');
  });
});

describe('the certificates that the sandbox starts with', () => {
  it('are each signed by the CA, with ids, numbers, keys and serial numbers of their own', async () => {
    const ca = await createCa({ now: () => NOW });
    const seeds = await seedCertificates(ca, NOW);
    expect(seeds.length).to.be.at.least(12);
    for (const { pem } of seeds) expect(await signedBy(pem, ca.chain[0] ?? '')).to.equal(true);
    const reports = await Promise.all(seeds.map(({ pem }) => inspectCertificate(pem)));
    for (const distinct of [
      seeds.map(({ id }) => id), seeds.map(({ requestNumber }) => requestNumber), reports.map(({ serialNumber }) => serialNumber),
      reports.map(({ key }) => key.spkiSha256),
    ]) expect(new Set(distinct).size).to.equal(seeds.length);
  });

  it('stand where they should at any time that the sandbox starts', async () => {
    for (const now of [NOW, Date.UTC(2028, 1, 29, 23, 59, 59), Date.UTC(2049, 11, 31)]) {
      const seeds = await seedCertificates(await createCa({ now: () => now }), now);
      const expired = seeds.filter(({ pem }) => sliceCertificate(pem).notAfter.getTime() < now).map(({ id }) => id);
      const soon = seeds.filter(({ pem }) => Math.abs(sliceCertificate(pem).notAfter.getTime() - now - 5 * DAY) < DAY).map(({ id }) => id);
      expect(expired).to.deep.equal(['cert-old']);
      expect(soon).to.deep.equal(['cert-support']);
      expect(seeds.filter(({ revocation }) => revocation).map(({ id, revocation }) => [id, revocation])).to.deep.equal([
        ['cert-museum', { at: new Date(now - 9 * DAY).toISOString(), reason: 'keyCompromise' }],
      ]);
    }
  });

  it('cover keys, enrolments, profiles and awkward names', async () => {
    const seeds = await seedCertificates(await createCa({ now: () => NOW }), NOW);
    const reports = new Map(await Promise.all(seeds.map(async ({ id, pem }) => [id, await inspectCertificate(pem)] as const)));
    expect([...new Set([...reports.values()].map(({ key }) => key.algorithm))].sort()).to.deep.equal(['ec-p256', 'ec-p384', 'rsa-2048', 'rsa-3072']);
    expect([...new Set(seeds.map(({ enrolledBy }) => enrolledBy))].sort()).to.deep.equal(['browser', 'csr', 'token']);
    expect([...new Set(seeds.map(({ profileId }) => profileId))].sort()).to.deep.equal(Object.keys(CA_PROFILES).sort());
    expect(reports.get('cert-shop')?.names.map(({ type, value }) => `${type} ${value}`)).to.deep.equal([
      'dns shop.example.com', 'dns *.img.static.example.com', 'dns api.example.net', 'dns xn--mnchen-3ya.example', 'dns legacy.example.org', 'ip 192.0.2.24',
    ]);
    expect(reports.get('cert-edge')).to.deep.include({ subject: '' });
    expect(reports.get('cert-names')?.subjectAttributes.map(({ rdn, oid: id, stringType }) => `${rdn} ${id} ${stringType}`)).to.deep.equal([
      '0 2.5.4.6 Printable', '1 2.5.4.10 BMP', '2 2.999.42.1 UTF8', '3 2.5.4.5 Printable', '3 2.5.4.3 Printable', '4 1.2.840.113549.1.9.1 IA5',
    ]);
    expect(reports.get('cert-card')?.names.map(({ type }) => type)).to.deep.equal(['otherName', 'email']);
  });
});

describe('the DNS that the sandbox starts with', () => {
  it('permits its CA everywhere but at the names that are there to fail', async () => {
    const seeds = await seedCertificates(await createCa({ now: () => NOW }), NOW);
    const reports = await Promise.all(seeds.map(({ pem }) => inspectCertificate(pem)));
    const names = reports.flatMap(({ names: sans }) => sans.flatMap(({ type, value }): CaaNameInput[] =>
      type === 'dns' || type === 'ip' || type === 'email' ? [{ name: value, kind: type }] : []));
    const report = await verifyCaa(names, { issuers: [SANDBOX_ISSUER], resolvers: [zoneLookup(defaultZone())], by: 'ra', now: () => NOW });
    const failing = report.names.filter(({ verdict }) => verdict !== 'permitted' && verdict !== 'not-applicable');
    expect(failing.map(({ name, verdict, reason }) => `${name} ${verdict} ${reason}`)).to.deep.equal([
      'blocked.example.net forbidden other-issuer', 'flaky.example.org indeterminate servfail',
    ]);
  });

  it('shows a record behind an alias, an alias without one, and names without any', async () => {
    const report = await verifyCaa(['api.example.net', '*.img.static.example.com', 'xn--mnchen-3ya.example', 'www.museum.example'], {
      issuers: [SANDBOX_ISSUER], resolvers: [zoneLookup(defaultZone())],
    });
    expect(report.names.map(({ reason, relevantOwner, trail }) => [reason, relevantOwner, trail[0]?.aliases])).to.deep.equal([
      ['issue-satisfied', 'api.example.net', ['gateway.hosting.example']],
      ['issuewild-satisfied', 'example.com', ['edge.cdn.example']],
      ['no-record', undefined, []],
      ['no-applicable-property', 'museum.example', []],
    ]);
  });
});
