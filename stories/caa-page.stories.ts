import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { CAA_RESOLVERS, parseCaaText, zoneLookup } from '../src/caa.js';
import type { CaaAnswer, CaaLookup, CaaRecord, CaaZone } from '../src/caa.js';
import '../src/caa-verifier.js';
import type { CaaVerifier } from '../src/caa-verifier.js';
import { play, START } from './drive.js';
import type { Actor, Play } from './drive.js';
import { draft } from './replay.js';

const meta = {
  title: 'caa-verifier/From the page',
  component: 'caa-verifier',
  render: () => html`<caa-verifier></caa-verifier>`,
} satisfies Meta;
export default meta;
type Story = StoryObj;

const set = (...texts: readonly string[]): readonly CaaRecord[] => texts.map(parseCaaText);
const HOUR = 3_600_000;

/** The DNS of these stories: each name shows another way to decide. */
const ZONE: CaaZone = {
  'example.com': { records: set('0 issue "ca.example"', '0 issuewild ";"', '0 iodef "mailto:pki@example.com"'), ttl: 3600 },
  'img.static.example.com': { cname: 'edge.cdn.example' },
  'edge.cdn.example': {},
  'example.net': { records: set('0 issue "other-ca.example"'), ttl: 86_400 },
  'shop.example.net': { cname: 'shops.hosting.example' },
  'shops.hosting.example': { records: set('0 issue "other-ca.example"'), ttl: 300 },
  'account.example.org': { records: set('0 issue "ca.example; accounturi=https://ca.example/acct/7"') },
  'method.example.org': { records: set('0 issue "ca.example; validationmethods=dns-01"') },
  'critical.example.org': { records: set('128 future "value"', '0 issue "ca.example"') },
  'malformed.example.org': { records: set('0 issue "ca.example; what is this"') },
  'hostile.example.org': { records: set('0 issue "<img src=x onerror=\\"document.title=1\\"><script>alert(1)</script>"', `0 iodef "mailto:${'very-long-'.repeat(40)}@example.org"`) },
  'many.example.org': { records: Array.from({ length: 1001 }, (_, at) => parseCaaText(`0 issue "ca-${at}.test"`)), ttl: 60 },
  'down.example.org': { status: 'servfail' },
  'slow.example.org': { status: 'timeout' },
  'cut.example.org': { status: 'truncated' },
  'mail.example.org': { records: set('0 issuemail "other-ca.example"') },
};

/** A resolver over that zone which says of DNSSEC what is told of each name. */
function resolver(who: string, zone: CaaZone = ZONE, dnssec: CaaAnswer['dnssec'] = 'secure'): CaaLookup {
  const real = zoneLookup(zone);
  return Object.assign(async (owner: string, o: { signal?: AbortSignal }): Promise<CaaAnswer> => {
    const answer = await real(owner, o);
    return answer.status === 'ok' || answer.status === 'nxdomain' ? { ...answer, ttl: answer.ttl ?? 900, ...(dnssec && { dnssec }) } : answer;
  }, { who });
}

interface Page { readonly domains: string; readonly extraNames?: string; readonly resolvers?: CaaVerifier['resolvers']; readonly now?: () => number }

/** The element alone, without an RA. */
function page({ domains, extraNames = '', resolvers = [resolver('Portal resolver')], now = () => START }: Page, act?: (actor: Actor<CaaVerifier>) => unknown): Play {
  return play<CaaVerifier>('caa-verifier', async (element) => {
    Object.assign(element, { mode: 'doh', domains, extraNames, issuer: 'ca.example', resolvers, now });
    await element.updateComplete;
  }, act);
}

/** *Verify*, and what is read of one name then. */
const explained = (domains: string, name: string, reads: string, more: Omit<Page, 'domains'> = {}): Play => page({ domains, ...more }, async (actor) => {
  await actor.press('Verify');
  await actor.press(`Explanation for ${name}`);
  await actor.reads(reads);
});

/** Nobody was asked yet; the page says who will learn the names. */
export const WhoIsAsked: Story = {
  play: page({ domains: 'shop.example.com *.img.static.example.com 192.0.2.24', extraNames: 'www.example.com', resolvers: [resolver('Portal resolver'), ...CAA_RESOLVERS] }, (actor) => actor.reads('learns them and your network address')),
};

/** The resolvers are asked; *Cancel* stops waiting. */
export const Asking: Story = {
  play: page({ domains: 'shop.example.com *.example.com', resolvers: [Object.assign(() => new Promise<CaaAnswer>(() => undefined), { who: 'Portal resolver' })] }, async (actor) => {
    await actor.press('Verify');
    await actor.find('button', 'Cancel');
  }),
};

/** Every name is likely permitted: until when, and that the CA decides. */
export const LikelyPermitted: Story = {
  play: page({ domains: 'shop.example.com example.com', extraNames: 'www.example.com' }, async (actor) => {
    await actor.press('Verify');
    await actor.reads('3 of 3 names likely permitted');
  }),
};

/** A wildcard is forbidden by an `issuewild` above an alias: the climb, the record, the fix as a zone file. */
export const WildcardForbidden: Story = { play: explained('shop.example.com *.img.static.example.com', '*.img.static.example.com', 'Replace at example.com') };

/** The same fix for software that does not know CAA (RFC 3597). */
export const FixGeneric: Story = {
  play: page({ domains: '*.example.com' }, async (actor) => {
    await actor.press('Verify');
    await actor.press('Explanation for *.example.com');
    await actor.tick('RFC 3597');
    await actor.reads('TYPE257');
  }),
};

/** The same, field by field. */
export const FixFields: Story = {
  play: page({ domains: '*.example.com' }, async (actor) => {
    await actor.press('Verify');
    await actor.press('Explanation for *.example.com');
    await actor.tick('Field by field');
    await actor.reads('issuewild');
  }),
};

/** The records stand where an alias leads, in a zone that may be somebody else's. */
export const FixAtAlias: Story = { play: explained('shop.example.net', 'shop.example.net', 'may belong to somebody else') };

/** A record names this CA for another account. */
export const OtherAccount: Story = { play: explained('account.example.org', 'account.example.org', 'Ask the CA for the URI of your account') };

/** A record names this CA for another way to prove control. */
export const OtherMethod: Story = { play: explained('method.example.org', 'method.example.org', 'Ask the CA which way it uses') };

/** A critical record of an unknown kind: nothing that is added helps. */
export const CriticalUnknown: Story = { play: explained('critical.example.org', 'critical.example.org', 'nothing that is added helps') };

/** A malformed value counts as a ban. */
export const Malformed: Story = { play: explained('malformed.example.org', 'malformed.example.org', 'is malformed, which counts as a ban') };

/** No record anywhere: every CA may issue. */
export const NoRecord: Story = { play: explained('nothing.test', 'nothing.test', 'No CAA record stands at it or above it') };

/** Markup in a value is text, and a long value wraps. */
export const HostileValue: Story = { globals: { width: 'narrow' }, play: explained('hostile.example.org', 'hostile.example.org', 'onerror') };

/** 1,001 records: the one that decides, the others counted; all of them on demand. */
export const ThousandRecords: Story = {
  play: page({ domains: 'many.example.org' }, async (actor) => {
    await actor.press('Verify');
    await actor.press('Explanation for many.example.org');
    await actor.press('Show all 1,001 records');
    await actor.reads('ca-1000.test');
  }),
};

/** A mailbox reads `issuemail` at its domain. */
export const Mailbox: Story = { play: explained('someone@mail.example.org', 'someone@mail.example.org', 'issuemail') };

/** A name server failed, one did not answer, one answer was cut short: none of them is a *yes*. */
export const CouldNotTell: Story = { play: explained('down.example.org slow.example.org cut.example.org', 'down.example.org', 'A failure may pass at any moment.') };

/** A DNSSEC signature that is wrong is never permission. */
export const Bogus: Story = {
  play: explained('bogus.example', 'bogus.example', 'the signatures are wrong', {
    resolvers: [Object.assign(async (): Promise<CaaAnswer> => ({ status: 'bogus', records: [], dnssec: 'bogus', extendedErrors: [6] }), { who: 'Portal resolver' })],
  }),
};

/** Not signed at all: allowed, and said. */
export const NotSigned: Story = { play: explained('example.com', 'example.com', 'Not signed with DNSSEC', { resolvers: [resolver('Portal resolver', ZONE, 'insecure')] }) };

/** The resolver itself does not work: why, in words. */
export const ResolverFails: Story = {
  play: explained('example.com', 'example.com', 'the resolver refused, HTTP 503', {
    resolvers: [Object.assign(async (): Promise<CaaAnswer> => ({ status: 'servfail', records: [], error: 'http-503' }), { who: 'Portal resolver' })],
  }),
};

const disagreeing = [resolver('Portal resolver'), resolver('Another resolver', { ...ZONE, 'example.com': { records: set('0 issue "other-ca.example"'), ttl: 120 } }, 'insecure')];

/** Two resolvers came upon different records: each in its row, with the way it went. */
export const Disagreement: Story = { play: explained('example.com', 'example.com', 'They came upon different records.', { resolvers: disagreeing }) };

/** When asking again can have another result; *Verify* stays open. */
export const Again: Story = {
  play: page({ domains: '*.example.com example.net' }, async (actor) => {
    await actor.press('Verify');
    await actor.reads('you may verify again at any time');
    await actor.find('button', 'Copy for my DNS administrator');
  }),
};

/** The time to live is over. */
export const AgainNow: Story = {
  play: async (context) => {
    let elapsed = 0;
    await page({ domains: '*.example.com', now: () => START + elapsed }, async (actor) => {
      await actor.press('Verify');
      await actor.reads('may be remembered until');
      elapsed = HOUR;
      actor.element.requestUpdate();
      await actor.reads('can have another result');
    })(context);
  },
};

/** What the page found ran out while it was shown: it counts no more. */
export const RanOut: Story = {
  play: async (context) => {
    let elapsed = 0;
    await page({ domains: 'example.com', now: () => START + elapsed }, async (actor) => {
      await actor.press('Verify');
      await actor.reads('1 of 1 name likely permitted');
      elapsed = 9 * HOUR;
      actor.element.requestUpdate();
      await actor.reads('These results are too old.');
    })(context);
  },
};

/** The names of a request, with the page's own check beside the RA. */
const beside = (reads: string, before: (stage: Parameters<Parameters<typeof play<CaaVerifier>>[1]>[1]) => unknown = () => undefined): Play => play<CaaVerifier>('caa-verifier', async (element, stage) => {
  const request = await draft(stage, 'cert-shop');
  await before(stage);
  Object.assign(element, {
    adapter: stage.as('user'), requestId: request.id, issuer: 'ca.sandbox.example',
    resolvers: [resolver('Portal resolver', { 'example.com': { records: set('0 issue "ca.sandbox.example"', '0 issuewild ";"') }, 'example.net': { records: set('0 issue "ca.sandbox.example"') } })],
  });
  await element.updateComplete;
}, async (actor) => {
  await actor.press('Verify');
  await actor.press('Explanation for *.img.static.example.com');
  await actor.reads(reads);
});

/** The RA permits what this page found forbidden: side by side, and only the RA's reads *Verified*. */
export const BesideTheRa: Story = { play: beside('What this browser found') };

/** The RA cannot be reached: what the page found stays a hint. */
export const BesideASilentRa: Story = { play: beside('The RA has not looked at this name yet.', (stage) => { stage.unreachable('verifyCaa'); }) };

/** At 320 px, with an explanation, the fix and two resolvers. */
export const Narrow: Story = { globals: { width: 'narrow' }, play: explained('*.img.static.example.com', '*.img.static.example.com', 'Replace at example.com', { resolvers: disagreeing }) };

/** In the dark. */
export const Dark: Story = { globals: { theme: 'dark' }, play: explained('*.img.static.example.com', '*.img.static.example.com', 'Replace at example.com', { resolvers: disagreeing }) };
