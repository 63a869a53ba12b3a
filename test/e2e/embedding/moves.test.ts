import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { heard, Host, type Visit } from '../harness/host.js';
import { until, type Tab } from '../harness/tab.js';
import { arrivedCode, Flow, PASSPHRASE } from '../harness/wizard.js';

const BODY = '<section id="here"><rekey-wizard certificate-id="cert-app"></rekey-wizard></section><section id="there"></section>';

/** Moves the wizard as host pages do: into another place of the document, or into a shadow root. */
const move = (tab: Tab, to: 'there' | 'here' | 'shadow'): Promise<void> =>
  tab.page.evaluate((place) => {
    const section = document.getElementById(place === 'shadow' ? 'there' : place);
    const target = place === 'shadow' ? section?.attachShadow({ mode: 'open' }) : section;
    const wizard = document.querySelector('rekey-wizard');
    if (target && wizard) target.append(wizard);
  }, to);

describe('a page that moves the wizard in its document', () => {
  let host: Host;
  let visit: Visit;
  let flow: Flow;
  before(async () => {
    host = await Host.open();
    await host.bundle('plain', 'src/plain.ts');
    host.page('moves.html', { body: BODY, scripts: ['./plain/main.js'] });
    visit = await host.visit('moves.html');
    flow = new Flow(visit.tab, visit.visitor);
    await visit.tab.page.evaluate(() => {
      const counted = document.body.appendChild(Object.assign(document.createElement('output'), { id: 'ready', textContent: '0' }));
      document.body.addEventListener('rekey-ready', () => { counted.textContent = String(Number(counted.textContent) + 1); });
    });
  });
  after(() => host.close());

  it('keeps the step, what was typed and what was chosen', async () => {
    const { tab } = visit;
    await flow.to('csr');
    await tab.tick('Make the key in this browser', 'radio');
    await tab.fill('Passphrase for the encrypted key', PASSPHRASE);
    await move(tab, 'there');
    assert.equal(await flow.step(), 'csr');
    const field = await tab.find('textbox', 'Passphrase for the encrypted key');
    assert.equal(await field.evaluate((input) => (input as HTMLInputElement).value), PASSPHRASE);
  });

  it('keeps work that is under way: the key that is being made is the one that is used', async () => {
    const { tab } = visit;
    await tab.press('Generate key and CSR');
    await move(tab, 'here');
    await flow.at('key-backup');
    await flow.to('second-factor');
  });

  it('keeps the question for a code open, in front of the page, and takes the code', async () => {
    const { tab } = visit;
    await tab.find('button', 'Go on');
    await tab.tick('Code by email', 'radio');
    await tab.press('Go on');
    await tab.find('textbox', 'Code');
    await move(tab, 'there');
    assert.equal(await tab.page.evaluate(() => {
      const dialog = document.querySelector('rekey-wizard')?.shadowRoot?.querySelector('second-factor-dialog')?.shadowRoot?.querySelector('dialog');
      return dialog?.matches(':modal');
    }), true);
    await tab.fill('Code', await arrivedCode(tab));
    await tab.press('Confirm');
    await flow.at('result');
    await tab.reads('The new certificate fits your key');
  });

  it('is one flow for the host: told once that it is ready, once that it is complete, and no fault', async () => {
    assert.equal(await visit.tab.page.$eval('#ready', ({ textContent }) => textContent), '1');
    assert.equal((await heard(visit.tab)).length, 1);
    assert.deepEqual(visit.visitor.faults, []);
  });

  it('goes on where it was when the wizard is taken out, put back later, and put into a shadow root', async () => {
    const { tab, visitor } = await host.visit('moves.html');
    const second = new Flow(tab, visitor);
    await second.to('key-backup');
    await second.pass('key-backup');
    const step = await second.step();
    await tab.page.evaluate(async () => {
      const wizard = document.querySelector('rekey-wizard');
      if (!wizard) throw new Error('There is no wizard.');
      wizard.remove();
      await new Promise((painted) => { requestAnimationFrame(() => { requestAnimationFrame(painted); }); });
      (window as unknown as { kept: Element }).kept = wizard;
      document.getElementById('here')?.append(wizard);
    });
    assert.equal(await second.at('subject', 'san', 'validity', 'domains'), step);
    await move(tab, 'shadow');
    await tab.press('Next');
    await until('the next step', () => tab.page.evaluate((before) => {
      const { step: now } = (window as unknown as { kept: { step?: string } }).kept;
      return now !== before && now !== 'loading';
    }, step));
    assert.deepEqual(visitor.faults, []);
  });
});
