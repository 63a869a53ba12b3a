import { expect } from '@open-wc/testing';
import { parseCaaText, zoneLookup } from '../../../src/caa.js';
import type { CaaZone } from '../../../src/caa.js';
import type { RaAdapter } from '../../../src/core/adapter.js';
import type { SandboxRa } from '../../../src/sandbox.js';
import type { Page} from './late.js';
import { draft, open, plainRa } from './late.js';

const HOUR = 3_600_000;
const issue = (ca: string) => parseCaaText(`0 issue "${ca}"`);
const PERMITS: CaaZone = { 'example.com': { records: [issue('ca.sandbox.example')] } };

/** An RA that has no CAA check of its own, and says that the page's counts. */
async function advisoryRa(): Promise<SandboxRa> {
  const ra = await plainRa();
  const { caa } = await ra.controls.getPolicy('tls-server');
  await ra.controls.setPolicy('tls-server', { caa: { ...caa, gate: 'advisory' } });
  return ra;
}
const withoutCaa = (adapter: RaAdapter): RaAdapter => {
  const { verifyCaa: _, ...rest } = adapter;
  return rest;
};

async function atDomains(ra: SandboxRa, zone: CaaZone | undefined): Promise<Page> {
  const page = await open(ra, await draft(ra, { unverified: true }), {
    wrap: withoutCaa, setUp: ({ element }) => { element.resolvers = zone && [zoneLookup(zone, 'Portal resolver')]; },
  });
  await page.at('domains');
  await page.until(() => Boolean(page.find('caa-verifier').shadowRoot?.querySelector('[data-name]')), 'the names are listed');
  return page;
}
const inside = (page: Page): string => (page.find('caa-verifier').shadowRoot?.textContent ?? '').replace(/\s+/g, ' ');
const verify = (page: Page): void => page.find('caa-verifier').shadowRoot?.querySelector<HTMLElement>('[part="verify"]')?.click();
const isShut = (page: Page): boolean => page.button('Rekey').getAttribute('aria-disabled') === 'true';

describe('the step of the domains where the RA leaves CAA to the page', () => {
  it('says who will learn the names, opens Rekey once the page found them permitted, and says that the CA decides', async () => {
    const page = await atDomains(await advisoryRa(), PERMITS);
    expect(page.text).to.include('This page looks at it; the CA decides.').and.to.include('Every name has to be checked.');
    expect(inside(page)).to.include('Portal resolver').and.to.include('learns them');
    expect(isShut(page)).to.equal(true);
    verify(page);
    await page.until(() => !isShut(page), 'the gate is open');
    expect(inside(page)).to.include('Likely permitted').and.to.include('Checked here; the CA decides.');
    expect(inside(page)).to.not.match(/\bVerified\b/);
    await page.isAccessible();
    page.press('Rekey');
    await page.at('confirm', '2 of 2 names checked here; the CA decides');
    await page.visit('Domain ownership', 'domains');
    await page.until(() => inside(page).includes('Likely permitted'), 'what was found is still there');
    expect(isShut(page)).to.equal(false);
  });

  it('stays shut where the page found a name forbidden', async () => {
    const page = await atDomains(await advisoryRa(), { 'example.com': { records: [issue('other.example')] } });
    verify(page);
    await page.until(() => page.text.includes('A name is forbidden.'), 'the reason is shown');
    expect(isShut(page)).to.equal(true);
  });

  it('shuts again when the time of what was found is over', async () => {
    const ra = await advisoryRa();
    const page = await atDomains(ra, PERMITS);
    verify(page);
    await page.until(() => !isShut(page), 'the gate is open');
    await ra.controls.clock.advance(9 * HOUR);
    page.element.requestUpdate();
    await page.until(() => isShut(page), 'the gate is shut');
    expect(page.text).to.include('Every name has to be checked.');
  });

  it('asks nobody where the host gave nobody to ask, and says so', async () => {
    const page = await atDomains(await advisoryRa(), undefined);
    expect(isShut(page)).to.equal(true);
    expect(inside(page)).to.include('needs DNS resolvers');
  });
});

describe('the step of the domains where the RA decides and the host gave resolvers', () => {
  it('is opened by the RA alone, with the page\'s finding beside it', async () => {
    const ra = await plainRa();
    const page = await open(ra, await draft(ra, { unverified: true }), {
      setUp: ({ element }) => { element.resolvers = [zoneLookup({ 'example.com': { records: [issue('other.example')] } }, 'Portal resolver')]; },
    });
    await page.at('domains');
    await page.until(() => Boolean(page.find('caa-verifier').shadowRoot?.querySelector('[data-name]')), 'the names are listed');
    ra.controls.failures.next('verifyCaa', { code: 'forbidden' });
    verify(page);
    await page.until(() => inside(page).includes('This page (advisory): Likely forbidden'), 'the page looked');
    expect(isShut(page)).to.equal(true);
    await page.until(() => page.find('caa-verifier').shadowRoot?.querySelector('[part="verify"]')?.getAttribute('aria-disabled') !== 'true', 'the RA refused');
    verify(page);
    await page.until(() => !isShut(page), 'the RA opened it');
    expect(inside(page)).to.include('Verified').and.to.include('This page (advisory): Likely forbidden');
  });
});
