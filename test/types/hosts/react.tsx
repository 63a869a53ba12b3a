import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { RaAdapter } from 'rekey-elements';
import type { RekeyWizard } from 'rekey-elements/rekey-wizard.js';
import 'rekey-elements/define.js';
import { createSandboxRa } from 'rekey-elements/sandbox.js';
import type {} from 'rekey-elements/types/react.d.ts';
import { heard, readyUser } from './sandbox.js';

function Portal({ adapter }: { readonly adapter: RaAdapter }) {
  const [step, setStep] = useState('');
  return (
    <main>
      <h1>React host</h1>
      <output id="step">{step}</output>
      <rekey-wizard
        adapter={adapter}
        certificate-id="cert-app"
        className="wizard"
        onrekey-step-change={({ detail }) => { setStep(detail.to); }}
        onrekey-complete={({ detail }) => { heard('rekey-complete', { pem: detail.certificate.slice(0, 27) }); }}
      >
        <p slot="header">Rekey for {adapter.raId}</p>
      </rekey-wizard>
    </main>
  );
}

// React sets properties on elements that are defined by the time it renders: the import above sees to that.
const adapter = await readyUser(createSandboxRa({ store: 'indexeddb' }));
createRoot(document.querySelector('#app') ?? document.body).render(<StrictMode><Portal adapter={adapter} /></StrictMode>);

/** What JSX may say of the elements, and what it may not. Compiled, never rendered. */
export const allowed = (adapter: RaAdapter, take: (wizard: RekeyWizard | null) => void): unknown[] => [
  <rekey-wizard key="w" adapter={adapter} certificateId="c" layout="classic" key-source="token" ref={take} />,
  <rekey-request-list role-mode="operator" pageSize={50} status="issued" onrekey-request-open={(event) => { event.detail.requestId.trim(); }} />,
  <caa-verifier mode="doh" domains="a.example" account-uri="https://ca.example/1" oncaa-verified={({ detail }) => detail.report.names.length} />,
  <second-factor-dialog adapter={undefined} onsecond-factor-failed={({ detail: { code } }) => code.length} />,
];
export const refused = (adapter: RaAdapter): unknown[] => [
  // @ts-expect-error no such layout
  <rekey-wizard layout="wide" />,
  // @ts-expect-error an adapter is no text
  <rekey-wizard adapter="/ra" />,
  // @ts-expect-error no such attribute
  <rekey-wizard adapter={adapter} certificate="c" />,
  // @ts-expect-error the flow alone moves the step
  <rekey-wizard step="result" />,
  // @ts-expect-error the detail has no such field
  <rekey-wizard onrekey-complete={({ detail }) => detail.privateKey} />,
  // @ts-expect-error a listener is a function
  <rekey-request-list onrekey-request-open="open()" />,
  // @ts-expect-error no such tag
  <rekey-wizzard />,
];
