import { expect, waitUntil } from '@open-wc/testing';
import { addLanguages } from '../../../src/lit/localize.js';
import { ar } from '../../../src/locales/ar.js';
import { en } from '../../../src/locales/en.js';
import { fr } from '../../../src/locales/fr.js';
import { pseudo } from '../../../src/locales/pseudo.js';
import { createSandboxRa } from '../../../src/sandbox.js';
import type { SandboxRa } from '../../../src/sandbox.js';
import { begin, tick, toKey, toReason } from './begin.js';
import { draft, open, plainRa } from './late.js';
import type { Page } from './late.js';

const room = (): SandboxRa => createSandboxRa({ name: `languages-${crypto.randomUUID()}` });
const heading = (page: Page): string => page.find('#heading').textContent?.trim() ?? '';
const buttons = (page: Page): string => page.find('.foot button').textContent?.trim() ?? '';
const reads = async (page: Page, words: string): Promise<void> => { await waitUntil(() => heading(page) === words, `the heading reads ${words}`, { timeout: 8000 }); };
const from = (page: Page, selector: string): CSSStyleDeclaration => getComputedStyle(page.find(selector));

/** The words that a person sees, each text node by itself; data stand in code, isolates and fields; what was announced stays as it was said. */
function* seen(root: ParentNode): Generator<string> {
  for (const element of root.querySelectorAll('*')) {
    if (element.closest('code, bdi, pre, .mono, style, .text, [role="status"], [hidden]')) continue;
    if (element.shadowRoot) yield* seen(element.shadowRoot);
    if (element.getClientRects().length === 0) continue;
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE && node.textContent?.trim()) yield node.textContent.trim();
    for (const name of ['aria-label', 'placeholder', 'title']) if (element.getAttribute(name)) yield element.getAttribute(name) ?? '';
  }
}

describe('the languages of the wizard', () => {
  afterEach(() => {
    document.documentElement.lang = '';
    document.documentElement.removeAttribute('dir');
  });

  it('change in the middle of the flow, with nothing lost, and a language that comes late is taken at once', async () => {
    const page = await toReason(await begin(room()));
    tick(page, 'reason');
    await page.element.updateComplete;
    document.documentElement.lang = 'fr-CA';
    await page.element.updateComplete;
    expect(heading(page)).to.equal('Why are you changing the key?');

    addLanguages(fr, ar);
    await reads(page, 'Pourquoi changez-vous la clé\u202f?');
    expect(page.element.step).to.equal('reason');
    expect(page.find<HTMLInputElement>('#reason').checked).to.equal(true);
    expect(page.find('.frame').lang).to.equal('fr-CA');
    expect(page.hasButton('Suivant')).to.equal(true);

    document.documentElement.lang = 'ar';
    await reads(page, 'لماذا تغيّر المفتاح؟');
    page.press('التالي');
    await page.at('csr', 'طلب توقيع الشهادة');
    document.documentElement.lang = 'en';
    await reads(page, 'Certificate Signing Request');
    expect(page.hasButton('Generate key and CSR')).to.equal(true);
  });

  it('have the dates of one region on a screen, those of the elements within it too', async () => {
    document.documentElement.lang = 'en-US';
    const ra = await plainRa();
    const page = await open(ra, await draft(ra, { unverified: true }));
    await page.at('domains');
    const within = (): string | null | undefined => page.find('caa-verifier').shadowRoot?.querySelector('[lang]')?.getAttribute('lang');
    await page.until(() => within() !== undefined, 'the verifier is drawn');
    expect([page.find('.frame').lang, within()]).to.deep.equal(['en-US', 'en-US']);
  });

  it('follow the nearest element that says one, through a shadow root', async () => {
    addLanguages(fr, ar);
    const page = await begin(room());
    const outer = document.createElement('section');
    outer.attachShadow({ mode: 'open' }).append(page.element);
    document.body.append(outer);
    outer.lang = 'ar';
    await waitUntil(() => page.text.includes('تغيير مفتاح الشهادة'), 'Arabic', { timeout: 8000 });
    outer.lang = 'fr';
    await waitUntil(() => page.text.includes('Changer la clé du certificat'), 'French', { timeout: 8000 });
    outer.remove();
  });

  it('let the host say one string otherwise, in each of them', async () => {
    addLanguages(fr);
    document.documentElement.lang = 'fr';
    const page = await begin(room());
    page.element.messages = { wizard: { early: { choose: 'Votre choix' } } };
    await reads(page, 'Votre choix');
    expect(page.text).to.include('Changer la clé du certificat');
  });

  it('turn around with the page: columns, arrows and progress, but not keys, names of hosts and fingerprints', async () => {
    addLanguages(ar);
    const page = await toReason(await begin(room()));
    document.documentElement.lang = 'ar';
    document.documentElement.dir = 'rtl';
    await reads(page, 'لماذا تغيّر المفتاح؟');
    expect(from(page, '.frame').direction).to.equal('rtl');
    const rail = page.find('.rail').getBoundingClientRect();
    const main = page.find('.main').getBoundingClientRect();
    expect(rail.left).to.be.greaterThan(main.left);
    const mono = from(page, '.ledger .mono');
    expect([mono.direction, mono.unicodeBidi]).to.deep.equal(['ltr', 'isolate']);
    document.documentElement.dir = 'ltr';
    expect(page.find('.rail').getBoundingClientRect().left).to.be.lessThan(page.find('.main').getBoundingClientRect().left);
  });

  it('leave no word outside a catalogue', async () => {
    addLanguages(pseudo(en));
    const page = await toKey(await begin(room()));
    for (const step of ['csr', 'reason', 'agreement', 'certificate-action'] as const) {
      document.documentElement.lang = 'en-XA';
      await waitUntil(() => buttons(page).startsWith('['), `pseudo-language in ${step}`, { timeout: 8000 });
      const data = /^(?:[\d\s.,:()/·]|shop\.example\.com|[A-Z]{2}-\S+|CN=.*|\w{3} \d{1,2}, \d{4}.*|[\dA-F ]{4,}|Example|SHA-256|Subscriber Agreement|Alice.*|\d{1,2} \w{3} \d{4}.*)*$/;
      const words = [...seen(page.root)].filter((text) => /[A-Za-z]{2}/.test(text.replace(/\[[^\]]*\]/g, '')) && !data.test(text.replace(/\[[^\]]*\]/g, '').trim()));
      expect(words, step).to.deep.equal([]);
      document.documentElement.lang = 'en';
      await waitUntil(() => !buttons(page).startsWith('['), `English in ${step}`, { timeout: 8000 });
      if (step !== 'certificate-action') {
        const before = heading(page);
        page.press('Back');
        await waitUntil(() => heading(page) !== before, 'a step back', { timeout: 8000 });
      }
    }
  });
});
