import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { contentSecurityPolicy } from '../../../.tools/serve.mjs';
import { heard, Host, type Visit } from '../harness/host.js';
import { Flow } from '../harness/wizard.js';

/** As an old portal lays its pages out. */
const STATIC = `
<h1>Certificates</h1>
<table width="100%"><tr><td>app.example.com</td><td>
  <rekey-wizard certificate-id="cert-app" layout="classic" key-source="browser"><p slot="header">Signed in as &quot;Amelia&quot;</p></rekey-wizard>
</td></tr></table>`;

/** Everything from the first screen to the issued certificate, and what must be true of the page afterwards. */
async function wholeRekey({ tab, visitor }: Visit): Promise<void> {
  const flow = new Flow(tab, visitor);
  await flow.to('result');
  await tab.reads('The new certificate fits your key');
  assert.match(flow.keyFile?.text ?? '', /^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
  const chain = await visitor.download(() => tab.pressBeside('Certificate with chain', 'Download'));
  assert.ok((chain.text.match(/-----BEGIN CERTIFICATE-----/g) ?? []).length > 1);
  const lines = await heard(tab);
  assert.equal(lines.length, 1);
  assert.match(lines.join(), /^rekey-complete .*-----BEGIN CERTIFICATE-----/);
  assert.deepEqual(visitor.faults, []);
}

let host: Host;
before(async () => {
  host = await Host.open();
  await host.bundle('plain', 'src/plain.ts');
});
after(() => host.close());

describe('the built package in a host page under the strict content security policy', () => {
  it('rekeys from npm modules, bundled, in a page whose tags a server wrote', async () => {
    host.page('plain.html', { body: STATIC, scripts: ['./plain/main.js'] });
    const visit = await host.visit('plain.html');
    await visit.tab.reads('Signed in as "Amelia"');
    await wholeRekey(visit);
  });

  it('rekeys in a React page, with properties and events in JSX and its effects run twice', async () => {
    await host.bundle('react', 'src/react.tsx');
    host.page('react.html', { body: '<div id="app"></div>', scripts: ['./react/main.js'] });
    const visit = await host.visit('react.html');
    await visit.tab.heading('React host');
    await wholeRekey(visit);
    assert.equal(await visit.tab.page.$eval('#step', ({ textContent }) => textContent), 'result');
  });

  it('rekeys in a Vue page, whose policy names Vue beside Lit', async () => {
    await host.bundle('vue', 'src/vue.ts');
    host.page('vue.html', { body: '<div id="app"></div>', scripts: ['./vue/main.js'] });
    const visit = await host.visit('vue.html', contentSecurityPolicy.replace('trusted-types lit-html', 'trusted-types lit-html vue'));
    await visit.tab.heading('Vue host');
    await wholeRekey(visit);
    assert.equal(await visit.tab.page.$eval('#step', ({ textContent }) => textContent), 'result');
  });
});

describe('an element in a place that is as wide as its content', () => {
  it('asks for a width to work in, and never for more than there is', async () => {
    const wizard = '<rekey-wizard certificate-id="cert-app"></rekey-wizard>';
    host.write('public/places.css', '.row { display: flex } .float { float: inline-start } .grid { display: grid; grid-template-columns: auto auto }');
    host.page('places.html', {
      body: `<link rel="stylesheet" href="./places.css"><table><tr><td>${wizard}</td></tr></table><div class="row">${wizard}</div>
        <div class="float">${wizard}</div><div class="grid">${wizard}<p>beside it</p></div>`, scripts: ['./plain/main.js'],
    });
    const { tab } = await host.visit('places.html');
    await tab.find('button', 'Rekey Certificate');
    const widths = (): Promise<number[]> => tab.page.$$eval('rekey-wizard', (all) => all.map((one) => one.getBoundingClientRect().width));
    for (const width of await widths()) assert.ok(width >= 500, `${width} pixels wide on a wide page`);
    await tab.page.setViewport({ width: 320, height: 640 });
    const [, flex = 0] = await widths();
    assert.ok(flex > 200, `${flex} pixels wide on a narrow page`);
    assert.ok(await tab.page.evaluate(() => document.documentElement.scrollWidth <= 320));
  });
});

describe('the file for pages without a bundler', () => {
  const name = 'rekey-elements.min.js';
  let bytes: Buffer;
  let integrity: string;
  before(() => {
    const folder = join(host.installed, 'dist/cdn');
    bytes = readFileSync(join(folder, name));
    integrity = (JSON.parse(readFileSync(join(folder, 'integrity.json'), 'utf8')) as Record<string, string>)[name] ?? '';
    host.write(`public/${name}`, bytes);
    host.write('public/portal.js', `
      import { createSandboxRa, provideAdapter } from './${name}';
      const ra = createSandboxRa({ store: 'indexeddb' });
      await ra.controls.setSettings({ vetting: { web: false, admin: false } });
      const place = document.querySelector('#notification');
      ra.inbox.subscribe(({ code }) => { place.firstChild.textContent = code; place.hidePopover(); place.showPopover(); });
      document.body.addEventListener('rekey-complete', ({ detail }) => {
        document.querySelector('#heard').append(Object.assign(document.createElement('li'), { textContent: 'rekey-complete ' + detail.certificate }));
      });
      provideAdapter(document.body, ra.as('user'));`);
    const body = `${STATIC}<div id="notification" popover="manual"><b class="code"></b></div><ol id="heard"></ol>`;
    const tag = (hash: string): string => `<script type="module" src="./${name}" integrity="${hash}"></script>`;
    host.page('index.html', { body, scripts: [tag(integrity), './portal.js'] });
  });

  it('rekeys by itself, with its integrity checked', async () => {
    assert.match(integrity, /^sha384-[A-Za-z0-9+/]{64}$/);
    const visit = await host.visit('index.html');
    await wholeRekey(visit);
    const loaded = await visit.tab.page.evaluate(() => performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname).filter((path) => path.endsWith('.js')));
    assert.deepEqual(loaded.sort(), ['/portal.js', `/${name}`]);
  });

  it('is refused by the browser when one byte of it is another, also for the script that imports it', async () => {
    const changed = Buffer.from(bytes);
    const at = changed.indexOf('rekey-wizard');
    changed[at] = 'R'.charCodeAt(0);
    host.write(`public/${name}`, changed);
    try {
      const { tab, visitor } = await host.visit('index.html');
      await tab.page.waitForNetworkIdle();
      assert.match(visitor.faults.join('\n'), /integrity/i);
      assert.deepEqual(await tab.page.evaluate(() => ({
        defined: customElements.get('rekey-wizard') !== undefined, text: document.querySelector('rekey-wizard')?.textContent,
      })), { defined: false, text: 'Signed in as "Amelia"' });
    } finally {
      host.write(`public/${name}`, bytes);
    }
  });
});
