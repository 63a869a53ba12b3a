import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { zoneLookup } from '../src/caa.js';
import '../src/rekey-wizard.js';
import { supportedAlgorithms } from '../src/crypto/algorithms.js';
import { verified } from '../src/sandbox/scenarios.js';
import { csrFile, decide, keyFile } from './replay.js';
import { walk } from './walk.js';

const meta = {
  title: 'rekey-wizard',
  component: 'rekey-wizard',
  render: () => html`<rekey-wizard></rekey-wizard>`,
} satisfies Meta;
export default meta;
type Story = StoryObj;

/** Longer than anyone looks: a call that does not end. */
const HOUR = 3_600_000;

// ---------------------------------------------------------------------------------------------------- before the key

/** What can be done with a certificate: its facts, *Rekey Certificate*, and *View Request*. */
export const CertificateAction: Story = { play: walk({ to: 'certificate-action' }) };

/** The question after *Rekey Certificate*, with what becomes of the current certificate. */
export const ConfirmQuestion: Story = {
  play: walk({
    to: 'certificate-action',
    then: async (walker) => {
      await walker.press('Rekey Certificate');
      await walker.reads('Are you sure you want to rekey this certificate?');
    },
  }),
};

/** A note of the RA before the first step, where its policy has one. */
export const Welcome: Story = {
  play: walk({
    before: ({ ra }) => ra.controls.setPolicy('tls-server', { welcome: { text: 'Since September, rekeys of this policy are looked at within one working day.' } }),
    to: 'welcome',
  }),
};

/** The text of the agreement with its version and hash; *I agree* is not ticked yet. */
export const Agreement: Story = { play: walk({ to: 'agreement' }) };

/** *Next* without *I agree*: the summary at the top and the words beside the box are the same. */
export const AgreementMissing: Story = {
  play: walk({
    to: 'agreement',
    then: async (walker) => {
      await walker.press('Next');
      await walker.reads('There is a problem');
    },
  }),
};

/** Why the key is changed, here because it may be compromised: what a rekey does not do is said at once. */
export const Reason: Story = {
  play: walk({
    to: 'reason',
    then: async (walker) => {
      await walker.tick('The key may be compromised');
      await walker.reads('stays valid until it is revoked');
    },
  }),
};

// ---------------------------------------------------------------------------------------------------- the key

/** A key made in this browser: algorithms by preference, a passphrase with its strength. */
export const CsrInBrowser: Story = {
  play: walk({
    to: 'csr',
    then: async (walker) => {
      await walker.tick('Make the key in this browser');
      await walker.type('Passphrase for the encrypted key', 'amber-harbour-27');
    },
  }),
};

/** The key is being made. It shows how far it is, the page stays usable, and *Cancel* stops it. */
export const MakingTheKey: Story = {
  play: walk({
    to: 'csr',
    then: async (walker) => {
      // What this browser can make is tried first, with keys of its own.
      await supportedAlgorithms(['ec-p256', 'ec-p384', 'ec-p521']);
      // A platform that takes its time, for this one key.
      const { subtle } = crypto;
      const begun = new Promise<void>((resolve) => {
        Object.defineProperty(subtle, 'generateKey', {
          configurable: true,
          value: () => {
            resolve();
            return new Promise<never>(() => undefined);
          },
        });
      });
      try {
        await walker.generate();
        await begun;
      } finally {
        Reflect.deleteProperty(subtle, 'generateKey');
      }
      await walker.reads('The key pair is made on this computer');
    },
  }),
};

/** An uploaded CSR that passed every check, with the rules that each check comes from. */
export const UploadPassed: Story = {
  play: walk({
    to: 'csr',
    then: async (walker) => {
      await walker.upload(await csrFile(walker.stage, 'cert-app'));
      await walker.find('button', 'Next');
    },
  }),
};

/** A CSR for other names: what differs is named, and the way on stays shut. */
export const UploadFailing: Story = {
  play: walk({
    to: 'csr',
    then: async (walker) => {
      await walker.upload(await csrFile(walker.stage, 'cert-shop', 'shop.csr'));
      await walker.reads('Needs a CSR that passes');
      await walker.reads('Checks of shop.csr');
    },
  }),
};

/** A private key given in place of its CSR: it was not stored and not sent, and is cleared from the page. */
export const PrivateKeyByMistake: Story = {
  play: walk({
    to: 'csr',
    then: async (walker) => {
      await walker.upload(await keyFile());
      await walker.reads('This is a private key. It was not stored and not sent.');
    },
  }),
};

/** The encrypted key is to be kept: download it, then open it again. */
export const KeyBackup: Story = { play: walk({ key: 'browser', to: 'key-backup' }) };

/** The file was saved and is to be opened again. */
export const KeyBackupOpen: Story = { play: walk({ key: 'browser', to: 'key-backup', then: (walker) => walker.download() }) };

/** The file was opened with another passphrase: wrong passphrase or damaged file, and nothing is lost. */
export const WrongPassphrase: Story = {
  play: walk({
    key: 'browser', to: 'key-backup',
    then: async (walker) => {
      await walker.check('amber-harbour-72-thistle');
      await walker.reads('Wrong passphrase, or the file is damaged');
    },
  }),
};

/** The file fits: four parts are done and the way on is open. */
export const KeyProven: Story = {
  play: walk({
    key: 'browser', to: 'key-backup',
    then: async (walker) => {
      await walker.check();
      await walker.reads('The file fits');
    },
  }),
};

// ---------------------------------------------------------------------------------------------------- what stays

/** The subject of the certificate, locked: a part of two values, three string types and an attribute that nobody knows. */
export const Subject: Story = {
  play: walk({ certificate: 'cert-names', to: 'subject', then: (walker) => walker.reads('One part of the name, with 2 values') }),
};

/** A certificate with an empty subject. */
export const SubjectEmpty: Story = { play: walk({ certificate: 'cert-edge', to: 'subject', then: (walker) => walker.reads('The subject is empty') }) };

/** The alternative names, locked: a wildcard, an A-label with its Unicode form, an IP address. */
export const AlternativeNames: Story = { play: walk({ certificate: 'cert-shop', to: 'san', then: (walker) => walker.reads('192.0.2.24') }) };

/** How long the new certificate is to last, with the limits that hold for it. */
export const Validity: Story = { play: walk({ to: 'validity' }) };

// ---------------------------------------------------------------------------------------------------- domains

/** Nobody has looked at the names yet: *Unverified*, and *Rekey* stays shut. */
export const DomainsUnverified: Story = {
  play: walk({ certificate: 'cert-shop', to: 'domains', then: (walker) => walker.find('button', 'Verify') }),
};

/** The CA looked and may issue for every name: *Rekey* is open. */
export const DomainsVerified: Story = {
  play: walk({
    certificate: 'cert-shop', to: 'domains',
    then: async (walker) => {
      await walker.press('Verify');
      await walker.find('button', 'Rekey');
    },
  }),
};

/** The records of a name forbid it to this CA. */
export const DomainsForbidden: Story = {
  play: walk({
    certificate: 'cert-blocked', to: 'domains',
    then: async (walker) => {
      await walker.press('Verify');
      await walker.reads('1 forbidden');
    },
  }),
};

/** A name server failed: that is no *yes*. */
export const DomainsCouldNotTell: Story = {
  play: walk({
    certificate: 'cert-flaky', to: 'domains',
    then: async (walker) => {
      await walker.press('Verify');
      await walker.reads('1 could not be told');
    },
  }),
};

/** An RA without a CAA check: the page asked resolvers of the host, *Rekey* is open, and the CA decides. */
export const DomainsAdvisory: Story = {
  play: walk({
    certificate: 'cert-shop', to: 'domains',
    before: async ({ ra: { controls } }) => {
      const { caa } = await controls.getPolicy('tls-server');
      await controls.setPolicy('tls-server', { caa: { ...caa, gate: 'advisory' } });
    },
    then: async (walker) => {
      walker.element.resolvers = [zoneLookup(await walker.stage.ra.controls.getZone(), 'Portal resolver')];
      await walker.press('Verify');
      await walker.reads('names likely permitted');
      await walker.find('button', 'Rekey');
    },
  }),
};

// ---------------------------------------------------------------------------------------------------- confirm, wait, end

/** The review: what changes, the answers with *Change*, the message to the approver. */
export const Confirm: Story = {
  play: walk({ key: 'browser', to: 'confirm', then: (walker) => walker.type('Message to the approver', 'We install it on Thursday evening.') }),
};

/** *Generate* was pressed: how the person wants to be confirmed. */
export const SecondFactor: Story = {
  play: walk({ to: 'second-factor', then: (walker) => walker.reads('How should we confirm it is you?') }),
};

/** The dialog was cancelled: nothing is sent and nothing is lost. */
export const SecondFactorCancelled: Story = {
  play: walk({
    to: 'confirm',
    then: async (walker) => {
      await walker.press('Generate');
      await walker.reads('How should we confirm it is you?');
      await walker.press('Cancel');
    },
  }),
};

/** The request waits for an administrator: who acts next, what is kept, and how to come back. */
export const Pending: Story = { play: walk({ key: 'browser', to: 'pending' }) };

/** An administrator took the request into review while the person looked on. */
export const InReview: Story = {
  play: walk({
    to: 'pending',
    then: async (walker) => {
      await decide(walker.stage, 'cert-app', 'claim', 'admin2');
      await walker.reads('Tariq Hallström is looking at your request.');
    },
  }),
};

/** Declined while the person looked on, with the administrator's remarks and a way to submit again. */
export const Declined: Story = {
  play: walk({
    key: 'browser', to: 'pending',
    then: async (walker) => {
      await decide(walker.stage, 'cert-app', 'decline');
      await walker.reads('The key must come from the hardware module');
    },
  }),
};

/** Issued, compared with what was asked for: files, old and new, a check for the server, and what is left to do. */
export const Issued: Story = {
  play: walk({
    key: 'browser', to: 'pending',
    then: async (walker) => {
      await decide(walker.stage, 'cert-app', 'approve');
      await walker.reads('Check it on the server');
    },
  }),
};

/** PKCS#12 asks for the passphrase of the key. */
export const IssuedPkcs12: Story = {
  play: walk({
    key: 'browser', to: 'pending',
    then: async (walker) => {
      await decide(walker.stage, 'cert-app', 'approve');
      await walker.reads('PKCS#12: key, certificate, chain');
      await walker.pressBeside('PKCS#12: key, certificate, chain', 'Download');
      await walker.find('textbox', 'Passphrase of the key');
    },
  }),
};

// ---------------------------------------------------------------------------------------------------- where it cannot begin

/** The certificate has expired: a rekey needs one that is valid. */
export const RefusedExpired: Story = { play: walk({ certificate: 'cert-old', then: (walker) => walker.reads('This certificate has expired') }) };

/** The certificate was revoked: that takes a reissue. */
export const RefusedRevoked: Story = {
  play: walk({ certificate: 'cert-museum', person: 'user2', then: (walker) => walker.reads('This certificate was revoked') }),
};

/** The policy allows neither a renewal nor a rekey. */
export const RefusedPolicyOff: Story = {
  play: walk({ before: ({ ra }) => ra.controls.setPolicy('tls-server', { action: 'none' }), then: (walker) => walker.reads('Rekey is switched off') }),
};

/** The policy allows renewal alone. */
export const RefusedRenewOnly: Story = {
  play: walk({ certificate: 'cert-archive', person: 'user2', then: (walker) => walker.reads('allows renewal only') }),
};

/** Somebody else has a rekey of this certificate open. */
export const RefusedOpenElsewhere: Story = {
  play: walk({ before: ({ ra }) => verified(ra, 'operator', 'cert-app'), then: (walker) => walker.reads('Jonas Lindqvist started request') }),
};

/** The RA cannot be reached: what happened, a code and a reference for support, *Try again*. */
export const Unreachable: Story = {
  play: walk({ before: (stage) => { stage.unreachable('getCertificate'); }, then: (walker) => walker.find('button', 'Try again') }),
};

/** The certificate and its policy are on their way. */
export const Loading: Story = {
  play: walk({ before: ({ ra }) => { ra.controls.latency.set(HOUR); }, then: (walker) => walker.reads('Reading the certificate and its policy') }),
};

/** Another tab has this rekey open. */
export const LockedByAnotherTab: Story = {
  render: () => html`<rekey-wizard></rekey-wizard><div class="elsewhere" hidden></div>`,
  play: walk({
    before: async (stage) => {
      const other = document.createElement('rekey-wizard');
      other.adapter = stage.as('user');
      other.certificateId = 'cert-app';
      const ready = new Promise((resolve) => { other.addEventListener('rekey-ready', resolve, { once: true }); });
      document.querySelector('.elsewhere')?.append(other);
      await ready;
    },
    then: (walker) => walker.find('button', 'Try again'),
  }),
};

/** *Cancel* with a request open: keep it or cancel it. */
export const Leaving: Story = {
  play: walk({
    to: 'csr',
    then: async (walker) => {
      await walker.press('Cancel');
      await walker.reads('Leave this rekey?');
    },
  }),
};

// ---------------------------------------------------------------------------------------------------- rooms

/** In a narrow column the bar of steps stands above the screen. */
export const NarrowColumn: Story = { globals: { width: 'narrow' }, play: walk({ key: 'browser', to: 'confirm' }) };

/** On a dark page. */
export const Dark: Story = { globals: { theme: 'dark' }, play: walk({ certificate: 'cert-shop', to: 'domains', then: (walker) => walker.press('Verify') }) };
