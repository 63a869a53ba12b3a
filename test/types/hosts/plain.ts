// A page of plain HTML: the tags are in it already, their attributes written by a server; the script comes last.
import { provideAdapter } from 'rekey-elements';
import 'rekey-elements/define.js';
import { createSandboxRa } from 'rekey-elements/sandbox.js';
import { heard, readyUser } from './sandbox.js';

document.body.addEventListener('rekey-complete', ({ target, detail }) => {
  if (target instanceof HTMLElement) heard('rekey-complete', { from: target.localName, pem: detail.certificate.slice(0, 27) });
});
provideAdapter(document.body, await readyUser(createSandboxRa({ store: 'indexeddb' })));
