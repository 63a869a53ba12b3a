import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { contentSecurityPolicy } from '../../../.tools/serve.mjs';
import { heard, Host } from '../harness/host.js';
import { until } from '../harness/tab.js';
import { Flow } from '../harness/wizard.js';

/** A second copy of this package brings a second copy of Lit, and each makes a policy of the same name. */
const withDuplicates = contentSecurityPolicy.replace('trusted-types lit-html', "trusted-types lit-html 'allow-duplicates'");
const WIZARD = '<rekey-wizard certificate-id="cert-app"><p>The rekey needs a newer browser.</p></rekey-wizard>';

let host: Host;
before(async () => {
  host = await Host.open();
  // The same project again, a version later.
  cpSync(join(host.folder, 'src'), join(host.folder, 'later/src'), { recursive: true });
  cpSync(host.installed, join(host.folder, 'later/node_modules/rekey-elements'), { recursive: true });
  const version = 'node_modules/rekey-elements/dist/lit/version.js';
  host.write(`later/${version}`, readFileSync(join(host.folder, version), 'utf8').replace(/'\d[^']*'/, "'99.0.0'"));
  host.write('src/define.ts', "import 'rekey-elements/define.js';");
  await host.bundle('plain', 'src/plain.ts');
  await host.bundle('again', 'src/define.ts');
  await host.bundle('later', 'later/src/plain.ts');
});
after(() => host.close());

describe('a second copy of the package on a page', () => {
  it('of the same version is no matter: the elements work, and nothing is said', async () => {
    host.page('same.html', { body: WIZARD, scripts: ['./again/main.js', './plain/main.js'] });
    const { tab, visitor } = await host.visit('same.html', withDuplicates);
    await tab.find('button', 'Rekey Certificate');
    assert.deepEqual(visitor.faults, []);
  });

  it('of another version is told once, with both versions; the first stays and takes the second one\'s adapter', async () => {
    host.page('two.html', { body: WIZARD, scripts: ['./again/main.js', './later/main.js'] });
    const { tab, visitor } = await host.visit('two.html', withDuplicates);
    const { version } = JSON.parse(readFileSync(join(host.installed, 'package.json'), 'utf8')) as { version: string };
    const flow = new Flow(tab, visitor);
    await flow.to('agreement');
    assert.equal(await tab.page.evaluate(() => (customElements.get('rekey-wizard') as unknown as { version: string }).version), version);
    assert.equal(visitor.faults.length, 1);
    assert.match(visitor.faults.join(), /^console warn: rekey-elements 99\.0\.0 is not used: <[a-z-]+> is of (\S+)\.$/);
    assert.ok(visitor.faults.join().endsWith(`${version}.`));
  });

  it('without \'allow-duplicates\' does not start, and leaves the first one as it is', async () => {
    host.page('blocked.html', { body: WIZARD, scripts: ['./plain/main.js', './again/main.js'] });
    const { tab, visitor } = await host.visit('blocked.html');
    await tab.find('button', 'Rekey Certificate');
    assert.match(visitor.faults.join('\n'), /policy named 'lit-html'[^]*already exists/i);
  });
});

describe('a page with a Lit of its own', () => {
  before(async () => {
    host.write('src/lit.ts', "import { html, render } from 'lit';\nrender(html`<h2>Made by the host's Lit</h2>`, document.body.appendChild(document.createElement('section')));");
    host.write('src/import.ts', "import './lit.js';\nimport('./plain.js').catch((error) => { document.body.dataset.failed = error.name; });");
    await host.bundle('lit', 'src/lit.ts');
    host.write('public/load.js', "import('./plain/main.js').catch((error) => { document.body.dataset.failed = error.name; });");
    host.page('lit.html', { body: WIZARD, scripts: ['./lit/main.js', './load.js'] });
  });

  it('has both work with \'allow-duplicates\' in its policy', async () => {
    const { tab, visitor } = await host.visit('lit.html', withDuplicates);
    await tab.heading('Made by the host\'s Lit');
    await tab.find('button', 'Rekey Certificate');
    assert.deepEqual(visitor.faults, []);
  });

  it('without it gets a TypeError from the import, and shows what stands in the tag', async () => {
    const { tab } = await host.visit('lit.html');
    assert.equal(await until('the import to fail', () => tab.page.evaluate(() => document.body.dataset['failed'])), 'TypeError');
    await tab.reads('The rekey needs a newer browser.');
    await tab.heading('Made by the host\'s Lit');
  });

  it('needs nothing in its policy when one bundle has Lit once for both', async () => {
    await host.bundle('shared', 'src/import.ts');
    host.page('shared.html', { body: WIZARD, scripts: ['./shared/main.js'] });
    const { tab, visitor } = await host.visit('shared.html');
    await tab.find('button', 'Rekey Certificate');
    assert.deepEqual(visitor.faults, []);
  });
});

describe('elements made before they are defined', () => {
  it('keep every property that was set on them, as those made afterwards do', async () => {
    await host.bundle('late', 'src/late.ts');
    host.page('late.html', { scripts: ['./late/main.js'] });
    const { tab, visitor } = await host.visit('late.html');
    const lines = await until('the elements to be upgraded', async () => {
      const now = await heard(tab);
      return now.filter((line) => line.startsWith('rekey-ready')).length === 3 && now.some((line) => line.startsWith('late')) && now;
    });
    assert.deepEqual(lines.filter((line) => line.startsWith('rekey-ready')).sort(), ['rekey-ready "after"', 'rekey-ready "before"', 'rekey-ready "kept"']);
    assert.ok(lines.includes('late {"upgraded":0,"lost":[]}'), lines.join('\n'));
    assert.deepEqual(visitor.faults, []);
  });
});
