import { SANDBOX_PIN, SandboxCard } from '../../src/sandbox.js';
import { el, field } from './dom.js';

let card: SandboxCard | undefined;

/** The card in the reader of this tab, whose program asks for the PIN in a window of its own. A reload puts in a new one. */
export const cardOfThisTab = (): SandboxCard => (card ??= new SandboxCard({ askPin }));

type AskPin = NonNullable<NonNullable<ConstructorParameters<typeof SandboxCard>[0]>['askPin']>;

const askPin: AskPin = ({ triesLeft, signal }) => new Promise((resolve) => {
  const pin = el('input', { type: 'password', inputmode: 'numeric', autocomplete: 'off' });
  const dialog: HTMLDialogElement = el('dialog', { lang: 'en', dir: 'ltr', 'aria-labelledby': 'pin-title' }, el('form', { method: 'dialog' },
    el('h2', { id: 'pin-title' }, 'Card program'),
    field('PIN', pin, `Sandbox: the PIN is ${SANDBOX_PIN}. Tries left: ${triesLeft}.`),
    el('p', { class: 'actions' }, el('button', { type: 'submit', class: 'main', value: 'ok' }, 'OK'),
      el('button', { type: 'button', onclick: () => { dialog.close(); } }, 'Close'))));
  dialog.addEventListener('close', () => {
    resolve(dialog.returnValue === 'ok' ? pin.value : undefined);
    dialog.remove();
  });
  signal?.addEventListener('abort', () => dialog.close());
  document.body.append(dialog);
  dialog.showModal();
});
