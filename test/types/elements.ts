// The elements, as a page's script meets them.
import { RekeyError, provideAdapter } from 'rekey-elements';
import type { CaaVerifier, RaAdapter, RekeyRequestList, RekeyWizard, SecondFactorDialog } from 'rekey-elements';
import 'rekey-elements/define.js';
import 'rekey-elements/rekey-wizard.js';
import 'rekey-elements/rekey-request-list.js';
import 'rekey-elements/caa-verifier.js';
import 'rekey-elements/second-factor-dialog.js';
import { createSandboxRa } from 'rekey-elements/sandbox.js';
import { en } from 'rekey-elements/locales/en.js';
import type { Equal, Expect } from './expect.js';

const wizard = document.createElement('rekey-wizard');
const list = document.createElement('rekey-request-list');
const verifier = document.createElement('caa-verifier');
const dialog = document.createElement('second-factor-dialog');
export type Tags = [
  Expect<Equal<typeof wizard, RekeyWizard>>,
  Expect<Equal<typeof list, RekeyRequestList>>,
  Expect<Equal<typeof verifier, CaaVerifier>>,
  Expect<Equal<typeof dialog, SecondFactorDialog>>,
];

export async function use(adapter: RaAdapter): Promise<void> {
  provideAdapter(document.body, adapter);
  wizard.adapter = adapter;
  wizard.certificateId = 'c1';
  wizard.layout = 'classic';
  // @ts-expect-error no such layout
  wizard.layout = 'wide';
  // @ts-expect-error the flow alone moves the step
  wizard.step = 'result';
  wizard.start();
  wizard.next();
  wizard.back();
  wizard.retry();
  wizard.cancel();
  wizard.reset();
  wizard.addEventListener('rekey-step-change', ({ detail }) => {
    const moved: [unknown, unknown] = [detail.from, detail.to];
    return moved;
  });
  wizard.addEventListener('rekey-complete', ({ detail: { requestId, certificate, chain } }) => {
    const files: readonly string[] = [certificate, ...chain];
    return [requestId, files];
  });
  wizard.addEventListener('rekey-error', ({ detail: { code } }) => code === 'unavailable');
  list.addEventListener('rekey-request-open', ({ detail: { requestId } }) => requestId.length);

  const { accepted } = await dialog.request({ requestId: 'r1' });
  dialog.addEventListener('second-factor-failed', ({ detail: { code } }) => code);
  type Accepted = Expect<Equal<typeof accepted, boolean>>;
  const yes: Accepted = true;

  verifier.addEventListener('caa-verified', ({ detail: { report } }) => report.names.length);
  if (yes) await verifier.verify();
}

const ra = createSandboxRa({});
export const person: RaAdapter = ra.as('user');
export const administrator: RaAdapter = ra.as('admin');

export const wording: typeof en = en;
export const code = (error: unknown): string => (error instanceof RekeyError ? error.code : '');
