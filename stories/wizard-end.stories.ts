import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/rekey-wizard.js';
import type { RekeyRequest } from '../src/core/domain.js';
import { submitted } from '../src/sandbox/scenarios.js';
import type { SettingsRecord } from '../src/sandbox.js';
import type { Stage } from './drive.js';
import { decide } from './replay.js';
import { walk } from './walk.js';
import type { Walker, WizardStory } from './walk.js';

const meta = {
  title: 'rekey-wizard/Waiting and the end',
  component: 'rekey-wizard',
  tags: ['!autodocs'],
  render: () => html`<rekey-wizard></rekey-wizard>`,
} satisfies Meta;
export default meta;
type Story = StoryObj;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Submitted, then whatever comes, while the person looks on. */
const waiting = (then: (walker: Walker) => unknown, story: WizardStory = {}): Story => ({ play: walk({ to: 'pending', ...story, then }) });

/** Approved, and read until these words. */
const approved = (words: string, story: WizardStory = {}, then: (walker: Walker) => unknown = () => undefined): Story => waiting(async (walker) => {
  await decide(walker.stage, story.certificate ?? 'cert-app', 'approve');
  await walker.reads(words);
  await then(walker);
}, story);

const settings = (patch: Partial<SettingsRecord>) => ({ ra }: Stage): Promise<unknown> => ra.controls.setSettings(patch);

// ---------------------------------------------------------------------------------------------------- on the way

/** Nobody vets: the RA itself is looking once more. */
export const Validating: Story = waiting((walker) => walker.reads('Your certificate is on its way'), {
  before: settings({ vetting: { web: false, admin: false }, dwell: { validating: HOUR } }),
});

/** The CA is issuing. */
export const Issuing: Story = waiting((walker) => walker.reads('Your certificate is on its way'), {
  before: settings({ vetting: { web: false, admin: false }, dwell: { issuing: HOUR } }),
});

/** Approved, and the second factor stands before the certificate: the person comes back and presses *Generate*. */
export const ApprovedWaitingForGenerate: Story = approved('Approved: the last step is yours', {
  before: ({ ra }) => ra.controls.setPolicy('tls-server', { secondFactor: { when: 'issue', methods: ['email-otp', 'sms-otp'] } }),
});

/** Issued, and being compared with what was asked for: nothing is said about it before. */
export const CheckingTheCertificate: Story = approved('Checking the certificate', { before: (stage) => { stage.holds('getIssued'); } });

// ---------------------------------------------------------------------------------------------------- ends without a certificate

/** Declined, and opened again: the key and every answer are still there. */
export const Reopened: Story = waiting(async (walker) => {
  await decide(walker.stage, 'cert-app', 'decline');
  await walker.press('Edit and submit again');
  await walker.find('button', /^(Next|Generate|Rekey)$/);
});

/** Declined, and the certificate was revoked meanwhile: the request cannot be opened again. */
export const DeclinedForGood: Story = waiting(async (walker) => {
  await decide(walker.stage, 'cert-app', 'decline');
  await walker.reads('The key must come from the hardware module');
  await walker.stage.ra.controls.certificates.revoke('cert-app', 'keyCompromise');
  walker.element.requestId = (await walker.request()).id;
  await walker.comesBack();
  await walker.reads('The certificate was revoked meanwhile.');
});

/** The CA could not issue: a code and a reference for support. */
export const Failed: Story = waiting(async (walker) => {
  walker.stage.ra.controls.failures.next('ca');
  await decide(walker.stage, 'cert-app', 'approve');
  await walker.reads('The certificate was not issued');
});

/** The person cancelled the request. */
export const Cancelled: Story = waiting(async (walker) => {
  await walker.press('Cancel the request');
  await walker.reads('Leave this rekey?');
  await walker.press('Cancel the request');
  await walker.reads('Request cancelled');
}, { key: 'browser' });

/** Nobody decided in time. */
export const Expired: Story = waiting(async (walker) => {
  const { expiresAt } = await walker.request();
  await walker.stage.ra.controls.clock.set(Date.parse(expiresAt) + 1000);
  await walker.reads('Request expired');
});

// ---------------------------------------------------------------------------------------------------- the certificate

/** The certificate begins later: explained, and no error. */
export const ValidFromLater: Story = waiting(async (walker) => {
  const { clock } = walker.stage.ra.controls;
  await clock.advance(3 * DAY);
  await decide(walker.stage, 'cert-app', 'approve');
  await clock.advance(-3 * DAY);
  await walker.comesBack();
  await walker.reads('This is no error');
});

/** What was issued holds another key: shown with the problem and what to do, and the files stay here for support. */
export const IssuedWithAProblem: Story = approved('Issued, with a problem', {
  before: async (stage) => {
    await stage.ra.controls.setPolicy('tls-server', { secondFactor: { when: 'never', methods: [] } });
    const other = await otherCertificate(stage);
    stage.answers('getIssued', (real) => real(other.id));
  },
});

async function otherCertificate(stage: Stage): Promise<RekeyRequest> {
  const other = await submitted(stage.ra, 'user', 'cert-shop');
  await decide(stage, 'cert-shop', 'approve');
  return other;
}

/** After a compromise: the revocation of the old certificate is the first of what is still to do. */
export const AfterACompromise: Story = approved('Ask for revocation of the old certificate', { key: 'browser', reason: 'The key may be compromised' });

/** The policy revokes the old certificate some hours later: install the new one before. */
export const OldOneRevokedLater: Story = approved('is revoked 72 hours after the new one was issued', {
  before: ({ ra }) => ra.controls.setPolicy('tls-server', { predecessor: { disposition: 'revoked-after', hours: 72, crlReason: 'superseded' } }),
});

/** A key that was made elsewhere: neither key nor PKCS#12 can be given. */
export const IssuedForUpload: Story = approved('Certificate only');

/** *Done*: this browser has forgotten its copy of the key. */
export const Finished: Story = approved('Check it on the server', { key: 'browser' }, async (walker) => {
  await walker.press('Done');
  await walker.reads('This browser has forgotten its copy of the key');
});

/** The key in the clear, behind a warning. */
export const PlainKey: Story = approved('Check it on the server', { key: 'browser' }, async (walker) => {
  await walker.press('I need the key unencrypted');
  await walker.reads('Anyone who gets this file can use your certificate');
});

/** Before a PKCS#12 file is made: which programs open it, and which nobody has tried. */
export const Pkcs12: Story = approved('Check it on the server', { key: 'browser' }, openPkcs12);

/** A PKCS#12 file under a passphrase that does not open the key: said at its field, which keeps what was typed. */
export const Pkcs12WrongPassphrase: Story = approved('Check it on the server', { key: 'browser' }, async (walker) => {
  await openPkcs12(walker);
  await walker.type('Passphrase of the key', 'not the one I chose');
  await walker.press('Make and download');
  await walker.reads('Wrong passphrase or damaged file');
});

async function openPkcs12(walker: Walker): Promise<void> {
  walker.element.shadowRoot?.querySelector<HTMLElement>('#export-pkcs12')?.click();
  await walker.reads('Opens in OpenSSL');
}

// ---------------------------------------------------------------------------------------------------- onto the server

const guide = (server: string, words: string): Story => approved('Install it', { key: 'browser' }, async (walker) => {
  await walker.tick(server);
  await walker.reads(words);
});

/** nginx: the files in their place, what stands in the configuration, the passphrase in a file of its own. */
export const InstallNginx: Story = guide('nginx', 'ssl_certificate_key');
/** Apache. */
export const InstallApache: Story = guide('Apache', 'SSLCertificateKeyFile');
/** IIS, from the PKCS#12 file. */
export const InstallIis: Story = guide('IIS', 'Import-PfxCertificate');
/** Tomcat, from the PKCS#12 file. */
export const InstallTomcat: Story = guide('Tomcat', 'certificateKeystoreFile');
/** HAProxy: one file with the key in the clear. */
export const InstallHaproxy: Story = guide('HAProxy', 'haproxy -c -f');
