import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { CaaReport } from '../../../src/core/domain.js';
import { provideAdapter } from '../../../src/lit/context.js';
import { createSandboxRa } from '../../../src/sandbox.js';
import type { CaaVerifier } from '../../../src/caa-verifier.js';
import { recorded } from '../second-factor-dialog/setup.js';
import type { Seen } from '../second-factor-dialog/setup.js';
import { draft, Stage, stage } from './setup.js';

const HOUR = 3_600_000;
const reportOf = (event: { detail: unknown } | undefined): CaaReport => (event?.detail as { report: CaaReport }).report;

describe('<caa-verifier>', () => {
  describe('before anyone looked', () => {
    it('lists each name of the request as Unverified, wildcards apart, and what CAA does not cover as Not applicable', async () => {
      const on = await stage('cert-shop');
      expect(on.verdicts['shop.example.com']).to.equal('Unverified');
      expect(on.verdicts['*.img.static.example.com']).to.equal('Unverified');
      expect(on.row('*.img.static.example.com').textContent).to.include('Wildcard');
      expect(on.verdicts['192.0.2.24']).to.equal('Not applicable');
      expect(on.row('192.0.2.24').textContent).to.include('IP address');
      expect(on.text).to.not.include('Verified.');
      expect(on.events).to.deep.equal([]);
    });

    it('shows the RA’s own finding about who controls each domain, and until when', async () => {
      const on = await stage('cert-app');
      expect(on.row('app.example.com').textContent).to.match(/Control proven until \d+ \w+ \d{4}/);
    });
  });

  describe('when Verify is pressed', () => {
    it('by keyboard, reads Verified where the RA permits, says so aloud and tells the host', async () => {
      const on = await stage('cert-app');
      on.button('Verify').focus();
      await sendKeys({ press: 'Enter' });
      await on.until(() => on.events.length > 0, 'the RA looked');
      expect(on.verdicts).to.deep.equal({ 'app.example.com': 'Verified', 'www.app.example.com': 'Verified' });
      expect(on.row('app.example.com').textContent).to.match(/until \d\d:\d\d today|until \d+ \w+ \d{4}/);
      expect(on.said).to.equal('2 of 2 names verified.');
      expect(on.events.map(({ type }) => type)).to.deep.equal(['caa-verified']);
      expect(reportOf(on.events[0]).names.map(({ verdict }) => verdict)).to.deep.equal(['permitted', 'permitted']);
      expect(on.element.report).to.deep.equal(reportOf(on.events[0]));
    });

    it('reads Verifying while the RA looks, and can be stopped', async () => {
      const on = await stage('cert-app');
      on.ra.controls.latency.set(60_000);
      const asked = on.element.verify();
      await on.element.updateComplete;
      expect(on.verdicts['app.example.com']).to.equal('Verifying');
      expect(on.button('Verify').getAttribute('aria-disabled')).to.equal('true');
      on.button('Cancel').click();
      expect(await asked).to.equal(undefined);
      await on.element.updateComplete;
      expect(on.verdicts['app.example.com']).to.equal('Unverified');
      expect(on.said).to.equal('Stopped. Nothing was changed.');
      expect(on.root.activeElement).to.equal(on.button('Verify'));
      expect(on.events).to.deep.equal([]);
    });

    it('reads Forbidden where the zone forbids it, and explains on demand by keyboard', async () => {
      const on = await stage('cert-blocked');
      await on.verify();
      expect(on.verdicts['blocked.example.net']).to.equal('Forbidden');
      expect(on.events.map(({ type }) => type)).to.deep.equal(['caa-failed']);
      const more = on.button('Explanation for blocked.example.net');
      expect(more.getAttribute('aria-expanded')).to.equal('false');
      more.focus();
      await sendKeys({ press: ' ' });
      await on.element.updateComplete;
      expect(more.getAttribute('aria-expanded')).to.equal('true');
      const panel = on.root.getElementById(more.getAttribute('aria-controls') ?? '');
      expect(panel?.textContent).to.include('The records at blocked.example.net name other CAs.');
      expect(panel?.querySelector('pre')?.textContent?.trim()).to.equal('blocked.example.net. CAA 0 issue "other-ca.example"');
      expect(panel?.querySelector('.trail')?.textContent).to.include('1 record, the search ends here');
      expect(panel?.textContent).to.include('Time to live');
      expect(panel?.querySelector('table')?.textContent).to.match(/primary\s*Forbidden/);
    });

    it('shows the climb to the name where the record stands, with the aliases on the way', async () => {
      const on = await stage('cert-shop');
      await on.verify();
      on.button('Explanation for *.img.static.example.com').click();
      await on.element.updateComplete;
      const steps = [...on.row('*.img.static.example.com').querySelectorAll('.trail > li')].map((step) => step.textContent?.replace(/\s+/g, ' ').trim());
      expect(steps[0]).to.match(/^img\.static\.example\.com/);
      expect(steps[1]).to.include('alias to edge.cdn.example');
      expect(steps.at(-1)).to.equal('example.com3 records, the search ends here');
      expect(on.row('*.img.static.example.com').querySelector('.hit')?.textContent).to.include('issuewild');
    });

    it('reads Could not tell where the DNS fails, and verifies once it answers', async () => {
      const on = await stage('cert-flaky');
      await on.verify();
      expect(on.verdicts['flaky.example.org']).to.equal('Could not tell');
      expect(on.row('flaky.example.org').textContent).to.include('a name server failed');
      await on.ra.controls.setZone('flaky.example.org', {});
      on.button('Verify').click();
      await on.until(() => on.events.length === 2, 'the RA looked again');
      expect(on.verdicts['flaky.example.org']).to.equal('Verified');
      expect(on.events[1]?.type).to.equal('caa-verified');
    });

    it('shows what stands in the DNS as text, never as markup', async () => {
      const on = await stage('cert-app');
      const value = '<img src=x onerror="document.title=1">';
      await on.ra.controls.setZone('app.example.com', { records: [{ flags: 0, tag: 'issue', value }, { flags: 0, tag: 'x\nevil', value: '' }] });
      await on.verify();
      on.button('Explanation for app.example.com').click();
      await on.element.updateComplete;
      expect(on.root.querySelector('img')).to.equal(null);
      expect(on.row('app.example.com').querySelector('pre')?.textContent).to.include('CAA 0 x\\010evil ""');
      expect(on.row('app.example.com').querySelector('pre')?.textContent).to.include('"<img src=x onerror=\\"document.title=1\\">"');
    });

    it('shows a set of a thousand records by the one that decided', async () => {
      const on = await stage('cert-app');
      const records = Array.from({ length: 1001 }, (_, at) => ({ flags: 0, tag: 'issue', value: at === 900 ? 'ca.sandbox.example' : `ca-${at}.example` }));
      await on.ra.controls.setZone('app.example.com', { records });
      await on.verify();
      on.button('Explanation for app.example.com').click();
      await on.element.updateComplete;
      const pre = on.row('app.example.com').querySelector('pre');
      expect(pre?.querySelector('.hit')?.textContent).to.include('ca.sandbox.example');
      expect(pre?.children.length).to.be.below(10);
      expect(pre?.textContent).to.include('995 more records');
    });
  });

  describe('after the RA looked', () => {
    it('says how long it lasts, and that the CA looks again', async () => {
      const on = await stage('cert-app');
      await on.verify();
      expect(on.root.querySelector('[part="note"]')?.textContent).to.match(/These results last until .*\. Approval may take longer, so the CA looks again before it issues\./);
    });

    it('takes a verdict back when its time is over', async () => {
      const on = await stage('cert-app');
      await on.verify();
      await on.ra.controls.clock.advance(30 * HOUR);
      on.element.requestUpdate();
      await on.element.updateComplete;
      expect(on.verdicts['app.example.com']).to.equal('Unverified');
      expect(on.row('app.example.com').textContent).to.include('the result is too old');
      expect(on.root.querySelector('[part="note"]')?.textContent).to.include('Verify again.');
    });

    it('shows the report that the request already has', async () => {
      const on = await stage('cert-app');
      await on.verify();
      const again = await fixture<CaaVerifier>(html`<caa-verifier request-id=${on.element.requestId} .adapter=${on.ra.as('user')} .now=${on.ra.controls.clock.now}></caa-verifier>`);
      const there = new Stage(on.ra, again);
      await there.until(() => there.verdicts['app.example.com'] === 'Verified', 'the report of the request is shown');
    });
  });

  describe('when the RA does not answer', () => {
    it('says what to do next and tries again with the same key', async () => {
      const seen: Seen[] = [];
      const on = await stage('cert-app', (adapter) => recorded(adapter, seen));
      on.ra.controls.failures.next('verifyCaa', { when: 'after' });
      on.button('Verify').click();
      await on.until(() => on.text.includes('The RA did not answer'), 'the failure is shown');
      expect(on.said).to.equal('The RA did not answer');
      expect(on.verdicts['app.example.com']).to.not.equal('Verifying');
      on.button('Try again').click();
      await on.until(() => on.events.length > 0, 'the RA looked');
      expect(on.verdicts['app.example.com']).to.equal('Verified');
      const keys = seen.filter(({ method }) => method === 'verifyCaa').map(({ key }) => key);
      expect(keys).to.have.length(2);
      expect(keys[1]).to.equal(keys[0]);
    });

    it('tells the host that the session ended, and goes on by retry() with the same key once the person signed in', async () => {
      const seen: Seen[] = [];
      const on = await stage('cert-app', (adapter) => recorded(adapter, seen));
      const errors: { code: string; correlationId: string }[] = [];
      on.element.addEventListener('rekey-error', ({ detail }) => errors.push(detail));
      on.element.retry();
      expect(on.verdicts['app.example.com'], 'nothing has failed yet').to.equal('Unverified');
      on.ra.controls.failures.next('verifyCaa', { when: 'after', code: 'auth' });
      on.button('Verify').click();
      await on.until(() => errors.length > 0, 'the host is told');
      expect(errors.map(({ code }) => code)).to.deep.equal(['auth']);
      expect(on.text).to.include('Your session has ended').and.to.include(errors[0]?.correlationId);
      on.element.retry();
      await on.until(() => on.verdicts['app.example.com'] === 'Verified', 'the RA looked');
      expect(new Set(seen.filter(({ method }) => method === 'verifyCaa').map(({ key }) => key)).size).to.equal(1);
    });

    it('shows that the names could not be read, with a way to try again', async () => {
      const ra = createSandboxRa();
      const requestId = await draft(ra, 'cert-app');
      ra.controls.failures.next('getRequest');
      const element = await fixture<CaaVerifier>(html`<caa-verifier request-id=${requestId} .adapter=${ra.as('user')}></caa-verifier>`);
      const on = new Stage(ra, element);
      await on.until(() => on.text.includes('The RA did not answer'), 'the failure is shown');
      on.button('Try again').click();
      await on.until(() => on.verdicts['app.example.com'] === 'Unverified', 'the names are shown');
    });
  });

  describe('says why it cannot verify', () => {
    const why = (element: CaaVerifier): string => {
      const button = element.renderRoot.querySelector<HTMLElement>('[part="verify"]');
      expect(button?.getAttribute('aria-disabled')).to.equal('true');
      return (element.renderRoot as ShadowRoot).getElementById(button?.getAttribute('aria-describedby') ?? '')?.textContent ?? '';
    };

    it('without an RA', async () => {
      expect(why(await fixture<CaaVerifier>(html`<caa-verifier domains="a.example"></caa-verifier>`))).to.include('No registration authority');
    });
    it('without a request', async () => {
      const element = await fixture<CaaVerifier>(html`<caa-verifier domains="a.example, *.a.example 192.0.2.1" .adapter=${createSandboxRa().as('user')}></caa-verifier>`);
      expect(why(element)).to.include('request');
      expect([...element.renderRoot.querySelectorAll<HTMLElement>('[data-name]')].map((row) => row.dataset['state'])).to.deep.equal(['unverified', 'unverified', 'not-applicable']);
    });
    it('where the RA offers no check', async () => {
      const { requestId, adapter } = { requestId: 'x', adapter: { getRequest: () => new Promise(() => undefined) } };
      const element = await fixture<CaaVerifier>(html`<caa-verifier request-id=${requestId} .adapter=${adapter}></caa-verifier>`);
      expect(why(element)).to.equal('This RA offers no CAA check.');
    });
    it('in the page, without resolvers', async () => {
      expect(why(await fixture<CaaVerifier>(html`<caa-verifier mode="doh" domains="a.example"></caa-verifier>`))).to.include('resolvers');
    });
    it('and does nothing when it is pressed all the same', async () => {
      const element = await fixture<CaaVerifier>(html`<caa-verifier domains="a.example"></caa-verifier>`);
      expect(await element.verify()).to.equal(undefined);
    });
  });

  it('takes its adapter from the nearest provider, also from one that comes later', async () => {
    const ra = createSandboxRa();
    const requestId = await draft(ra, 'cert-app');
    const box = await fixture(html`<div><caa-verifier request-id=${requestId}></caa-verifier></div>`);
    const element = box.querySelector('caa-verifier');
    provideAdapter(box as HTMLElement, ra.as('user'));
    await waitUntil(() => element?.renderRoot.querySelector('[data-name="app.example.com"]') !== null, undefined, { timeout: 8000 });
  });

  it('stops what it began when it leaves the document', async () => {
    const on = await stage('cert-app');
    on.ra.controls.latency.set(60_000);
    const asked = on.element.verify();
    on.element.remove();
    expect(await asked).to.equal(undefined);
    expect(on.events).to.deep.equal([]);
  });

  describe('is accessible', () => {
    afterEach(() => {
      document.documentElement.style.colorScheme = '';
    });
    for (const scheme of ['light', 'dark']) {
      it(`to axe, in ${scheme}`, async () => {
        document.documentElement.style.colorScheme = scheme;
        const on = await stage('cert-shop');
        await expect(on.element).to.be.accessible();
        await on.verify();
        on.button('Explanation for shop.example.com').click();
        await on.element.updateComplete;
        await expect(on.element).to.be.accessible();
      });
    }
  });
});
