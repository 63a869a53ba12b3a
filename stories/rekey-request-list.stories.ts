import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/rekey-request-list.js';
import type { Role } from '../src/core/domain.js';
import type { RekeyRequestList } from '../src/rekey-request-list.js';
import { submitted } from '../src/sandbox/scenarios.js';
import { play } from './drive.js';
import type { Actor, Play, Stage } from './drive.js';
import type { RequestListView } from '../src/rekey-request-list.js';
import { decide } from './replay.js';

const meta = {
  title: 'rekey-request-list',
  component: 'rekey-request-list',
  render: () => html`<rekey-request-list></rekey-request-list>`,
} satisfies Meta;
export default meta;
type Story = StoryObj;

/** Longer than anyone looks: a call that does not end. */
const HOUR = 3_600_000;

interface ListStory {
  /** `admin` unless given. */
  readonly person?: string;
  readonly role?: Role;
  readonly status?: string;
  readonly view?: Partial<RequestListView>;
  /** What people did before. */
  readonly before?: (stage: Stage) => unknown;
}

/** The list as one person sees it, after a day at the RA. */
function list(act: (actor: Actor<RekeyRequestList>) => unknown, { person = 'admin', role = 'admin', status = '', view, before = many }: ListStory = {}): Play {
  return play<RekeyRequestList>('rekey-request-list', async (element, stage) => {
    // How an earlier visit to a story left its list is not gone on with.
    for (const key of Object.keys(localStorage)) if (key.startsWith('rekey-elements:list:sandbox:story ')) localStorage.removeItem(key);
    await before(stage);
    if (view !== undefined) element.view = view;
    element.roleMode = role;
    element.status = status;
    element.adapter = stage.as(person);
    await element.updateComplete;
  }, act);
}

const many = (stage: Stage): Promise<void> => stage.slowly(14, () => stage.ra.scenario('many-requests'));
const few = (stage: Stage): Promise<void> => stage.slowly(1, async () => {
  await submitted(stage.ra, 'user', 'cert-shop', 'compromised');
  await submitted(stage.ra, 'operator', 'cert-mail');
}, 1);
const open = async (actor: Actor<RekeyRequestList>, certificate: string): Promise<void> => {
  await actor.pressBeside(certificate, 'View');
  await actor.reads('Audit trail');
};

// ---------------------------------------------------------------------------------------------------- the listing

/** An administrator and a day's requests, in every status. */
export const ManyRequests: Story = { play: list((actor) => actor.find('button', 'Next page')) };

/** The RA's setting shows no citizen IDs. */
export const WithoutCitizenIds: Story = {
  play: list((actor) => actor.find('button', 'Next page'), {
    before: async (stage) => {
      await many(stage);
      await stage.ra.controls.setSettings({ showCitizenId: false });
    },
  }),
};

/** Sorted by another column, and turned to the second page. */
export const SecondPage: Story = {
  play: list(async (actor) => {
    await actor.press('Requested by');
    await actor.press('Next page');
    await actor.find('button', 'Previous');
  }),
};

/** A request came in: it waits behind *1 new*, and nothing moves under the reader's hand. */
export const NewRequest: Story = {
  play: list(async (actor) => {
    await actor.find('button', 'View');
    await submitted(actor.stage.ra, 'user', 'cert-vpn');
    await actor.reads('1 new');
  }, { before: few }),
};

/** Four came in while nobody looked. */
export const FourNew: Story = {
  play: list(async (actor) => {
    await actor.find('button', 'View');
    for (const certificate of ['cert-vpn', 'cert-support', 'cert-names', 'cert-edge']) await submitted(actor.stage.ra, 'user', certificate);
    await actor.reads('4 new');
  }, { before: few }),
};

/** By status, and by it backwards at the second press. */
export const Sorted: Story = {
  play: list(async (actor) => {
    await actor.press('Status');
    await actor.press('Close');
    await actor.press('Certificate');
    await actor.reads('1 to 25');
  }),
};

/** The requests that wait for a decision, and nothing else. */
export const OnlyPending: Story = { play: list((actor) => actor.find('button', 'View'), { status: 'pending-approval,in-review' }) };

/** A person's own requests. */
export const Own: Story = { play: list((actor) => actor.find('button', 'View'), { person: 'user', role: 'user' }) };

/** At 320 px each request is a card. */
export const Narrow: Story = { globals: { width: 'narrow' }, play: list((actor) => actor.find('button', 'View'), { before: few }) };

/** What is left of the list by a search, a filter and a choice of columns. */
export const Searched: Story = {
  play: list((actor) => actor.find('button', 'Status 2 chosen'), {
    view: { search: 'example.com', filter: { status: ['pending-approval', 'in-review'] }, columns: ['number', 'requestedBy', 'certificate', 'status'] },
  }),
};

/** A filter is being chosen below the toolbar. */
export const FilterByStatus: Story = {
  play: list(async (actor) => {
    await actor.press('Status');
    await actor.tick('Declined', 'checkbox');
    await actor.find('button', 'Status 1 chosen');
  }),
};

/** Between two days. */
export const FilterByDate: Story = { play: list((actor) => actor.press(/^Date/), { view: { filter: { from: '2026-09-13T00:00:00.000Z', before: '2026-09-15T00:00:00.000Z' } } }) };

/** The columns that are shown. */
export const ColumnChoice: Story = { play: list((actor) => actor.press('Columns')) };

/** The list was left behind: nothing in it is followed any more. */
export const Stale: Story = {
  play: list(async (actor) => {
    await actor.find('button', 'Next page');
    window.dispatchEvent(new Event('offline'));
    await actor.reads('Live updates stopped');
  }),
};

/** All pages are read for a file. */
export const SavingCsv: Story = {
  play: list(async (actor) => {
    await actor.find('button', 'Next page');
    actor.stage.ra.controls.latency.set(HOUR);
    await actor.press('CSV');
    await actor.find('button', 'Cancel');
  }),
};

// ---------------------------------------------------------------------------------------------------- a decision on many

const waiting = { filter: { status: ['pending-approval', 'in-review'] } } as const satisfies Partial<RequestListView>;
const selectAll = async (actor: Actor<RekeyRequestList>): Promise<void> => {
  await actor.tick('Select this page', 'checkbox');
  await actor.reads('selected');
};
const begin = async (actor: Actor<RekeyRequestList>, step: 'Approve' | 'Decline'): Promise<void> => {
  await selectAll(actor);
  await actor.press(step);
  await actor.reads('Each answers for itself');
};

/** What is selected, and what can be done with it. */
export const Selected: Story = { play: list(selectAll, { view: waiting }) };

/** What approving many would be made on. */
export const ApproveMany: Story = { play: list((actor) => begin(actor, 'Approve'), { view: waiting }) };

/** One set of remarks for many. */
export const DeclineMany: Story = {
  play: list(async (actor) => {
    await begin(actor, 'Decline');
    await actor.type('Remarks', 'The servers move to another domain next week. Please submit again then.');
  }, { view: waiting }),
};

/** Each answers for itself: one could not be reached, one had changed, the rest was approved. */
export const PartlyApproved: Story = {
  play: list(async (actor) => {
    await begin(actor, 'Approve');
    await actor.tick('I have reviewed and verified the changes', 'checkbox');
    actor.stage.ra.controls.failures.next('approve');
    await actor.stage.ra.controls.certificates.revoke('cert-vpn', 'keyCompromise');
    await actor.press('Approve');
    await actor.find('button', 'Done');
  }, { view: waiting }),
};

/** Stopped in the middle: the rest still waits. */
export const Stopped: Story = {
  play: list(async (actor) => {
    await begin(actor, 'Approve');
    await actor.tick('I have reviewed and verified the changes', 'checkbox');
    await actor.press('Approve');
    await actor.press('Stop');
    await actor.find('button', 'Done');
  }, { view: waiting }),
};

/** One after the other: how far it is, and *Stop*. */
export const Running: Story = {
  play: list(async (actor) => {
    await begin(actor, 'Approve');
    await actor.tick('I have reviewed and verified the changes', 'checkbox');
    actor.stage.holds('approve');
    await actor.press('Approve');
    await actor.find('button', 'Stop');
  }, { view: waiting }),
};

/** What is selected, at 320 px. */
export const NarrowSelected: Story = { globals: { width: 'narrow' }, play: list(selectAll, { view: waiting }) };
/** A decision on many, at 320 px. */
export const NarrowMany: Story = { globals: { width: 'narrow' }, play: list((actor) => begin(actor, 'Approve'), { view: waiting }) };

// ---------------------------------------------------------------------------------------------------- in place of the listing

/** The first page is on its way. */
export const Loading: Story = {
  play: list((actor) => actor.reads('Loading requests'), { before: ({ ra }) => { ra.controls.latency.set(HOUR); } }),
};

/** Nobody has asked for a rekey yet. */
export const Empty: Story = { play: list((actor) => actor.reads('No rekey requests'), { before: () => undefined }) };

/** No request has the status that is asked for. */
export const NothingMatches: Story = { play: list((actor) => actor.reads('Nothing matches'), { before: few, status: 'failed' }) };

/** Nothing has the words that are searched for. */
export const NothingFound: Story = { play: list((actor) => actor.reads('Nothing matches'), { before: few, view: { search: '4217x' } }) };

/** The RA does not let the reader see them. */
export const NotAllowed: Story = {
  play: list((actor) => actor.reads('Not allowed'), {
    person: 'user', before: ({ ra }) => { ra.controls.failures.next('listRequests', { code: 'forbidden', times: 1000 }); },
  }),
};

/** The RA cannot be reached: a code and a reference for support, *Try again*. */
export const Failed: Story = { play: list((actor) => actor.find('button', 'Try again'), { before: (stage) => { stage.unreachable('listRequests'); } }) };

// ---------------------------------------------------------------------------------------------------- one request

/** What changes and what stays, every check, the audit trail; *Approve* waits for the tick. */
export const Detail: Story = { play: list((actor) => open(actor, 'shop.example.com'), { before: few }) };

/** The changes were reviewed: *Approve* is open. */
export const Reviewed: Story = {
  play: list(async (actor) => {
    await open(actor, 'shop.example.com');
    await actor.tick('I have reviewed and verified the changes', 'checkbox');
    await actor.find('button', 'Approve');
  }, { before: few }),
};

/** Declining needs remarks; below them is what the requester will read. */
export const Declining: Story = {
  play: list(async (actor) => {
    await open(actor, 'shop.example.com');
    await actor.press('Decline');
    await actor.type('Remarks', 'Please make the key in the hardware module of the web servers.');
  }, { before: few }),
};

/** Approved: who was told, and that the certificate is issued. */
export const Approved: Story = {
  play: list(async (actor) => {
    await open(actor, 'shop.example.com');
    await actor.tick('I have reviewed and verified the changes', 'checkbox');
    await actor.press('Approve');
    await actor.reads('is approved');
  }, { before: few }),
};

/** Remarks from a template of the RA, which may still be changed. */
export const Template: Story = {
  play: list(async (actor) => {
    await open(actor, 'shop.example.com');
    await actor.press('Decline');
    await actor.choose('Start from a template', 'Revocation first');
    await actor.reads('Please ask for the revocation of the current certificate first');
  }, { before: few }),
};

/** More than the key changes: the names that were added and removed are marked. */
export const NamesChange: Story = {
  play: list((actor) => open(actor, 'app.example.com'), { before: async ({ ra }) => { await ra.scenario('edited-names'); } }),
};

/** A declined request, read again: who declined it, and the remarks. */
export const DetailDeclined: Story = {
  play: list((actor) => open(actor, 'app.example.com'), { before: async ({ ra }) => { await ra.scenario('declined'); } }),
};

/** An issued request, read again: who approved it, and the new serial number. */
export const DetailIssued: Story = {
  play: list((actor) => open(actor, 'app.example.com'), { before: async ({ ra }) => { await ra.scenario('issued'); } }),
};

/** Between the listing and the decision the DNS forbade it: the RA looked again, and refused the approval. */
export const ApprovalRefused: Story = {
  play: list(async (actor) => {
    await open(actor, 'shop.example.com');
    await actor.tick('I have reviewed and verified the changes', 'checkbox');
    await actor.stage.ra.controls.setZone('shop.example.com', { records: [{ flags: 0, tag: 'issue', value: 'ca.example.org' }] });
    await actor.press('Approve');
    await actor.reads('The RA looked again');
  }, { before: few }),
};

/** One’s own request, read by the person who made it: nothing to decide. */
export const OwnDetail: Story = { play: list((actor) => open(actor, 'shop.example.com'), { before: few, person: 'user', role: 'user' }) };

/** The reader has claimed it: others see that. */
export const Claimed: Story = {
  play: list(async (actor) => {
    await open(actor, 'shop.example.com');
    await actor.press('Claim');
    await actor.reads('You have claimed it');
  }, { before: few }),
};

/** Another administrator looks at it: the decision is theirs, unless it is taken over. */
export const ClaimedByAnother: Story = {
  play: list((actor) => open(actor, 'shop.example.com'), {
    before: async (stage) => {
      await few(stage);
      await decide(stage, 'cert-shop', 'claim', 'admin2');
    },
  }),
};

/** The administrator's own request: someone else has to decide it. */
export const OwnRequest: Story = {
  play: list((actor) => open(actor, 'app.example.com'), {
    before: async (stage) => {
      await stage.ra.controls.setSettings({ vetting: { web: true, admin: true } });
      await stage.slowly(1, () => submitted(stage.ra, 'admin', 'cert-app'), 1);
    },
  }),
};

/** Another administrator decided while it was open: nothing was sent, and the remarks are kept. */
export const Conflict: Story = {
  play: list(async (actor) => {
    await open(actor, 'shop.example.com');
    await actor.press('Decline');
    await actor.type('Remarks', 'Please make the key in the hardware module of the web servers.');
    await decide(actor.stage, 'cert-shop', 'approve', 'admin2');
    await actor.reads('Tariq Hallström approved this request while you had it open');
  }, { before: few }),
};

/** The decision could not be sent. *Try again* does nothing twice. */
export const DecisionFailed: Story = {
  play: list(async (actor) => {
    await open(actor, 'shop.example.com');
    await actor.tick('I have reviewed and verified the changes', 'checkbox');
    actor.stage.ra.controls.failures.next('approve');
    await actor.press('Approve');
    await actor.find('button', 'Try again');
  }, { before: few }),
};

/** On a dark page. */
export const DarkDetail: Story = { globals: { theme: 'dark' }, play: list((actor) => open(actor, 'shop.example.com'), { before: few }) };

/** At 320 px the detail takes the list's place. */
export const NarrowDetail: Story = { globals: { width: 'narrow' }, play: list((actor) => open(actor, 'shop.example.com'), { before: few }) };
