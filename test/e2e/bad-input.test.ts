import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { generateKey, wrapPrivateKey } from '../../src/crypto.js';
import { certificateFile, csrFile } from './harness/csr.js';
import { control } from './harness/people.js';
import { staged } from './harness/stage.js';
import type { Tab } from './harness/tab.js';
import { answerCode, Flow, PASSPHRASE } from './harness/wizard.js';

const APP = 'app.example.com, CR-2026-003107';

/** PKCS#8 in PEM, made on the spot. */
async function plainKey(): Promise<string> {
  const { privateKey } = await generateKey('ec-p256');
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', privateKey)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${der.replace(/(.{64})/g, '$1\n')}\n-----END PRIVATE KEY-----\n`;
}

/** Pastes a text where a CSR belongs. */
async function pasteCsr(tab: Tab, text: string): Promise<void> {
  await tab.paste('CSR as text', text);
  await tab.press('Check the CSR');
}

describe('what people give by mistake', () => {
  const given = staged();

  it('in place of a CSR: each is named, nothing is sent, and a CSR that is one goes on from there', async () => {
    const { visitor, files } = given();
    const certificate = readFileSync(await certificateFile(visitor, 'cert-app'), 'utf8');
    const other = readFileSync(await certificateFile(visitor, 'cert-vpn'), 'utf8');
    const user = await visitor.tab('(user)');
    const flow = await Flow.begin(user, visitor, APP);
    await flow.to('csr');
    await user.tick('Upload a Certificate Signing Request', 'radio');
    await user.press('paste it as text');

    await pasteCsr(user, 'Dear RA, please rekey my certificate.');
    await user.reads('This cannot be read as a certificate signing request. Nothing was sent.');
    const secret = await plainKey();
    await pasteCsr(user, secret);
    await user.reads('This is a private key. It was not stored and not sent.');
    const kept = await user.surface.evaluate(() => [sessionStorage, localStorage].map((storage) => JSON.stringify(storage)).join('\n'));
    assert.ok(!kept.includes(secret.slice(60, 90)), 'a private key is kept nowhere');
    assert.equal(await user.value('csr-text'), '');
    await pasteCsr(user, certificate);
    await user.reads('This is a certificate. Give the certificate signing request (CSR) for the new key.');
    await user.give(files.write('huge.csr', 'A'.repeat(8 * 1024 * 1024)), 'Upload CSR');
    await user.reads('This file is larger than 64 kB.');
    assert.equal(await user.disabled('Next'), true);

    await user.give(await csrFile(files, other, 'other-names.csr'), 'Upload CSR');
    await user.reads('The subject differs from the certificate.');
    assert.equal(await user.disabled('Next'), true);
    await user.give(await csrFile(files, certificate), 'Upload CSR');
    await user.reads('Proves possession of the key');
    await flow.next();
    await flow.at('subject');
    await user.go('#/certificate/cert-app');
    assert.equal((await user.reads('Rekey request')).match(/Download signing request/g)?.length, 1);
  });

  it('in place of the key file: wrong passphrase, damaged file, another key; the right one goes on', async () => {
    const { visitor, files } = given();
    const user = await visitor.tab('(user)');
    const flow = await Flow.begin(user, visitor, APP);
    await flow.to('key-backup');
    const { path, text } = await visitor.download(() => user.press('Download encrypted key'));
    const offer = async (file: string, passphrase: string): Promise<void> => {
      await user.give(file);
      await user.fill('Passphrase', passphrase);
      await user.press('Check the file');
    };
    await offer(path, 'another-lantern-50-meadow');
    await user.reads('Wrong passphrase, or the file is damaged.');
    const middle = Math.floor(text.length / 2);
    await offer(files.write('cut.pem', text.slice(0, middle)), PASSPHRASE);
    await user.reads(/This is no encrypted key file|the file is damaged/);
    const flipped = text.slice(0, middle) + (text[middle] === 'A' ? 'B' : 'A') + text.slice(middle + 1);
    await offer(files.write('flipped.pem', flipped), PASSPHRASE);
    await user.reads(/the file is damaged|This is no encrypted key file|holds another key/);
    const { privateKey } = await generateKey('ec-p256');
    await offer(files.write('other.pem', (await wrapPrivateKey(privateKey, PASSPHRASE)).pem), PASSPHRASE);
    await user.reads('This file holds another key, not the one of your CSR.');
    await offer(files.write('plain.pem', await plainKey()), PASSPHRASE);
    await user.reads('This key is not encrypted.');
    assert.equal(await user.disabled('Next'), true);
    await offer(path, PASSPHRASE);
    await user.reads('The file fits');
    await flow.next();
    await flow.at('subject');
  });

  it('a passphrase that is too short, and none at all: said beside the field, and no key is made', async () => {
    const { visitor } = given();
    const user = await visitor.tab('(user)');
    const flow = await Flow.begin(user, visitor, APP);
    await flow.to('csr');
    await user.tick('Make the key in this browser', 'radio');
    await user.press('Generate key and CSR');
    await user.reads('Enter a passphrase with at least 12 characters');
    await user.fill('Passphrase for the encrypted key', 'pässphrase-with-umlaut');
    await user.press('Generate key and CSR');
    await user.reads('plain ASCII only');
    assert.equal(await flow.step(), 'csr');
    await flow.to('key-backup');
  });
});

describe('what changes meanwhile', () => {
  const given = staged();

  it('the session expires: it is said in place, and after signing in again the flow goes on', async () => {
    const { visitor } = given();
    const user = await visitor.tab('(user)');
    const flow = await Flow.begin(user, visitor, APP);
    await flow.to('confirm');
    await user.paste('Message to the approver', 'Typed before the session ended');
    await control(visitor, '(user)', (tab) => tab.press('Let the session expire'), 'has ended');
    await user.front();
    await user.press('Generate');
    await user.reads('Your session has ended');
    await control(visitor, '(user)', (tab) => tab.press('Sign in again'), 'signed in again');
    await user.front();
    await user.press('Try again');
    await answerCode(user);
    await flow.at('pending');
    await user.go('#/requests');
    await user.press('View');
    await user.reads('Pending approval');
  });

  it('the agreement changes: the new text is shown, agreed to, and nothing else is asked again', async () => {
    const { visitor } = given();
    const user = await visitor.tab('(user)');
    const flow = await Flow.begin(user, visitor, APP);
    await flow.to('confirm');
    await control(visitor, '(user)', (tab) => tab.press('Publish a new version'), 'A new version is in force.');
    await user.front();
    await user.press('Generate');
    await answerCode(user);
    await flow.at('agreement');
    await user.reads('The agreement has changed');
    await user.reads('(Published after version 3.1.)');
    await user.tick('I agree');
    await flow.next();
    await flow.at('confirm');
    await user.press('Generate');
    await flow.at('pending');
  });

  it('the certificate expires: the submission is refused, with what to do', async () => {
    const { visitor } = given();
    const user = await visitor.tab('(user)');
    // Five days are left of this one, fewer than a draft lives.
    const flow = await Flow.begin(user, visitor, 'support.example.com, CR-2026-001383');
    await flow.to('confirm');
    await control(visitor, '(user)', async (tab) => {
      await tab.choose('Move it on by', '7 days');
      await tab.press('Advance the clock');
    }, 'The clock was moved on.');
    await user.front();
    await user.press('Generate');
    await user.press('Go on');
    await user.reads('This certificate has expired');
    await user.reads('Ask for a new certificate.');
    await user.go('#/certificate/cert-support');
    assert.ok(!(await user.reads('Original request')).includes('Issued'));
  });
});
