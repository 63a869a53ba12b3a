import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { toId, storyNameFromExport } from 'storybook/internal/csf';
import * as caaVerifier from './caa-verifier.stories.js';
import * as requestList from './rekey-request-list.stories.js';
import * as wizard from './rekey-wizard.stories.js';
import * as secondFactor from './second-factor-dialog.stories.js';

/** Every story, in the order in which people meet what it shows. */
const meta = { title: 'Overview', tags: ['!autodocs'] } satisfies Meta;
export default meta;

interface Stories { readonly default: { readonly title: string }; readonly [name: string]: unknown }
interface Described { readonly parameters?: { readonly docs?: { readonly description?: { readonly story?: string } } } }

/** The stories of one module; one that does not exist does not compile. */
const some = <M extends Stories>(module: M, ...names: readonly (Exclude<keyof M, 'default'> & string)[]): readonly [Stories, string][] =>
  names.map((name) => [module, name] as [Stories, string]);

const JOURNEYS: readonly { readonly heading: string; readonly about: string; readonly stories: readonly (readonly [Stories, string])[] }[] = [
  {
    heading: 'From the certificate to the key', about: 'A person rekeys a certificate of theirs.',
    stories: some(wizard, 'CertificateAction', 'ConfirmQuestion', 'Welcome', 'Agreement', 'AgreementMissing', 'Reason'),
  },
  {
    heading: 'A key made in the browser', about: 'It is made, encrypted, saved, and opened again.',
    stories: some(wizard, 'CsrInBrowser', 'MakingTheKey', 'KeyBackup', 'KeyBackupOpen', 'WrongPassphrase', 'KeyProven'),
  },
  { heading: 'A CSR of one’s own', about: 'The key was made elsewhere.', stories: some(wizard, 'UploadPassed', 'UploadFailing', 'PrivateKeyByMistake') },
  { heading: 'What stays as it is', about: 'Names are copied byte for byte.', stories: some(wizard, 'Subject', 'SubjectEmpty', 'AlternativeNames', 'Validity') },
  {
    heading: 'May the CA issue for these names?', about: 'CAA records decide, and the gate opens only to a yes.',
    stories: [
      ...some(wizard, 'DomainsUnverified', 'DomainsVerified', 'DomainsForbidden', 'DomainsCouldNotTell'),
      ...some(caaVerifier, 'Unverified', 'Verifying', 'Verified', 'VerifiedExplained', 'Forbidden', 'CouldNotTell', 'Outdated', 'Unreachable'),
    ],
  },
  {
    heading: 'Review and second factor', about: 'What was answered, once more; then who it was.',
    stories: [
      ...some(wizard, 'Confirm', 'SecondFactor', 'SecondFactorCancelled'),
      ...some(
        secondFactor, 'Choose', 'CodeByEmail', 'Resend', 'WrongCode', 'TwoCodes', 'OneOfTwoMissing', 'OneOfTwoWrong', 'OneCodeBothWays', 'Expired', 'Locked', 'Void',
        'AnotherWay', 'Unreachable', 'Unsupported',
      ),
    ],
  },
  {
    heading: 'A directory password', about: 'It goes through the RA and stays nowhere.',
    stories: some(secondFactor, 'Password', 'WrongPassword', 'AccountDisabled', 'AccountLocked', 'PasswordExpired', 'PasswordElsewhere'),
  },
  {
    heading: 'A sign-in elsewhere', about: 'SAML, OpenID Connect, Entra: the RA says how it went, whatever becomes of the window.',
    stories: some(
      secondFactor, 'SignIn', 'Waiting', 'WindowClosed', 'WindowBlocked', 'BackFromSignIn', 'WaitingUnheard', 'WaitingSignedOut', 'SignInCancelled', 'SignInDenied',
      'ProviderFailed', 'OtherPerson', 'SignInExpired',
    ),
  },
  { heading: 'Waiting, and the end', about: 'An administrator decides while the page looks on.', stories: some(wizard, 'Pending', 'InReview', 'Declined', 'Issued', 'IssuedPkcs12') },
  {
    heading: 'Where a rekey cannot begin', about: 'Each refusal says why, and what to do.',
    stories: some(wizard, 'RefusedExpired', 'RefusedRevoked', 'RefusedPolicyOff', 'RefusedRenewOnly', 'RefusedOpenElsewhere', 'LockedByAnotherTab', 'Unreachable', 'Loading', 'Leaving'),
  },
  {
    heading: 'The administrator decides', about: 'From the listing to the decision.',
    stories: some(requestList, 'ManyRequests', 'WithoutCitizenIds', 'SecondPage', 'NewRequest', 'OnlyPending', 'Detail', 'Reviewed', 'Declining', 'Approved', 'OwnRequest', 'Conflict', 'DecisionFailed'),
  },
  { heading: 'The person’s own requests', about: 'The same list, for those who asked.', stories: some(requestList, 'Own') },
  { heading: 'In place of the list', about: 'Each of them a picture of its own.', stories: some(requestList, 'Loading', 'Empty', 'NothingMatches', 'NotAllowed', 'Failed') },
  {
    heading: 'Rooms', about: 'Narrow and dark; every other story stands in them too, by the toolbar.',
    stories: [...some(wizard, 'NarrowColumn', 'Dark'), ...some(requestList, 'Narrow', 'NarrowDetail', 'DarkDetail')],
  },
];

const entry = ([module, name]: readonly [Stories, string]): TemplateResult => {
  const { title } = module.default;
  const label = storyNameFromExport(name);
  const about = (module[name] as Described).parameters?.docs?.description?.story ?? '';
  return html`<dt><a href="?path=/story/${toId(title, label)}" target="_top">${label}</a> <code>&lt;${title}&gt;</code></dt><dd>${about.replace(/\*([^*]+)\*/g, '$1')}</dd>`;
};

/** What each story shows, by journey. */
export const ByJourney: StoryObj = {
  render: () => html`<main class="story-index"><h1>Rekey elements, state by state</h1>
    <p>Each story plays what a person does, on a registration authority that lives in the page, at a moment that stands still. The toolbar sets theme, width and text size, and what the network does next.</p>
    ${JOURNEYS.map(({ heading, about, stories }) => html`<section><h2>${heading}</h2><p>${about}</p><dl>${stories.map(entry)}</dl></section>`)}</main>`,
};
