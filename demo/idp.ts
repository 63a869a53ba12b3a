import { openSandboxIdentityProvider, type DirectoryEntry, type PendingSignIn, type SignInEnd } from '../src/sandbox.js';
import { el } from './portal/dom.js';

/**
 * The page of the identity provider, in a window of its own or in the portal's. It is sent with a Cross-Origin-Opener-Policy, as
 * those of real providers are, so that it has no opener: what happens here is known to the RA, and the portal asks the RA.
 */
const provider = openSandboxIdentityProvider();
const content = document.getElementById('content') ?? document.body;
const transaction = new URL(location.href).searchParams.get('transaction') ?? '';

const WRONG: Readonly<Record<string, string>> = {
  'wrong-password': 'This password is not right.',
  'account-disabled': 'This account is disabled.',
  'account-locked': 'This account is locked after too many wrong passwords. Try again later.',
  'password-expired': 'This password has expired.',
};
const OVER: Readonly<Record<string, string>> = {
  used: 'This sign-in was used already.',
  expired: 'The time for this sign-in is over.',
  unknown: 'There is no such sign-in.',
};

const reasonOf = (error: unknown): string => (error as { readonly reason?: string } | undefined)?.reason ?? '';

function show(title: string, ...rest: readonly (Node | string)[]): void {
  const heading = el('h1', { tabindex: -1 }, title);
  document.title = `${title} - Sandbox identity provider`;
  content.replaceChildren(heading, ...rest);
  heading.focus();
}

const over = (reason: string, back: string | undefined): void => show('Nobody waits for this sign-in',
  el('p', {}, OVER[reason] ?? 'The portal no longer waits for it.', ' Go back to the portal and begin again.'),
  back === undefined ? '' : el('p', {}, el('a', { href: back }, 'Back to the portal')));

/** Back to where the person came from, or out of the way. Whether the sign-in will do is not told here: the portal says it. */
function leave({ returnTo }: SignInEnd): void {
  if (returnTo !== undefined) {
    show('Back to the portal', el('p', {}, el('a', { href: returnTo }, 'Go there now')));
    location.replace(returnTo);
    return;
  }
  show('You can close this window', el('p', {}, 'The portal goes on in its own window.'));
  window.close();
}

async function start(): Promise<void> {
  const [signIn, accounts] = await Promise.all([provider.find(transaction), provider.accounts()]);
  if (signIn === undefined) over('unknown', undefined);
  else if (signIn.state !== 'open') over(signIn.state === 'ended' ? 'used' : 'expired', signIn.returnTo);
  else show(signIn.provider, el('p', {}, 'Sandbox RA asks who you are.'), form(signIn, accounts.filter(({ id }) => signIn.accountId === undefined || id === signIn.accountId)));
}

function form(signIn: PendingSignIn, accounts: readonly DirectoryEntry[]): HTMLElement {
  const password = el('input', { type: 'password', id: 'password', name: 'password', autocomplete: 'current-password', 'aria-describedby': 'wrong' });
  const wrong = el('p', { class: 'wrong', id: 'wrong', role: 'alert' });
  const submit = el('button', { type: 'submit', class: 'main' }, 'Sign in');
  const refuse = (text: string): void => {
    wrong.textContent = text;
    password.setAttribute('aria-invalid', 'true');
    password.focus();
    password.select();
  };
  const ends = async (act: () => Promise<SignInEnd>): Promise<void> => {
    if (submit.getAttribute('aria-busy') === 'true') return;
    submit.setAttribute('aria-busy', 'true');
    try {
      leave(await act());
    } catch (error) {
      const reason = reasonOf(error);
      password.value = '';
      if (reason in WRONG) refuse(WRONG[reason] ?? '');
      else over(reason, signIn.returnTo);
    } finally {
      submit.removeAttribute('aria-busy');
    }
  };
  const main = el('form', { 'aria-label': 'Sign in' },
    el('fieldset', {}, el('legend', {}, 'Account'), ...accounts.map(({ id, name, account }, at) =>
      el('label', { class: 'account' }, el('input', { type: 'radio', name: 'account', value: id, checked: at === 0 }), name, el('small', {}, account)))),
    el('label', { class: 'label', for: 'password' }, 'Password'), password, wrong,
    el('p', { class: 'actions' }, submit, button('Cancel', () => ends(() => provider.cancel(signIn.id)))));
  main.addEventListener('submit', (event) => {
    event.preventDefault();
    const account = new FormData(main).get('account');
    if (password.value === '') refuse('Enter the password.');
    else void ends(() => provider.signIn(signIn.id, typeof account === 'string' ? account : '', password.value));
  });
  main.addEventListener('input', () => {
    wrong.replaceChildren();
    password.removeAttribute('aria-invalid');
  });
  return el('div', {}, main,
    el('details', {}, el('summary', {}, 'Passwords of this sandbox'),
      el('dl', {}, ...accounts.flatMap((one) => [
        el('dt', {}, one.account, one.status === 'enabled' ? '' : ` (${one.status.replace('-', ' ')})`),
        el('dd', { translate: 'no', dir: 'ltr' }, one.password),
      ]))),
    el('details', {}, el('summary', {}, 'Other ways that this can end'),
      el('p', { class: 'actions' },
        button('Refuse access', () => ends(() => provider.deny(signIn.id))),
        button('Break down', () => ends(() => provider.fail(signIn.id))))));
}

const button = (label: string, press: () => Promise<void>): HTMLElement => el('button', { type: 'button', onclick: () => void press() }, label);

start().catch(() => over('', undefined));
