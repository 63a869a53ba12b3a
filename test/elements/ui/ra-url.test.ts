import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../../src/define.js';
import type { RaAdapter } from '../../../src/core/adapter.js';
import { provideAdapter } from '../../../src/lit/context.js';
import { createSandboxRa } from '../../../src/sandbox.js';
import { overHttp } from '../../support/ra-over-http.js';

/** An element, and the adapter that it uses. */
type Raised = HTMLElement & { readonly ra: RaAdapter | undefined; raUrl: string | undefined; adapter: RaAdapter | undefined; readonly step?: string };

describe('an address in place of an adapter', () => {
  const real = window.fetch;
  let asked: string[] = [];

  beforeEach(() => {
    const answer = overHttp(createSandboxRa().as('user'), { base: '/portal/ra' });
    asked = [];
    window.fetch = (input, init) => {
      const request = new Request(input, init);
      const { pathname } = new URL(request.url);
      if (!pathname.startsWith('/portal/ra/')) return real(input, init);
      asked.push(pathname);
      return answer(request);
    };
  });
  afterEach(() => { window.fetch = real; });

  it('brings the wizard to its first screen, over HTTP', async () => {
    const wizard = await fixture<Raised>(html`<rekey-wizard ra-url="/portal/ra" certificate-id="cert-app"></rekey-wizard>`);
    await waitUntil(() => wizard.step === 'certificate-action', 'the first step');
    expect(asked).to.include('/portal/ra/certificates/cert-app/rekey-policy');
    expect(wizard.shadowRoot?.textContent).to.contain('app.');
  });

  it('is understood by each of the four elements, which share one adapter', async () => {
    const box = await fixture<HTMLElement>(html`<div>
      <rekey-wizard ra-url="/portal/ra"></rekey-wizard><rekey-request-list ra-url="/portal/ra"></rekey-request-list>
      <caa-verifier ra-url="/portal/ra"></caa-verifier><second-factor-dialog ra-url="/portal/ra"></second-factor-dialog></div>`);
    const all = [...box.children] as Raised[];
    await waitUntil(() => all.every(({ ra }) => ra !== undefined), 'each has its adapter');
    expect(new Set(all.map(({ ra }) => ra)).size).to.equal(1);
    expect(all[0]?.ra?.raId).to.equal(new URL('/portal/ra/', location.href).href);
  });

  it('counts less than an adapter and more than a context', async () => {
    const [own, context] = [{ raId: 'own', contractVersion: 1 } as RaAdapter, { raId: 'context', contractVersion: 1 } as RaAdapter];
    const box = await fixture<HTMLElement>(html`<div></div>`);
    provideAdapter(box, context);
    const element = document.createElement('second-factor-dialog') as unknown as Raised;
    box.append(element);
    await waitUntil(() => element.ra?.raId === 'context', 'the context');
    element.raUrl = '/portal/ra';
    await waitUntil(() => element.ra?.raId.endsWith('/portal/ra/') === true, 'the address');
    element.adapter = own;
    expect(element.ra?.raId).to.equal('own');
    element.adapter = undefined;
    element.raUrl = undefined;
    await waitUntil(() => element.ra?.raId === 'context', 'the context again');
  });
});
