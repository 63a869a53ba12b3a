import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { integer, oid, sequence, set, utf8String } from '../../src/crypto/der.js';
import { OID } from '../../src/crypto/oids.js';
import { encodePem } from '../../src/crypto/pem.js';
import { sliceCertificate } from '../../src/crypto/x509.js';
import { dns, extension, extensionRequest, generalNames, ip, keyPair, makeCsr, sanRequest, uglyName } from '../unit/crypto/fixtures.js';
import { certificateFile } from './harness/csr.js';
import { staged } from './harness/stage.js';
import { until, type Tab } from './harness/tab.js';
import { Flow } from './harness/wizard.js';

/** A node of the tree that screen readers are given, with those below it that are not ignored. */
interface Told { readonly role: string; readonly name: string; readonly description: string; readonly value: string; readonly disabled: boolean; readonly below: readonly Told[] }

/** What Chromium gives to a screen reader, flat and in its order. */
async function toldBy({ page }: Tab): Promise<readonly Told[]> {
  const client = await page.createCDPSession();
  const { nodes } = await client.send('Accessibility.getFullAXTree');
  await client.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const text = (value: { value?: unknown } | undefined): string => (typeof value?.value === 'string' ? value.value : '');
  const all: Told[] = [];
  const read = (id: string): readonly Told[] => {
    const node = byId.get(id);
    if (node === undefined) return [];
    const at = all.length;
    const below = (node.childIds ?? []).flatMap(read);
    if (node.ignored) return below;
    const told = {
      role: text(node.role), name: text(node.name), description: text(node.description), value: text(node.value),
      disabled: node.properties?.some((one) => one.name === 'disabled' && one.value.value === true) ?? false, below,
    };
    all.splice(at, 0, told);
    return [told];
  };
  read(nodes[0]?.nodeId ?? '');
  return all;
}

const wordsOf = (told: Told): string => (told.role === 'StaticText' ? told.name : told.below.map(wordsOf).filter(Boolean).join(' '));

describe('a CSR with many faults, as a person finds it', () => {
  const given = staged();

  it('is told check by check with what to do, each rule by keyboard, and the subject is read field by field', async () => {
    const { visitor, files } = given();
    const { subject, san = generalNames() } = sliceCertificate(readFileSync(await certificateFile(visitor, 'cert-app'), 'utf8'));
    const user = await visitor.tab('(user)');
    const flow = await Flow.begin(user, visitor, 'app.example.com, CR-2026-003107');
    await flow.to('csr');
    await user.tick('Upload a Certificate Signing Request', 'radio');
    const key = await keyPair('new');
    const names = generalNames(dns('b\u00fccher.example'), ip(192, 0, 2), dns('app.example.com'));
    const faulty = await makeCsr({
      key, subject: uglyName(), version: integer(1), forge: (signature) => signature.map((octet, at) => (at === signature.length - 1 ? octet ^ 1 : octet)),
      attributes: [sanRequest(names), extensionRequest(extension(OID.subjectAltName, names)), sequence(oid(OID.challengePassword), set(utf8String('secret')))],
    });
    await user.give(files.write('faulty.csr', `From the server\r\n${encodePem('NEW CERTIFICATE REQUEST', faulty)}`), 'Upload CSR');
    await user.reads('8 of 27 checks failed');

    const list = (await toldBy(user)).find(({ role, name }) => role === 'list' && name === 'Checks of faulty.csr');
    const items = (list?.below ?? []).map((item) => ({ words: wordsOf(item), why: item.below.filter(({ role }) => role === 'paragraph').map(wordsOf).join(' ') }));
    const failed = items.filter(({ words }) => words.includes('Not accepted'));
    assert.deepEqual(failed.map(({ words }) => words.split(' Not accepted')[0]), [
      'Signature', 'Subject', 'Alternative names', 'Version', 'Request for extensions', 'Extensions', 'DNS names', 'IP addresses',
    ]);
    for (const { words, why } of failed) assert.match(why, /Make the CSR/, words);
    assert.match(failed[5]?.why ?? '', /subjectAltName/, 'the extension is named');
    assert.match(failed[6]?.why ?? '', /cher\.example/, 'the DNS name is named');
    assert.deepEqual(items.filter(({ words }) => words.includes('Warning')).map(({ words }) => words.split(' Warning')[0]), ['Challenge password', 'Text around the PEM block']);
    assert.ok(!items.some(({ words }) => words.includes('secret')), 'the challenge password is shown nowhere');

    for (let presses = 0; (await user.focused()).name !== 'Rule of the check: Signature'; presses++) {
      assert.ok(presses < 60, 'the rule is reached by Tab');
      await user.key('Tab');
    }
    await user.key('Enter');
    await user.reads('verified with its own public key');
    await user.key('Tab');
    const { role, name } = await user.focused();
    assert.deepEqual([role, name], ['link', 'RFC 2986 section 4.2 (opens in a new tab)']);

    await user.give(files.write('good.csr', encodePem('CERTIFICATE REQUEST', await makeCsr({ key, subject, attributes: [sanRequest(san)] }))), 'Upload CSR');
    await user.reads('Proves possession of the key');
    const table = (await toldBy(user)).find((one) => one.role === 'table' && one.name === 'Old and new key');
    assert.match(table === undefined ? '' : wordsOf(table), /Old key New key .*Kind and size ECDSA P-256 .*Key SHA-256 .*Strength Strong enough/);

    await flow.next();
    await flow.at('subject');
    const fields = await until('the fields of the subject', async () => {
      const found = (await toldBy(user)).filter((one) => one.role === 'textbox');
      return found.length > 0 && found;
    });
    assert.deepEqual(fields.map((one) => [one.name, one.value, one.description, one.disabled]), [
      ['Common name', 'app.example.com', 'UTF8', true], ['Organization', 'Example Trading Ltd', 'UTF8', true], ['Locality', 'Leeds', 'UTF8', true],
      ['State or province', 'West Yorkshire', 'UTF8', true], ['Country', 'GB', 'Printable', true],
    ]);
  });
});
