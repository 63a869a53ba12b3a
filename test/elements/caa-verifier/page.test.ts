import { expect, fixture, html } from '@open-wc/testing';
import { CAA_RESOLVERS, parseCaaText, zoneLookup } from '../../../src/caa.js';
import type { CaaAnswer, CaaLookup, CaaRecord, CaaReport, CaaZone } from '../../../src/caa.js';
import { addLanguages } from '../../../src/index.js';
import { createSandboxRa } from '../../../src/sandbox.js';
import type { CaaVerifier } from '../../../src/caa-verifier.js';
import { caaSummary } from '../../../src/elements/caa-verifier/texts.js';
import { fr } from '../../../src/locales/fr.js';
import { draft, Stage } from './setup.js';

const NOW = Date.UTC(2026, 8, 14, 9, 30);
const HOUR = 3_600_000;
const record = (text: string): CaaRecord => parseCaaText(text);

const ZONE: CaaZone = {
  'good.example': { records: [record('0 issue "ca.example"')], ttl: 600 },
  'bad.example': { records: [record('0 issue "ca.example"'), record('0 issuewild ";"'), record('0 iodef "mailto:pki@bad.example"')], ttl: 3600 },
  'img.bad.example': { cname: 'edge.cdn.example' },
  'edge.cdn.example': {},
  'down.example': { status: 'servfail' },
  'bogus.example': { status: 'bogus' },
};

interface Here { readonly on: Stage; readonly asked: string[]; clock: number }

/** The element in `mode="doh"`, with a zone for a resolver that notes what it is asked. */
async function here(domains: string, { zone = ZONE, resolvers, issuer = 'ca.example' }: { zone?: CaaZone; resolvers?: CaaVerifier['resolvers']; issuer?: string } = {}): Promise<Here> {
  const asked: string[] = [];
  const real = zoneLookup(zone);
  const lookup: CaaLookup = Object.assign((owner: string, o: { signal?: AbortSignal }) => {
    asked.push(owner);
    return real(owner, o);
  }, { who: 'Portal resolver' });
  const state = { asked, clock: NOW };
  const element = await fixture<CaaVerifier>(html`<caa-verifier mode="doh" domains=${domains} issuer=${issuer} .resolvers=${resolvers ?? [lookup]} .now=${(): number => state.clock}></caa-verifier>`);
  return Object.assign(state, { on: new Stage(createSandboxRa(), element) });
}

const open = async (on: Stage, name: string): Promise<HTMLElement> => {
  on.button(`Explanation for ${name}`).click();
  await on.element.updateComplete;
  return on.row(name);
};
const folded = (element: Element | null | undefined): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

describe('<caa-verifier mode="doh">', () => {
  it('asks nobody before Verify is pressed, and says before that who will learn the names', async () => {
    const { on, asked } = await here('good.example, *.good.example 192.0.2.1');
    expect(asked).to.deep.equal([]);
    expect(on.verdicts).to.deep.equal({ 'good.example': 'Unverified', '*.good.example': 'Unverified', '192.0.2.1': 'Not applicable' });
    const who = folded(on.root.querySelector('[part="disclosure"]'));
    expect(who).to.include('Portal resolver').and.to.include('learns them and your network address');
    await on.verify();
    expect([...asked].sort()).to.deep.equal(['example', 'good.example']);
  });

  it('says of a public resolver who runs it, what it passes on and where that stands', async () => {
    const { on } = await here('good.example', { resolvers: CAA_RESOLVERS });
    const who = on.root.querySelector('[part="disclosure"]');
    for (const { name, operator, privacyUrl } of CAA_RESOLVERS) {
      expect(folded(who)).to.include(name).and.to.include(operator);
      expect(who?.querySelector(`a[href="${privacyUrl}"]`)?.getAttribute('rel')).to.equal('noopener noreferrer');
    }
    expect(folded(who)).to.include('passes a part of your address on').and.to.include('withholds some names');
  });

  it('works without an RA and never reads Verified', async () => {
    const { on } = await here('good.example bad.example *.bad.example down.example 192.0.2.1');
    await on.verify();
    expect(on.verdicts).to.deep.equal({
      'good.example': 'Likely permitted', 'bad.example': 'Likely permitted', '*.bad.example': 'Likely forbidden', 'down.example': 'Could not tell', '192.0.2.1': 'Not applicable',
    });
    expect(on.text).to.include('2 of 4 names likely permitted.').and.to.include('Checked here; the CA decides.');
    expect(on.text).to.not.match(/\bVerified\b/);
    expect(on.events.map(({ type }) => type)).to.deep.equal(['caa-failed']);
    const { report } = on.events[0]?.detail as { report: CaaReport };
    expect([report.by, report.issuers, on.element.report === report]).to.deep.equal(['page', ['ca.example'], true]);
    expect(on.said).to.equal('2 of 4 names likely permitted. 1 likely forbidden, 1 could not be told.');
  });

  it('tells the host where every name is likely permitted', async () => {
    const { on } = await here('good.example', { issuer: 'ca.test, ca.example' });
    await on.verify();
    expect(on.events.map(({ type }) => type)).to.deep.equal(['caa-verified']);
  });

  it('marks the names that the CA adds by itself, and asks about them too', async () => {
    const { on, asked } = await here('good.example');
    on.element.extraNames = 'www.good.example good.example';
    await on.element.updateComplete;
    expect(on.row('www.good.example').textContent).to.include('Added by the CA');
    expect(on.row('good.example').textContent).to.not.include('Added by the CA');
    await on.verify();
    expect(asked).to.include('www.good.example');
    expect(on.verdicts['www.good.example']).to.equal('Likely permitted');
  });

  it('shows a name as it is asked: lower case, A-labels', async () => {
    const { on } = await here('MÜNCHEN.example');
    await on.verify();
    expect(on.verdicts).to.deep.equal({ 'xn--mnchen-3ya.example': 'Likely permitted' });
  });

  it('stops on Cancel, tells nobody, and what is found later counts for nothing', async () => {
    let answer: (found: CaaAnswer) => void = () => undefined;
    const { on } = await here('good.example', { resolvers: [() => new Promise<CaaAnswer>((resolve) => { answer = resolve; })] });
    const asked = on.element.verify();
    await on.until(() => on.verdicts['good.example'] === 'Verifying', 'it asks');
    on.button('Cancel').click();
    expect(await asked).to.equal(undefined);
    answer({ status: 'ok', records: [] });
    await on.element.updateComplete;
    expect(on.verdicts['good.example']).to.equal('Unverified');
    expect(on.events).to.deep.equal([]);
    expect(on.root.activeElement?.getAttribute('part')).to.equal('verify');
  });

  it('forgets what it found when the question becomes another', async () => {
    const { on } = await here('good.example');
    await on.verify();
    on.element.issuer = 'other-ca.example';
    await on.element.updateComplete;
    expect(on.verdicts['good.example']).to.equal('Unverified');
    expect(on.element.report).to.equal(undefined);
  });

  it('says why it cannot begin', async () => {
    const why = async (given: Here | Promise<Here>): Promise<string> => folded((await given).on.root.getElementById('why'));
    expect(await why(here('a.example', { resolvers: [] }))).to.include('needs DNS resolvers');
    expect(await why(here('a.example', { issuer: ' ' }))).to.include('Set issuer.');
    expect(await why(here(''))).to.include('Set domains.');
  });

  it('goes by the account and the way to prove control that it is given', async () => {
    const zone = { 'a.example': { records: [record('0 issue "ca.example; accounturi=https://ca.example/7; validationmethods=dns-01"')] } };
    const { on } = await here('a.example', { zone });
    await on.verify();
    expect(on.verdicts['a.example']).to.equal('Likely forbidden');
    on.element.accountUri = 'https://ca.example/7';
    on.element.validationMethod = 'dns-01';
    await on.element.updateComplete;
    on.button('Verify').click();
    await on.until(() => on.events.length === 2, 'it looked again');
    expect(on.verdicts['a.example']).to.equal('Likely permitted');
  });

  describe('explains', () => {
    it('the record, how it was reached, how long it is remembered, and what DNSSEC says', async () => {
      const secure: CaaLookup = async (owner, o) => ({ ...await zoneLookup(ZONE)(owner, o), dnssec: 'secure' });
      const { on } = await here('*.img.bad.example', { resolvers: [secure] });
      await on.verify();
      const row = await open(on, '*.img.bad.example');
      const told = folded(row.querySelector('[part="explanation"]'));
      expect(told).to.include('A record at bad.example forbids it to every CA.');
      expect(row.querySelector('.hit')?.textContent).to.include('bad.example. CAA 0 issuewild ";"');
      expect(told).to.include('alias to edge.cdn.example').and.to.include('3 records, the search ends here');
      expect(told).to.match(/Time to live 1 hour\. Remembered until \d\d:\d\d\. Signed with DNSSEC, and the signatures are right\./);
    });

    it('why an answer is missing, in words', async () => {
      const failing: CaaLookup = async (owner) => (owner === 'a.example' ? { status: 'servfail', records: [], error: 'http-503', extendedErrors: [22] } : { status: 'nxdomain', records: [] });
      const { on } = await here('a.example bogus.example', { resolvers: [failing, zoneLookup(ZONE, 'second')] });
      await on.verify();
      expect(folded((await open(on, 'a.example')).querySelector('.trail'))).to.include('the resolver refused, HTTP 503 · extended DNS error 22');
      expect(folded(on.row('bogus.example'))).to.include('Could not tell');
    });

    it('each resolver in a table with headers, and their disagreement', async () => {
      const old = zoneLookup({ 'a.example': { records: [record('0 issue "other.example"')], ttl: 60 } }, 'Old');
      const fresh = zoneLookup({ 'a.example': { records: [record('0 issue "ca.example"')], ttl: 60 } }, 'Fresh');
      const { on } = await here('a.example', { resolvers: [old, fresh] });
      await on.verify();
      expect(on.verdicts['a.example']).to.equal('Could not tell');
      const row = await open(on, 'a.example');
      const table = row.querySelector('table.said');
      expect([...table?.querySelectorAll('thead th[scope="col"]') ?? []].map(folded)).to.deep.equal(['Resolver', 'Answer', 'Where the record stands']);
      expect([...table?.querySelectorAll('tbody tr') ?? []].map((one) => [folded(one.querySelector('th[scope="row"]')), folded(one.querySelector('.verdict'))]))
        .to.deep.equal([['Old', 'Likely forbidden'], ['Fresh', 'Likely permitted']]);
      expect(folded(table)).to.include('a.example. CAA 0 issue "other.example"');
      expect(folded(row)).to.include('They came upon different records.').and.to.include('How Fresh found it');
    });

    it('a set of 1,001 records by the one that decides, and all of them on demand', async () => {
      const records = Array.from({ length: 1001 }, (_, at) => record(`0 issue "ca-${at}.test"`));
      const { on } = await here('a.example', { zone: { 'a.example': { records } } });
      await on.verify();
      const row = await open(on, 'a.example');
      const pre = (): string => row.querySelector('pre')?.textContent ?? '';
      expect(pre().split('CAA 0').length - 1).to.equal(6);
      on.button('Show all 1,001 records').click();
      await on.element.updateComplete;
      expect(pre().split('CAA 0').length - 1).to.equal(1001);
      expect(row.querySelector('pre')?.children.length).to.be.below(10);
    });
  });

  describe('gives the fix', () => {
    const forms = (row: HTMLElement): HTMLInputElement[] => [...row.querySelectorAll<HTMLInputElement>('[part="fix"] input[type="radio"]')];

    it('in three forms, with what goes and what stays', async () => {
      const { on } = await here('*.img.bad.example');
      await on.verify();
      const row = await open(on, '*.img.bad.example');
      await on.until(() => row.querySelector('[part="fix"]') !== null, 'the fix is there');
      const fix = row.querySelector<HTMLElement>('[part="fix"]');
      expect(folded(fix)).to.include('Replace at bad.example').and.to.include('bad.example. CAA 0 issuewild ";"').and.to.include('2 records stay as they are.');
      expect(fix?.querySelector('pre')?.textContent?.trim()).to.equal('bad.example. 3600 IN CAA 0 issuewild "ca.example"');
      const [, generic, fields] = forms(row);
      generic?.click();
      await on.element.updateComplete;
      expect(fix?.querySelector('pre')?.textContent?.trim()).to.equal('bad.example. 3600 IN TYPE257 \\# 21 0009697373756577696c6463612e6578616d706c65');
      fields?.click();
      await on.element.updateComplete;
      expect([...fix?.querySelectorAll('.fields tr') ?? []].map((line) => [folded(line.querySelector('th')), folded(line.querySelector('td code'))]))
        .to.deep.equal([['Name', 'bad.example'], ['Flags', '0'], ['Tag', 'issuewild'], ['Value', 'ca.example']]);
    });

    it('and says what stands in the way, and what has to be known first', async () => {
      const { on } = await here('c.example d.example', { zone: {
        'c.example': { records: [record('128 tbs "x"')] }, 'd.example': { records: [record('0 issue "ca.example; accounturi=https://ca.example/1"')] },
      } });
      await on.verify();
      const blocked = await open(on, 'c.example');
      await on.until(() => blocked.querySelector('[part="fix"]') !== null, 'the fix is there');
      expect(folded(blocked)).to.include('While it stands, nothing that is added helps').and.to.include('c.example. CAA 128 tbs "x"');
      expect(folded(await open(on, 'd.example'))).to.include('Ask the CA for the URI of your account');
    });

    it('as a letter for the DNS administrator: names, what stands there, what to add, why', async () => {
      const { on } = await here('*.bad.example');
      await on.verify();
      const row = await open(on, '*.bad.example');
      await on.until(() => row.querySelector('[part="fix"] .copy') !== null, 'the fix is there');
      let letter = '';
      const clipboard = Object.getOwnPropertyDescriptor(navigator, 'clipboard');
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (text: string) => { letter = text; } } });
      row.querySelector<HTMLElement>('[part="fix"] .copy')?.click();
      await on.until(() => on.said === 'Copied', 'it was copied');
      if (clipboard) Object.defineProperty(navigator, 'clipboard', clipboard);
      else delete (navigator as { clipboard?: unknown }).clipboard;
      for (const words of ['so that ca.example may issue', '*.bad.example', 'RFC 8659', 'bad.example. CAA 0 issuewild ";"', 'bad.example. 3600 IN CAA 0 issuewild "ca.example"', 'TYPE257 \\# 21', 'forbids it to every CA']) {
        expect(letter).to.include(words);
      }
    });
  });

  describe('knows how long an answer is remembered', () => {
    it('says from when asking again can have another result, and lets it be done before', async () => {
      const given = await here('*.bad.example');
      const { on, asked } = given;
      await on.verify();
      const note = (): string => folded(on.root.querySelector('[part="note"]'));
      expect(note()).to.match(/may be remembered until \d\d:\d\d\./);
      const before = asked.length;
      on.button('Verify').click();
      await on.element.updateComplete;
      expect(on.said).to.match(/^Asked again before \d\d:\d\d: the same answer may come back\.$/);
      await on.until(() => on.events.length === 2, 'it looked again');
      expect(asked.length).to.be.above(before);
      given.clock += HOUR;
      on.element.requestUpdate();
      await on.element.updateComplete;
      expect(note()).to.include('can have another result');
    });

    it('says of a failure that it may pass at any moment', async () => {
      const { on } = await here('down.example');
      await on.verify();
      expect(folded(on.root.querySelector('[part="note"]'))).to.include('A failure may pass at any moment.');
    });

    it('takes a verdict back when its time is over', async () => {
      const given = await here('good.example');
      const { on } = given;
      await on.verify();
      expect(folded(on.root.querySelector('[part="note"]'))).to.include('What this page found counts until');
      given.clock += 8 * HOUR;
      on.element.requestUpdate();
      await on.element.updateComplete;
      expect(on.verdicts['good.example']).to.equal('Unverified');
      expect(folded(on.root.querySelector('[part="note"]'))).to.include('too old');
    });
  });

  it('gives a summary without record values, accounts or resolvers', async () => {
    const { on } = await here('*.bad.example good.example');
    on.element.accountUri = 'https://ca.example/acct/4711';
    await on.verify();
    const summary = caaSummary(on.element.report as CaaReport);
    expect(summary.split('\n')).to.deep.equal([
      'CAA 2026-09-14T09:30:00.000Z page (advisory) issuers=ca.example', '*.bad.example likely-forbidden empty-issuer at=bad.example',
      'good.example likely-permitted issue-satisfied at=good.example', 'until 2026-09-14T17:30:00.000Z',
    ]);
  });

  it('reads in the language of the page', async () => {
    addLanguages(fr);
    const given = await fixture<HTMLElement>(html`<div lang="fr"><caa-verifier mode="doh" domains="bad.example *.bad.example" issuer="ca.example" .resolvers=${[zoneLookup(ZONE)]}></caa-verifier></div>`);
    const element = given.querySelector('caa-verifier') as CaaVerifier;
    await element.verify();
    await element.updateComplete;
    expect(folded(element.renderRoot as unknown as Element)).to.include('1 nom probablement permis sur 2.').and.to.include('Probablement interdit');
  });

  for (const scheme of ['light', 'dark']) {
    it(`is accessible to axe, in ${scheme}`, async () => {
      document.documentElement.style.colorScheme = scheme;
      const { on } = await here('good.example *.img.bad.example down.example', { resolvers: [zoneLookup(ZONE, 'One'), zoneLookup({ ...ZONE, 'bad.example': {} }, 'Two')] });
      await on.verify();
      await open(on, '*.img.bad.example');
      // A colour on its way from one to another is neither.
      await Promise.all(on.root.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished.catch(() => undefined)));
      await expect(on.element).to.be.accessible();
      document.documentElement.style.colorScheme = '';
    });
  }
});

describe('<caa-verifier> with an RA and resolvers', () => {
  async function both(zone: CaaZone, certificateId = 'cert-app'): Promise<Stage> {
    const ra = createSandboxRa();
    const requestId = await draft(ra, certificateId);
    const element = await fixture<CaaVerifier>(html`<caa-verifier request-id=${requestId} issuer="ca.sandbox.example" .adapter=${ra.as('user')} .now=${ra.controls.clock.now}
      .resolvers=${[zoneLookup(zone, 'Portal resolver')]}></caa-verifier>`);
    const on = new Stage(ra, element);
    await on.until(() => on.root.querySelector('[data-name]') !== null, 'the names are read');
    return on;
  }

  it('shows this page\'s own finding beside the RA\'s answer; only the RA\'s reads Verified or is told', async () => {
    const on = await both({ 'example.com': { records: [record('0 issue "other.example"')] } });
    await on.verify();
    await on.until(() => on.element.preCheck !== undefined, 'the page looked too');
    expect(on.verdicts['app.example.com']).to.equal('Verified');
    expect(folded(on.row('app.example.com'))).to.include('This page (advisory): Likely forbidden');
    expect(on.events.map(({ type, detail }) => [type, (detail as { report: CaaReport }).report.by])).to.deep.equal([['caa-verified', 'ra']]);
    const row = await open(on, 'app.example.com');
    const ra = folded(row.querySelector('[part="perspectives"]'));
    const page = folded(row.querySelector('[part="resolvers"]'));
    expect(ra).to.include('What the CA said').and.to.include('primary').and.to.not.include('Portal resolver');
    expect(page).to.include('This page (advisory)').and.to.include('Portal resolver').and.to.include('Likely forbidden').and.to.not.include('primary');
    await expect(on.element).to.be.accessible();
  });

  it('keeps a name Unverified that only the page found permitted', async () => {
    const on = await both({});
    on.ra.controls.failures.next('verifyCaa', { code: 'forbidden' });
    on.button('Verify').click();
    await on.until(() => on.element.preCheck !== undefined && on.root.querySelector('[part="error"]') !== null, 'the page looked, the RA did not');
    expect(on.verdicts['app.example.com']).to.equal('Unverified');
    expect(on.events).to.deep.equal([]);
    const row = await open(on, 'app.example.com');
    expect(folded(row)).to.include('The RA has not looked at this name yet.').and.to.include('As this browser found');
  });
});
