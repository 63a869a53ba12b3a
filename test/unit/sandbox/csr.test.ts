import { expect } from '@open-wc/testing';
import type { AttachCsrResult } from '../../../src/core/adapter.js';
import type { KeySource, RekeyRequest } from '../../../src/core/domain.js';
import { bytesOf, toBase64 } from '../../../src/crypto/bytes.js';
import { createCsr, generateKey } from '../../../src/crypto/csr.js';
import { encodePem } from '../../../src/crypto/pem.js';
import { sliceCertificate, sliceCsr } from '../../../src/crypto/x509.js';
import { APP, attach, challenged, client, create, csrFor, newRa, once, pending, prepared, refusal, relaxed, send, type Client } from './people.js';

const offer = (adapter: Client, request: RekeyRequest, csr: string, source: KeySource = 'upload'): Promise<AttachCsrResult> =>
  adapter.attachCsr(request.id, { csr, source }, once(request.etag));
const failed = ({ checks }: AttachCsrResult): string[] => checks.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id);

/** The same CSR with one bit of it changed. */
function flipped(pem: string, at: (der: Uint8Array) => number): string {
  const der = Uint8Array.from(bytesOf(sliceCsr(pem).der));
  const position = at(der);
  der[position] = der[position]! ^ 1;
  return encodePem('CERTIFICATE REQUEST', der);
}

describe('a CSR at the RA', () => {
  async function refuses(csr: string, ...checks: string[]): Promise<void> {
    const ra = newRa();
    const user = client(ra, 'user');
    const request = await create(user);
    const result = await offer(user, request, csr);
    expect(failed(result)).to.include.members(checks);
    expect(result.request).to.deep.equal(request);
    expect(await user.getRequest(request.id)).to.deep.equal(request);
  }

  it('needs a signature by its own key', async () => {
    const { csr } = await csrFor(client(newRa(), 'user'), APP);
    await refuses(flipped(csr, (der) => der.length - 1), 'signature');
  });

  it('that is a certificate, a private key or nothing of the kind is refused and not kept', async () => {
    const user = client(newRa(), 'user');
    const { pem } = await user.getCertificate(APP);
    await refuses(pem, 'wrong-object');
    const { privateKey } = await generateKey('ec-p256');
    const secret = toBase64(new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey)));
    await refuses(`-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----\n`, 'wrong-object');
    const result = await offer(user, await create(user), 'no CSR at all');
    expect(failed(result)).to.have.length.above(0);
  });

  it('with another subject or other names is refused', async () => {
    const user = client(newRa(), 'user');
    const { csr } = await csrFor(user, 'cert-vpn');
    await refuses(csr, 'subject-match', 'san-match');
  });

  it('with other names passes where the policy takes the names from the certificate, and they are not in the new one', async () => {
    const ra = newRa();
    await relaxed(ra);
    await ra.controls.setPolicy('tls-server', { csrMismatch: 'ignore-csr' });
    const user = client(ra, 'user');
    const request = await create(user);
    const { csr } = await csrFor(user, 'cert-vpn');
    const attached = await offer(user, request, csr);
    expect(failed(attached)).to.deep.equal([]);
    await user.verifyCaa(request.id, once(attached.request.etag));
    const done = await send(user, await user.getRequest(request.id));
    const [old, fresh] = [sliceCertificate((await user.getCertificate(APP)).pem), sliceCertificate((await user.getIssued(done.id)).certificate)];
    expect(fresh.subject).to.deep.equal(old.subject);
    expect(fresh.san).to.deep.equal(old.san);
  });

  it('with the key of an earlier CSR, of anybody, is refused', async () => {
    const ra = newRa();
    const [user, operator] = [client(ra, 'user'), client(ra, 'operator')];
    const { pem } = await user.getCertificate(APP);
    const key = await generateKey('ec-p256');
    const first = await create(user);
    const { request } = await offer(user, first, (await createCsr({ certificate: pem, key })).pem);
    expect(failed(await offer(user, request, (await createCsr({ certificate: pem, key })).pem)), 'the same request again').to.deep.equal([]);

    const mail = await operator.getCertificate('cert-mail');
    const theirs = await offer(operator, await create(operator, 'cert-mail'), (await createCsr({ certificate: mail.pem, key })).pem);
    expect(failed(theirs)).to.deep.equal(['key-reuse']);
    const now = await user.getRequest(request.id);
    await user.cancelRequest(now.id, once(now.etag));
    expect(failed(await offer(user, await create(user), (await createCsr({ certificate: pem, key })).pem)), 'after a cancelled request').to.deep.equal(['key-reuse']);
  });

  it('with a key that the private key of a compromised one gives away is known for what it is', async () => {
    const ra = newRa();
    const user = client(ra, 'user');
    const known = async (spki: Uint8Array): Promise<string> => (await user.checkKey({ spki: toBase64(spki) })).known;
    const rsa = await crypto.subtle.exportKey('jwk', (await generateKey('rsa-2048')).publicKey);
    const withExponent = async (e: string): Promise<Uint8Array> => new Uint8Array(await crypto.subtle.exportKey('spki', await crypto.subtle.importKey(
      'jwk', { ...rsa, e }, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, true, ['verify'])));
    const spki = new Uint8Array(await crypto.subtle.exportKey('spki', (await generateKey('ec-p256')).publicKey));
    const negative = Uint8Array.from([...spki.subarray(0, 24), 0x22, 0, 2 | ((spki.at(-1) ?? 0) & 1) ^ 1, ...spki.subarray(27, 59)]);
    [negative[1], negative[24]] = [negative.length - 2, 34];
    for (const key of [await withExponent('AQAB'), spki]) await ra.controls.keys.compromise(key);
    expect(await known(await withExponent('Aw'))).to.equal('compromised');
    expect(await known(negative)).to.equal('compromised');
  });

  it('with the key of a certificate is refused, even when two race for it', async () => {
    const ra = newRa();
    await relaxed(ra);
    const [user, operator] = [client(ra, 'user'), client(ra, 'operator')];
    const key = await generateKey('ec-p256');
    const [app, mail] = await Promise.all([operator.getCertificate(APP), operator.getCertificate('cert-mail')]);
    const [one, two] = [await create(user), await create(operator, 'cert-mail')];
    const results = await Promise.all([
      createCsr({ certificate: app.pem, key }).then(({ pem }) => offer(user, one, pem)),
      createCsr({ certificate: mail.pem, key }).then(({ pem }) => offer(operator, two, pem)),
    ]);
    expect(results.map(failed).sort((a, b) => a.length - b.length)).to.deep.equal([[], ['key-reuse']]);
  });

  it('with a key that is known to be compromised is refused, at the CSR, at submission and at approval', async () => {
    const ra = newRa();
    const [user, admin] = [client(ra, 'user'), client(ra, 'admin')];
    const { csr } = await csrFor(user, APP);
    const spki = toBase64(sliceCsr(csr).spki);
    expect(await user.checkKey({ spki })).to.deep.equal({ known: 'no' });
    const waiting = await pending(ra, user);
    await ra.controls.keys.compromise(sliceCsr(waiting.csr!.pem).spki);
    expect(await refusal(admin.approve(waiting.id, { reviewed: true }, once(waiting.etag)))).to.include({ code: 'key-rejected', reason: 'compromised' });
    expect((await admin.getRequest(waiting.id)).checks.find(({ id }) => id === 'key-reuse')).to.deep.include({ outcome: 'fail', detail: { known: 'compromised', by: 'ra' } });

    await ra.controls.keys.compromise(spki);
    expect(await user.checkKey({ spki })).to.deep.equal({ known: 'compromised' });
    const vpn = await prepared(user, 'cert-vpn');
    await ra.controls.keys.compromise(sliceCsr(vpn.csr!.pem).spki);
    await ra.controls.setPolicy('tls-server', { secondFactor: { when: 'never', methods: [] } });
    expect(await refusal(send(user, vpn))).to.include({ code: 'key-rejected', reason: 'compromised' });
  });

  it('with a key whose owner called it compromised is never accepted again', async () => {
    const ra = newRa();
    await relaxed(ra);
    const user = client(ra, 'user');
    await send(user, await prepared(user, APP, 'compromised'));
    const { spki } = sliceCertificate((await user.getCertificate(APP)).pem);
    expect(await user.checkKey({ spki: toBase64(spki) })).to.deep.equal({ known: 'compromised' });
  });

  it('with an algorithm or from a source that the policy does not name is refused', async () => {
    const ra = newRa();
    await ra.controls.setPolicy('tls-server', { keyAlgorithms: ['ec-p384'], keySources: ['upload'] });
    const user = client(ra, 'user');
    const request = await create(user);
    expect(failed(await offer(user, request, (await csrFor(user, APP, 'ec-p256')).csr))).to.deep.equal(['key-algorithm']);
    const { csr } = await csrFor(user, APP, 'ec-p384');
    expect(await refusal(offer(user, request, csr, 'browser'))).to.include({ code: 'key-rejected', reason: 'key-source' });
    expect(failed(await offer(user, request, csr, 'upload'))).to.deep.equal([]);
  });

  it('that is huge is refused before it is read', async () => {
    const user = client(newRa(), 'user');
    expect(await refusal(offer(user, await create(user), 'x'.repeat(70_000)))).to.include({ code: 'csr-rejected', reason: 'too-large' });
  });

  it('replaces another, and voids the second factor that was given for it', async () => {
    const ra = newRa();
    const user = client(ra, 'user');
    const request = await prepared(user);
    const { challenge, code } = await challenged(ra, user, request);
    await user.answerSecondFactor(challenge.id, { codes: { email: code } }, once(challenge.etag));
    const accepted = await user.getRequest(request.id);
    expect(accepted.secondFactor?.accepted?.method).to.equal('email-otp');
    const again = await attach(user, accepted);
    expect(again.status).to.equal('draft');
    expect(again.secondFactor).to.equal(undefined);
    expect((await user.getSecondFactor(challenge.id)).state).to.equal('void');
    expect(await refusal(send(user, again))).to.include({ code: 'second-factor', reason: 'required' });
  });

  it('has to be there before anything is submitted', async () => {
    const ra = newRa();
    await relaxed(ra);
    const user = client(ra, 'user');
    expect(await refusal(send(user, await create(user)))).to.include({ code: 'conflict', reason: 'csr-missing' });
  });

  it('asks the RA about a key beforehand: used, weak or unreadable', async () => {
    const user = client(newRa(), 'user');
    const { spki } = sliceCertificate((await user.getCertificate('cert-vpn')).pem);
    expect(await user.checkKey({ spki: toBase64(spki) })).to.deep.equal({ known: 'used' });
    const weak = await crypto.subtle.generateKey({ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 1024, publicExponent: Uint8Array.of(1, 0, 1) }, true, ['sign']);
    const weakSpki = new Uint8Array(await crypto.subtle.exportKey('spki', weak.publicKey));
    expect(await user.checkKey({ spki: toBase64(weakSpki) })).to.deep.equal({ known: 'weak' });
    expect(await refusal(user.checkKey({ spki: 'AAAA' }))).to.include({ code: 'key-rejected', reason: 'format' });
  });
});
