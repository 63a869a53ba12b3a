import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { toId, storyNameFromExport } from 'storybook/internal/csf';
import * as caaPage from './caa-page.stories.js';
import * as caaVerifier from './caa-verifier.stories.js';
import * as requestList from './rekey-request-list.stories.js';
import * as raUrl from './ra-url.stories.js';
import * as scenarios from './scenarios.stories.js';
import * as wizard from './rekey-wizard.stories.js';
import * as wizardChecks from './wizard-checks.stories.js';
import * as wizardEnd from './wizard-end.stories.js';
import * as wizardGates from './wizard-gates.stories.js';
import * as wizardKey from './wizard-key.stories.js';
import * as wizardNames from './wizard-names.stories.js';
import * as secondFactor from './second-factor-dialog.stories.js';

/** Every story, in the order in which people meet what it shows. */
const meta = { title: 'Overview', tags: ['!autodocs'] } satisfies Meta;
export default meta;

interface Stories { readonly default: { readonly title: string }; readonly [name: string]: unknown }
interface Described { readonly parameters?: { readonly docs?: { readonly description?: { readonly story?: string } } } }

/** The stories of one module; one that does not exist does not compile. */
const some = <M extends Stories>(module: M, ...names: readonly (Exclude<keyof M, 'default'> & string)[]): readonly [Stories, string][] =>
  names.map((name) => [module, name] as [Stories, string]);

interface Journey { readonly heading: string; readonly about: string; readonly stories: readonly (readonly [Stories, string])[] }

const JOURNEYS: readonly Journey[] = [
  {
    heading: 'From the certificate to the key', about: 'A person rekeys a certificate of theirs.',
    stories: [
      ...some(wizard, 'CertificateAction', 'ConfirmQuestion', 'Welcome', 'Agreement', 'AgreementMissing', 'Reason'),
      ...some(wizardGates, 'EverythingKept', 'ReasonRoutine', 'ReasonLost', 'ReasonAlgorithm', 'ReasonMissing'),
    ],
  },
  {
    heading: 'A key made in the browser', about: 'It is made, encrypted, saved, and opened again.',
    stories: [
      ...some(wizard, 'CsrInBrowser', 'MakingTheKey', 'KeyBackup', 'KeyBackupOpen', 'WrongPassphrase', 'KeyProven'),
      ...some(wizardKey, 'PassphraseTooShort', 'PassphraseSuggested', 'AlgorithmsWithheld', 'NoAlgorithm', 'CsrNotSent', 'BackupOfAnotherKey'),
    ],
  },
  {
    heading: 'A CSR of one’s own', about: 'The key was made elsewhere.',
    stories: [...some(wizard, 'UploadPassed', 'UploadFailing', 'PrivateKeyByMistake'), ...some(wizardKey, 'PasteCsr', 'OtherNamesIgnored', 'InsecureContext')],
  },
  {
    heading: 'Checks, and old and new key', about: 'In plain words, each with its rule and what to do; the keys side by side.',
    stories: some(wizardChecks, 'AllPassed', 'RuleShown', 'ManyFailed', 'MakeAgain', 'OldKeyWeak', 'SameKey', 'Review'),
  },
  {
    heading: 'A key on a card', about: 'It never leaves the card, and its PIN never reaches the page.',
    stories: some(
      wizardKey, 'Card', 'CardWorking', 'CardStopped', 'CardSigned', 'ReaderAbsent', 'CardAbsent', 'PinRefused', 'PinLocked', 'PinCancelled', 'CardWithoutKey', 'CardWrongSignature',
      'CardWithheld',
    ),
  },
  {
    heading: 'What stays as it is', about: 'Names are copied byte for byte.',
    stories: [...some(wizard, 'Subject', 'SubjectEmpty', 'AlternativeNames', 'Validity'), ...some(wizardNames, 'ValidityChosen', 'Compact')],
  },
  {
    heading: 'Names that may change', about: 'Where the policy allows it, the same key signs for other names.',
    stories: some(
      wizardNames, 'NamesEditable', 'NamesChanged', 'NamesRefused', 'AddAddresses', 'NamesKeyClosed', 'NamesWrongPassphrase', 'NamesOfUpload', 'NamesRefusedByRa', 'NamesReviewed',
      'CompactEditable',
    ),
  },
  {
    heading: 'May the CA issue for these names?', about: 'CAA records decide, and the gate opens only to a yes.',
    stories: [
      ...some(wizard, 'DomainsUnverified', 'DomainsVerified', 'DomainsForbidden', 'DomainsCouldNotTell', 'DomainsAdvisory'),
      ...some(caaVerifier, 'Unverified', 'Verifying', 'Verified', 'VerifiedExplained', 'Forbidden', 'CouldNotTell', 'Outdated', 'Unreachable', 'WithoutResolvers'),
      ...some(caaPage, 'WhoIsAsked', 'Asking', 'LikelyPermitted', 'WildcardForbidden', 'FixGeneric', 'FixFields', 'FixAtAlias', 'OtherAccount', 'OtherMethod', 'CriticalUnknown', 'Malformed', 'NoRecord',
        'HostileValue', 'ThousandRecords', 'Mailbox', 'CouldNotTell', 'Bogus', 'NotSigned', 'ResolverFails', 'Disagreement', 'Again', 'AgainNow', 'RanOut', 'BesideTheRa', 'BesideASilentRa'),
    ],
  },
  {
    heading: 'Review and second factor', about: 'What was answered, once more; then who it was.',
    stories: [
      ...some(wizard, 'Confirm', 'SecondFactor', 'SecondFactorCancelled'),
      ...some(
        secondFactor, 'Choose', 'CodeByEmail', 'CodeBySms', 'Confirming', 'Resend', 'WrongCode', 'TwoCodes', 'OneOfTwoMissing', 'OneOfTwoWrong', 'OneCodeBothWays', 'Expired', 'Locked',
        'Void', 'AnotherWay', 'Unreachable', 'Unsupported',
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
      secondFactor, 'SignIn', 'SignInSaml', 'SignInEntra', 'Waiting', 'WindowClosed', 'WindowBlocked', 'BackFromSignIn', 'WaitingUnheard', 'WaitingSignedOut', 'SignInCancelled',
      'SignInDenied', 'ProviderFailed', 'OtherPerson', 'SignInExpired',
    ),
  },
  {
    heading: 'Waiting', about: 'An administrator decides while the page looks on.',
    stories: [
      ...some(wizard, 'Pending', 'InReview', 'Declined'),
      ...some(wizardEnd, 'Reopened', 'DeclinedForGood', 'ApprovedWaitingForGenerate', 'Validating', 'Issuing', 'Failed', 'Cancelled', 'Expired'),
    ],
  },
  {
    heading: 'The certificate', about: 'Compared with what was asked for, then saved and installed.',
    stories: [
      ...some(wizardEnd, 'CheckingTheCertificate'), ...some(wizard, 'Issued', 'IssuedPkcs12'),
      ...some(
        wizardEnd, 'Pkcs12', 'Pkcs12WrongPassphrase', 'PlainKey', 'IssuedForUpload', 'IssuedWithAProblem', 'ValidFromLater', 'AfterACompromise', 'OldOneRevokedLater', 'Finished',
        'InstallNginx', 'InstallApache', 'InstallIis', 'InstallTomcat', 'InstallHaproxy',
      ),
    ],
  },
  {
    heading: 'Where a rekey cannot begin', about: 'Each refusal says why, and what to do.',
    stories: [
      ...some(wizard, 'RefusedExpired', 'RefusedRevoked', 'RefusedPolicyOff', 'RefusedRenewOnly', 'RefusedOpenElsewhere', 'LockedByAnotherTab', 'Unreachable', 'Loading'),
      ...some(wizardGates, 'RefusedNotYours', 'RefusedUnavailableHere', 'Forbidden'),
    ],
  },
  {
    heading: 'Something went wrong, or came between', about: 'Nothing that was entered is lost, and nothing is done twice.',
    stories: [...some(wizardGates, 'SessionEnded', 'TooManyTries', 'Working', 'AnswerLost', 'AgreementChanged', 'GoingOn'), ...some(wizard, 'Leaving'), ...some(wizardGates, 'Left')],
  },
  {
    heading: 'The administrator looks for a request', about: 'Search, filters, order, columns, what is new.',
    stories: some(
      requestList, 'ManyRequests', 'WithoutCitizenIds', 'SecondPage', 'NewRequest', 'FourNew', 'OnlyPending', 'Searched', 'Sorted', 'FilterByStatus', 'FilterByDate', 'ColumnChoice', 'Stale',
      'SavingCsv',
    ),
  },
  {
    heading: 'The administrator decides', about: 'From the detail to the decision.',
    stories: some(
      requestList, 'Detail', 'NamesChange', 'Reviewed', 'Claimed', 'ClaimedByAnother', 'Declining', 'Template', 'Approved', 'ApprovalRefused', 'OwnRequest', 'Conflict', 'DecisionFailed',
      'DetailDeclined', 'DetailIssued',
    ),
  },
  { heading: 'A decision on many', about: 'Each answers for itself.', stories: some(requestList, 'Selected', 'ApproveMany', 'DeclineMany', 'Running', 'PartlyApproved', 'Stopped') },
  { heading: 'The person’s own requests', about: 'The same list, for those who asked.', stories: some(requestList, 'Own', 'OwnDetail') },
  { heading: 'In place of the list', about: 'Each of them a picture of its own.', stories: some(requestList, 'Loading', 'Empty', 'NothingMatches', 'NothingFound', 'NotAllowed', 'Failed') },
  {
    heading: 'Rooms', about: 'Narrow and dark; every other story stands in them too, by the toolbar.',
    stories: [
      ...some(wizard, 'NarrowColumn', 'Dark'), ...some(caaVerifier, 'Narrow'), ...some(caaPage, 'Narrow', 'Dark'), ...some(requestList, 'Narrow', 'NarrowDetail', 'NarrowSelected', 'NarrowMany', 'DarkDetail'),
    ],
  },
  { heading: 'ra-url', about: 'No adapter, but an address: the same over HTTP.', stories: some(raUrl, 'Wizard', 'RequestList', 'Verifier', 'NothingThere') },
  {
    heading: 'The sandbox’s own scenarios', about: 'Named states for every integrator: await ra.scenario(name).',
    stories: some(
      scenarios, 'Fresh', 'VettingOff', 'SecondFactor', 'EverySecondFactor', 'SecondFactorBeforeIssue', 'Pending', 'Declined', 'Issued', 'CaaForbidden', 'CaaIndeterminate', 'PolicyOff',
      'EditableNames', 'EditedNames', 'Dwell', 'ManyRequests',
    ),
  },
];

const entry = ([module, name]: readonly [Stories, string]): TemplateResult => {
  const { title } = module.default;
  const label = storyNameFromExport(name);
  const about = (module[name] as Described).parameters?.docs?.description?.story ?? '';
  return html`<dt><a href="?path=/story/${toId(title, label)}" target="_top">${label}</a> <code>${title.split('/')[0]}</code></dt><dd>${about.replace(/\*([^*]+)\*/g, '$1')}</dd>`;
};

/** What each story shows, by journey. */
export const ByJourney: StoryObj = {
  render: () => html`<main class="story-index"><h1>Rekey elements, state by state</h1>
    <p>Each story plays what a person does, on a registration authority that lives in the page, at a moment that stands still. The toolbar sets theme, host page, language, direction, width and text size, and what the network does next.</p>
    ${JOURNEYS.map(({ heading, about, stories }) => html`<section><h2>${heading}</h2><p>${about}</p><dl>${stories.map(entry)}</dl></section>`)}</main>`,
};
