import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Stage, type Downloaded, type Visitor } from './harness/browser.js';
import { certificateFile } from './harness/csr.js';
import { Folder, noOpenssl, openssl, opensslFails } from './harness/openssl.js';
import { approve } from './harness/people.js';
import type { Tab } from './harness/tab.js';
import { Flow, PASSPHRASE } from './harness/wizard.js';

const APP = 'app.example.com, CR-2026-003107';

/** Hex digest of a public key in PEM, whatever it came from. */
const digest = (publicKey: string): string => publicKey.replace(/\s/g, '');

describe('a rekey with a key from the browser, vetted in another tab', () => {
  let stage: Stage;
  let visitor: Visitor;
  let user: Tab;
  let flow: Flow;
  const folder = new Folder();
  const files: Record<'key' | 'chain' | 'certificate' | 'pkcs12' | 'plain' | 'again' | 'csr', Downloaded | undefined> =
    { key: undefined, chain: undefined, certificate: undefined, pkcs12: undefined, plain: undefined, again: undefined, csr: undefined };
  const file = (name: keyof typeof files): Downloaded => {
    const found = files[name];
    assert.ok(found, `${name} was not downloaded`);
    return found;
  };

  before(async () => {
    stage = await Stage.open();
    visitor = await stage.visitor();
  });
  after(async () => {
    folder.remove();
    await visitor.leave();
    await stage.close();
  });

  it('goes from More Actions through every screen to the wait for an administrator', async () => {
    user = await visitor.tab('(user)');
    flow = await Flow.begin(user, visitor, APP, { message: 'Planned for Thursday evening.' });
    await flow.to('pending');
    assert.ok(flow.keyFile);
    files.key = flow.keyFile;
    assert.match(files.key.text, /^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
    assert.match(await user.text(), /RA administrators/);
  });

  it('goes on by itself once an administrator has approved it in a second tab', async () => {
    await approve(visitor, 'Planned for Thursday evening.');
    await user.front();
    await flow.at('result');
    await user.reads('The new certificate fits your key');
  });

  it('gives certificate, chain, encrypted key, PKCS#12 and, behind a warning, the key unencrypted', async () => {
    files.chain = await visitor.download(() => user.pressBeside('Certificate with chain', 'Download'));
    files.certificate = await visitor.download(() => user.pressBeside('Certificate only', 'Download'));
    files.again = await visitor.download(() => user.pressBeside('Encrypted private key', 'Download'));
    assert.deepEqual(files.again.bytes, file('key').bytes);
    await user.pressBeside('PKCS#12: key, certificate, chain', 'Download');
    await user.fill('Passphrase of the key', `${PASSPHRASE}?`);
    await user.press('Make and download');
    await user.reads('Wrong passphrase or damaged file');
    await user.fill('Passphrase of the key', PASSPHRASE);
    files.pkcs12 = await visitor.download(() => user.press('Make and download'));
    assert.match(files.pkcs12.name, /\.p12$/);
    await user.press('I need the key unencrypted');
    await user.reads('Anyone who gets this file can use your certificate');
    await user.fill('Passphrase of the key', PASSPHRASE);
    files.plain = await visitor.download(() => user.press('Download unencrypted'));
    assert.match(files.plain.text, /^-----BEGIN PRIVATE KEY-----/);
  });

  it('lists every artefact under View Request, the old certificate still active', async () => {
    await user.go('#/certificate/cert-app');
    await user.heading('Original request');
    const text = await user.reads(/Rekey request .*Issued/);
    assert.match(text, /Original request.*Certificate.*Active/);
    assert.match(text, /Certificate signing request/);
    assert.match(text, /Accepted on/);
    assert.match(text, /CAA report.*app\.example\.com/);
    files.csr = await visitor.download(() => user.pressBeside('Certificate signing request', 'Download signing request as PEM'));
    assert.match(files.csr.text, /^-----BEGIN CERTIFICATE REQUEST-----/);
  });

  it('leaves no fault behind: no error, no violation of the policy, no request beyond the server', async () => {
    assert.deepEqual(await visitor.heard(), []);
    assert.deepEqual(visitor.strayDownloads, []);
  });

  it('makes a CSR whose signature OpenSSL verifies', { skip: noOpenssl }, () => {
    openssl('req', '-in', file('csr').path, '-noout', '-verify');
  });

  it('gets a chain that OpenSSL verifies', { skip: noOpenssl }, () => {
    const [leaf = '', ...above] = file('chain').text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    assert.ok(above.length > 0);
    const root = folder.write('root.pem', above.at(-1) ?? '');
    const between = folder.write('between.pem', above.slice(0, -1).join('\n'));
    openssl('verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', root, ...(above.length > 1 ? ['-untrusted', between] : []), folder.write('leaf.pem', leaf));
  });

  it('gets a key file that OpenSSL opens with the passphrase and with no other', { skip: noOpenssl }, () => {
    const opened = openssl('pkey', '-in', file('key').path, '-passin', `pass:${PASSPHRASE}`, '-pubout');
    assert.ok(opensslFails('pkey', '-in', file('key').path, '-passin', 'pass:another-lantern-50', '-noout'));
    const certified = openssl('x509', '-in', file('certificate').path, '-noout', '-pubkey');
    const requested = openssl('req', '-in', file('csr').path, '-noout', '-pubkey');
    const plain = openssl('pkey', '-in', file('plain').path, '-pubout');
    for (const other of [certified, requested, plain]) assert.equal(digest(other), digest(opened));
  });

  it('gets a PKCS#12 file that OpenSSL opens with the passphrase and with no other', { skip: noOpenssl }, () => {
    const { path } = file('pkcs12');
    const inside = openssl('pkcs12', '-in', path, '-passin', `pass:${PASSPHRASE}`, '-nodes');
    assert.match(inside, /BEGIN PRIVATE KEY/);
    assert.ok((inside.match(/BEGIN CERTIFICATE/g) ?? []).length > 1);
    assert.match(inside, /localKeyID/);
    assert.ok(opensslFails('pkcs12', '-in', path, '-passin', 'pass:another-lantern-50', '-noout'));
  });

  it('keeps subject and names of the old certificate to the byte', { skip: noOpenssl }, async () => {
    const original = await certificateFile(visitor, 'cert-app');
    const names = (path: string): string => openssl('x509', '-in', path, '-noout', '-subject', '-nameopt', 'RFC2253,show_type,dump_all', '-ext', 'subjectAltName');
    assert.equal(names(file('certificate').path), names(original));
    assert.notEqual(openssl('x509', '-in', file('certificate').path, '-noout', '-pubkey'), openssl('x509', '-in', original, '-noout', '-pubkey'));
  });
});
