import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { contentSecurityPolicy } from '../../../.tools/serve.mjs';
import { framed, Host, type Visit } from '../harness/host.js';
import { Tab, until } from '../harness/tab.js';
import { Flow } from '../harness/wizard.js';

/** The strict policy, but for the page that has the frame and the one that is in it. */
const policy = contentSecurityPolicy.replace("frame-ancestors 'none'", "frame-ancestors 'self'; frame-src 'self'");

/** What README.md asks a host to write. */
const NEEDED = ['allow-scripts', 'allow-same-origin', 'allow-forms', 'allow-downloads'];

let host: Host;
before(async () => {
  host = await Host.open();
  await host.bundle('plain', 'src/plain.ts');
  host.page('inside.html', { body: '<rekey-wizard certificate-id="cert-app"></rekey-wizard>', scripts: ['./plain/main.js'] });
});
after(() => host.close());

/** Opens a page whose frame has these tokens, and a tab that works inside the frame. */
async function inFrame(tokens: readonly string[]): Promise<Visit> {
  host.write('public/frame.css', 'iframe { inline-size: 100%; block-size: 58rem; border: 0 }');
  const path = `frame-${tokens.join('-') || 'none'}.html`;
  host.page(path, { body: `<link rel="stylesheet" href="./frame.css"><iframe src="./inside.html" title="Rekey" sandbox="${tokens.join(' ')}"></iframe>` });
  const visit = await host.visit(path, policy);
  return { ...visit, tab: await Tab.of(await framed(visit.tab.page), visit.url, []) };
}

const without = (token: string): string[] => NEEDED.filter((one) => one !== token);

describe('a sandboxed frame', () => {
  it('is enough for a whole rekey with the tokens that README.md lists', async () => {
    const { tab, visitor } = await inFrame(NEEDED);
    const flow = new Flow(tab, visitor);
    await flow.to('result');
    await tab.reads('The new certificate fits your key');
    const chain = await visitor.download(() => tab.pressBeside('Certificate with chain', 'Download'));
    assert.match(chain.text, /^-----BEGIN CERTIFICATE-----/);
    // What Chromium says of these two tokens in a frame of one's own origin; README.md says it too.
    assert.deepEqual(visitor.faults.filter((fault) => !fault.includes('allow-scripts and allow-same-origin')), []);
  });

  it('without allow-scripts shows nothing', async () => {
    const { tab } = await inFrame(without('allow-scripts'));
    await tab.page.waitForSelector('rekey-wizard');
    assert.equal(await tab.page.evaluate(() => document.querySelector('rekey-wizard')?.shadowRoot), null);
  });

  it('without allow-same-origin loads no script: its origin is none', async () => {
    const { tab, visitor } = await inFrame(without('allow-same-origin'));
    await until('the browser to refuse the script', async () => visitor.faults.some((fault) => /CORS|origin 'null'|Content Security/.test(fault)));
    assert.equal(await tab.page.evaluate(() => customElements.get('rekey-wizard') === undefined), true);
  });

  it('without allow-downloads gives no key file', async () => {
    const { tab, visitor } = await inFrame(without('allow-downloads'));
    const flow = new Flow(tab, visitor);
    await flow.to('key-backup');
    await tab.press('Download encrypted key');
    await until('the browser to refuse the download', async () => visitor.faults.some((fault) => /download/i.test(fault)));
    assert.deepEqual(visitor.strayDownloads, []);
  });

  it('without allow-forms takes no code', async () => {
    const { tab, visitor } = await inFrame(without('allow-forms'));
    const flow = new Flow(tab, visitor);
    await flow.to('second-factor');
    await tab.tick('Code by email', 'radio');
    await tab.press('Go on');
    await until('the browser to refuse the form', async () => visitor.faults.some((fault) => fault.includes('allow-forms')));
  });
});
