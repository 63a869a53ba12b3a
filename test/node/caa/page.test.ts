import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { build } from 'esbuild';
import type { Browser, Page } from 'puppeteer-core';
import { launchBrowser } from '../../../.tools/browser.mjs';
import type * as Caa from '../../../src/caa.js';
import { startServers, withoutServers } from './servers.js';
import type { Servers } from './servers.js';

/** As a portal would serve it: nothing but its own script, and queries to one resolver. */
const policy = (resolver: string): string => `default-src 'none'; script-src 'self'; connect-src ${new URL(resolver).origin}; require-trusted-types-for 'script'`;

describe('CAA as real servers tell it to a page', { skip: withoutServers() }, () => {
  let servers: Servers | undefined;
  let portal: Server | undefined;
  let browser: Browser | undefined;
  let page: Page;
  before(async () => {
    const { url } = servers = await startServers({
      tld: { signed: true, lines: [] },
      'signed.tld': { signed: true, lines: ['@ CAA 0 issue "ca.example"'] },
      'bogus.tld': { signed: true, wrongDs: true, lines: ['@ CAA 0 issue "ca.example"'] },
      'plain.tld': { lines: ['alias CNAME edge.signed.tld.', '@ CAA 0 issue "<img src=x onerror=alert(1)>"', ...Array.from({ length: 1001 }, (_, at) => `many CAA 0 issue "ca-${at}.example"`)] },
    });
    const { outputFiles: [script] } = await build({ entryPoints: ['src/caa.ts'], bundle: true, format: 'esm', target: 'es2022', write: false });
    portal = createServer((request, response) => {
      const [type, body] = request.url === '/caa.js' ? ['text/javascript', script?.text] : ['text/html', '<!doctype html><title>Portal</title>'];
      response.writeHead(200, { 'content-type': type, 'content-security-policy': policy(url) }).end(body);
    });
    portal.listen(0, '127.0.0.1');
    await once(portal, 'listening');
    browser = await launchBrowser();
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(portal.address() as AddressInfo).port}/`);
  }, { timeout: 120_000 });
  after(async () => {
    await browser?.close();
    portal?.closeAllConnections();
    portal?.close();
    await servers?.stop();
  });

  it('gives the verdicts, the DNSSEC state and the aliases, from another origin and under a strict policy', async () => {
    const names = ['www.signed.tld', 'bogus.tld', 'alias.plain.tld', 'many.plain.tld', '*.free.tld'];
    const said = await page.evaluate(async (asked, url): Promise<readonly Caa.CaaNameReport[]> => {
      const caa = (await import(`${location.origin}/caa.js`)) as typeof Caa;
      const report = await caa.verifyCaa(asked, { issuers: ['ca.example'], resolvers: [new caa.DohResolver(url, { timeout: 20_000 })] });
      return report.names;
    }, names, servers?.url ?? '');
    assert.deepEqual(said.map(({ name, verdict, reason, dnssec }) => [name, verdict, reason, dnssec]), [
      ['www.signed.tld', 'likely-permitted', 'issue-satisfied', 'secure'],
      ['bogus.tld', 'indeterminate', 'bogus', 'bogus'],
      ['alias.plain.tld', 'likely-forbidden', 'malformed-value', said[2]?.dnssec],
      ['many.plain.tld', 'likely-forbidden', 'other-issuer', 'insecure'],
      ['*.free.tld', 'likely-permitted', 'no-record', 'secure'],
    ]);
    assert.deepEqual(said[2]?.trail[0]?.aliases, ['edge.signed.tld']);
    assert.equal(said[2]?.record?.value, '<img src=x onerror=alert(1)>');
    assert.equal(said[3]?.trail[0]?.records.length, 1001);
    assert.notEqual(said[2]?.dnssec, 'secure');
  });
});
