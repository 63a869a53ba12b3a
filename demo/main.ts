import '../src/define.js';
import { createSandboxRa } from '../src/sandbox.js';
import { certificatesPage } from './pages/certificates.js';
import { inboxPage } from './pages/inbox.js';
import { policyPage } from './pages/policy.js';
import { rekeyPage } from './pages/rekey.js';
import { rekeyRequestsPage } from './pages/rekey-requests.js';
import { sandboxPage } from './pages/sandbox.js';
import { settingsPage } from './pages/settings.js';
import { certificateRequestPage, rekeyRequestPage } from './pages/view-request.js';
import { Portal } from './portal/portal.js';

const ra = createSandboxRa({ store: 'indexeddb', identityProviderUrl: new URL('./idp.html', location.href).href });

new Portal(ra, [
  certificatesPage, rekeyRequestsPage, rekeyPage, certificateRequestPage, rekeyRequestPage,
  policyPage, settingsPage, inboxPage, sandboxPage,
]).start();
