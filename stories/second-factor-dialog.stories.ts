import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { SecondFactorMethod } from '../src/core/domain.js';
import '../src/second-factor-dialog.js';
import type { SecondFactorDialog } from '../src/second-factor-dialog.js';
import { verified } from '../src/sandbox/scenarios.js';
import { play } from './drive.js';
import type { Actor, Play, Stage } from './drive.js';

const meta = {
  title: 'second-factor-dialog',
  component: 'second-factor-dialog',
  // A dialog needs a page around it.
  parameters: { docs: { story: { inline: false, iframeHeight: 560 } } },
  render: () => html`<second-factor-dialog></second-factor-dialog>`,
} satisfies Meta;
export default meta;
type Story = StoryObj;
type Reader = Actor<SecondFactorDialog>;

const MINUTE = 60_000;
const ALL: readonly SecondFactorMethod[] = ['email-otp', 'sms-otp', 'email-sms', 'active-directory', 'saml', 'oidc', 'azure-ad'];
const OPENID = 'Sandbox OpenID provider';

interface Beginning {
  /** The one that is begun with; the choice among all of them without. */
  readonly method?: SecondFactorMethod;
  /** Those of the policy. */
  readonly methods?: readonly SecondFactorMethod[];
  readonly factorOptions?: { readonly oneCode?: boolean; readonly passwordPage?: boolean };
  readonly before?: (stage: Stage, requestId: string) => unknown;
}

/** Opens the dialog for a request that is ready to be submitted. */
function asked(act: (actor: Reader) => unknown, { method, methods = ALL, factorOptions, before }: Beginning = {}): Play {
  return play<SecondFactorDialog>('second-factor-dialog', async (element, stage) => {
    const request = await verified(stage.ra, 'user', 'cert-app');
    await stage.ra.controls.setPolicy('tls-server', { secondFactor: { when: 'submit', methods }, factorOptions });
    await before?.(stage, request.id);
    element.adapter = stage.as('user');
    await element.updateComplete;
    void element.request({ requestId: request.id, ...(method && { method }) });
  }, act);
}

async function wrong(actor: Reader, times: number): Promise<void> {
  const code = (await actor.stage.code()) === '000000' ? '111111' : '000000';
  for (let left = times - 1; left >= 0; left--) {
    await actor.type('Code', code);
    await actor.press('Confirm');
    await actor.reads(left > 3 - times ? /not right/ : /not right|Locked/);
  }
}

/** The window of a sign-in, for as long as a story is played: a reader of the story has not clicked, so that none would open. */
async function withWindow(becomes: 'open' | 'blocked', act: () => Promise<unknown>): Promise<{ closed: boolean }> {
  const { open } = window;
  const made = { closed: false, opener: null, document: document.implementation.createHTMLDocument(), location: { replace: () => undefined }, close: () => undefined };
  window.open = () => (becomes === 'blocked' ? null : made as unknown as Window);
  try {
    await act();
  } finally {
    window.open = open;
  }
  return made;
}

const signsIn = async (actor: Reader): Promise<{ closed: boolean }> => withWindow('open', async () => {
  await actor.press(`Continue to ${OPENID}`);
  await actor.reads(`Waiting for ${OPENID}`);
});

/** Ends the sign-in at the provider, and comes back to the page. */
async function ends(actor: Reader, how: (idp: Stage['ra']['controls']['identityProvider'], transaction: string) => Promise<unknown>): Promise<void> {
  const { identityProvider } = actor.stage.ra.controls;
  const [pending] = await identityProvider.pending();
  await how(identityProvider, pending?.id ?? '');
  window.dispatchEvent(new Event('focus'));
}

async function password(actor: Reader, status: 'enabled' | 'disabled' | 'locked' | 'password-expired', text?: string): Promise<void> {
  const { directory } = actor.stage.ra.controls;
  const mine = (await directory.list()).find(({ personId }) => personId === 'user');
  await directory.set(mine?.id ?? '', status);
  await actor.type('Password', text ?? mine?.password ?? '');
  await actor.press('Confirm');
}

// ---------------------------------------------------------------------------------------------------- which one

/** The policy allows several methods: which one is it to be? */
export const Choose: Story = { play: asked((actor) => actor.find('radio', 'Code by SMS')) };

/** *Use another way*: what the RA offers besides, with where it goes. */
export const AnotherWay: Story = {
  play: asked(async (actor) => {
    await actor.press('Use another way');
    await actor.reads('Choose another way');
  }, { method: 'email-otp' }),
};

// ---------------------------------------------------------------------------------------------------- codes

/** A code went by email: where to, until when it is good, how many tries are left. */
export const CodeByEmail: Story = { play: asked((actor) => actor.find('textbox', 'Code'), { method: 'email-otp' }) };

/** A code went by text message. */
export const CodeBySms: Story = { play: asked((actor) => actor.find('textbox', 'Code'), { method: 'sms-otp' }) };

/** The code is being looked at. */
export const Confirming: Story = {
  play: asked(async (actor) => {
    await actor.type('Code', '048213');
    actor.stage.holds('answerSecondFactor');
    await actor.press('Confirm');
    await actor.drawn();
  }, { method: 'email-otp' }),
};

/** Half a minute later the code can be sent again. */
export const Resend: Story = {
  play: asked(async (actor) => {
    await actor.find('textbox', 'Code');
    await actor.stage.ra.controls.clock.advance(MINUTE);
    await actor.find('button', 'Resend code');
  }, { method: 'email-otp' }),
};

/** A wrong code: one try is gone, and what was typed is selected. */
export const WrongCode: Story = {
  play: asked(async (actor) => {
    await wrong(actor, 1);
    await actor.reads('2 tries left');
  }, { method: 'email-otp' }),
};

/** *Email & SMS*: a code each, sent again each by itself. */
export const TwoCodes: Story = { play: asked((actor) => actor.find('textbox', 'Code from the SMS'), { method: 'email-sms' }) };

/** The code of the text message is missing: the error stands beside that field. */
export const OneOfTwoMissing: Story = {
  play: asked(async (actor) => {
    await actor.type('Code from the email', '774190');
    await actor.press('Confirm');
    await actor.reads('Enter the code');
  }, { method: 'email-sms' }),
};

/** One of two codes is wrong, and the RA does not tell which. */
export const OneOfTwoWrong: Story = {
  play: asked(async (actor) => {
    await actor.type('Code from the email', '774190');
    await actor.type('Code from the SMS', '048213');
    await actor.press('Confirm');
    await actor.reads('One of the two codes is not right');
  }, { method: 'email-sms' }),
};

/** The same code went both ways: one field. */
export const OneCodeBothWays: Story = {
  play: asked(async (actor) => {
    await actor.find('textbox', 'Code');
    await actor.stage.ra.controls.clock.advance(MINUTE);
    await actor.find('button', 'Resend code by SMS');
  }, { method: 'email-sms', factorOptions: { oneCode: true } }),
};

/** The code has expired while the dialog was open. */
export const Expired: Story = {
  play: asked(async (actor) => {
    await actor.find('textbox', 'Code');
    await actor.stage.ra.controls.clock.advance(6 * MINUTE);
    await actor.reads('The code has expired');
  }, { method: 'email-otp' }),
};

/** Three wrong codes: locked, until when, and where help is. */
export const Locked: Story = {
  play: asked(async (actor) => {
    await wrong(actor, 3);
    await actor.reads('Locked until');
  }, { method: 'email-otp' }),
};

/** The signing request changed since the code was sent. */
export const Void: Story = {
  play: asked(async (actor) => {
    await actor.find('textbox', 'Code');
    const user = actor.stage.ra.as('user');
    const open = (await user.listRequests?.({}))?.items.find(({ secondFactor }) => secondFactor?.challengeId !== undefined);
    const certificate = await user.getCertificate(open?.certificateId ?? '');
    const { createCsr, generateKey } = await import('../src/crypto.js');
    const { pem } = await createCsr({ certificate: certificate.pem, key: await generateKey('ec-p256') });
    await user.attachCsr(open?.id ?? '', { csr: pem, source: 'browser' }, { idempotencyKey: 'another', ifMatch: open?.etag });
    await actor.type('Code', await actor.stage.code());
    await actor.press('Confirm');
    await actor.reads('A new confirmation is needed');
  }, { method: 'email-otp' }),
};

// ---------------------------------------------------------------------------------------------------- the directory

/** *Active Directory*: the account is the RA's, the password the person's. */
export const Password: Story = { play: asked((actor) => actor.find('textbox', 'Password'), { method: 'active-directory' }) };

/** A wrong password: it is gone from the field, and a try with it. */
export const WrongPassword: Story = {
  play: asked(async (actor) => {
    await password(actor, 'enabled', 'correct horse');
    await actor.reads('This password is not right');
  }, { method: 'active-directory' }),
};

/** The directory has disabled the account. */
export const AccountDisabled: Story = {
  play: asked(async (actor) => {
    await password(actor, 'disabled');
    await actor.reads('This account is disabled');
  }, { method: 'active-directory' }),
};

/** The directory has locked the account. */
export const AccountLocked: Story = {
  play: asked(async (actor) => {
    await password(actor, 'locked');
    await actor.reads('This account is locked');
  }, { method: 'active-directory' }),
};

/** The password has expired. */
export const PasswordExpired: Story = {
  play: asked(async (actor) => {
    await password(actor, 'password-expired');
    await actor.reads('This password has expired');
  }, { method: 'active-directory' }),
};

/** The RA takes the password on a page of its own. */
export const PasswordElsewhere: Story = {
  play: asked((actor) => actor.find('button', 'Continue to Sandbox directory'), { method: 'active-directory', factorOptions: { passwordPage: true } }),
};

// ---------------------------------------------------------------------------------------------------- a sign-in elsewhere

/** SAML, OpenID Connect or Entra: the window opens in the click on *Continue*. */
export const SignIn: Story = { play: asked((actor) => actor.find('button', `Continue to ${OPENID}`), { method: 'oidc' }) };

/** The same by SAML. */
export const SignInSaml: Story = { play: asked((actor) => actor.find('button', /^Continue to/), { method: 'saml' }) };

/** Microsoft Entra ID, under its old name too. */
export const SignInEntra: Story = { play: asked((actor) => actor.find('button', /^Continue to/), { method: 'azure-ad' }) };

/** A window is open. What happens in it is learnt from the RA. */
export const Waiting: Story = { play: asked(signsIn, { method: 'oidc' }) };

/** The window is gone, or hides behind the provider's opener policy: no cancellation. */
export const WindowClosed: Story = {
  play: asked(async (actor) => {
    (await signsIn(actor)).closed = true;
    await actor.reads('The window was closed');
  }, { method: 'oidc' }),
};

/** The browser lets no window open: this one is the way. */
export const WindowBlocked: Story = {
  play: asked((actor) => withWindow('blocked', async () => {
    await actor.press(`Continue to ${OPENID}`);
    await actor.reads('The window was blocked');
  }), { method: 'oidc' }),
};

/** The page was left for the sign-in, and is back. */
export const BackFromSignIn: Story = {
  play: asked((actor) => actor.reads('If you have signed in'), {
    before: async (stage, id) => {
      const user = stage.ra.as('user');
      await user.startSecondFactor?.(id, { method: 'oidc', returnTo: location.href }, { idempotencyKey: 'before', ifMatch: (await user.getRequest(id)).etag });
    },
  }),
};

/** The RA cannot be asked how the sign-in stands; it is asked again. */
export const WaitingUnheard: Story = {
  play: asked(async (actor) => {
    await signsIn(actor);
    actor.stage.unreachable('getSecondFactor');
    window.dispatchEvent(new Event('focus'));
    await actor.reads('This page keeps asking');
  }, { method: 'oidc' }),
};

/** The session at the RA has ended meanwhile. */
export const WaitingSignedOut: Story = {
  play: asked(async (actor) => {
    await signsIn(actor);
    await actor.stage.ra.controls.signOut('user');
    window.dispatchEvent(new Event('focus'));
    await actor.reads('Your session has ended');
  }, { method: 'oidc' }),
};

/** It was cancelled at the provider. */
export const SignInCancelled: Story = {
  play: asked(async (actor) => {
    await signsIn(actor);
    await ends(actor, (idp, id) => idp.cancel(id));
    await actor.reads('was cancelled');
  }, { method: 'oidc' }),
};

/** The provider let nobody in. */
export const SignInDenied: Story = {
  play: asked(async (actor) => {
    await signsIn(actor);
    await ends(actor, (idp, id) => idp.deny(id));
    await actor.reads('did not confirm you');
  }, { method: 'oidc' }),
};

/** Something broke at the provider. */
export const ProviderFailed: Story = {
  play: asked(async (actor) => {
    await signsIn(actor);
    await ends(actor, (idp, id) => idp.fail(id));
    await actor.reads('could not complete the sign-in');
  }, { method: 'oidc' }),
};

/** Somebody else signed in. */
export const OtherPerson: Story = {
  play: asked(async (actor) => {
    await signsIn(actor);
    await ends(actor, async (idp, id) => {
      const other = (await idp.accounts()).find(({ personId }) => personId === 'user2');
      await idp.signIn(id, other?.id ?? '', other?.password ?? '');
    });
    await actor.reads('Somebody else signed in');
  }, { method: 'oidc' }),
};

/** The time for the sign-in is over. */
export const SignInExpired: Story = {
  play: asked(async (actor) => {
    await signsIn(actor);
    await actor.stage.ra.controls.clock.advance(11 * MINUTE);
    await actor.reads('The time for the sign-in is over');
  }, { method: 'oidc' }),
};

// ---------------------------------------------------------------------------------------------------- when nothing can be asked

/** The RA cannot be reached: a code and a reference for support, *Try again*. */
export const Unreachable: Story = {
  play: asked((actor) => actor.find('button', 'Try again'), { method: 'email-otp', before: (stage) => { stage.unreachable('getRequest'); } }),
};

/** The policy asks for methods that this page has never heard of. */
export const Unsupported: Story = {
  play: asked((actor) => actor.reads('Not possible here'), { methods: ['carrier-pigeon' as SecondFactorMethod] }),
};
