import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { RekeyError } from '../../../src/core/errors.js';
import type { RaAdapter } from '../../../src/core/adapter.js';
import { altered, stageOf, Windows } from './setup.js';
import type { Stage } from './setup.js';

const codeBy = async (on: Stage, channel: 'email' | 'sms'): Promise<string> =>
  (await on.ra.inbox.list()).findLast((message) => message.channel === channel && message.personId === 'user')?.code ?? '';
const other = (code: string): string => (code === '000000' ? '111111' : '000000');

describe('codes by email and SMS', () => {
  describe('one each', () => {
    let on: Stage;
    beforeEach(async () => {
      on = await stageOf(['email-sms', 'sms-otp']);
      await on.open({ method: 'email-sms' });
    });

    it('are asked for in two labelled fields, of which a browser fills in that of the text message alone', () => {
      expect(on.heading).to.equal('Two codes');
      expect(on.text).to.include('One by email to a…i@example.com, one by SMS to +44 ••• 0142.');
      expect(on.field('code-email').labels?.[0]?.textContent.trim()).to.equal('Code from the email');
      expect(on.field('code-sms').labels?.[0]?.textContent.trim()).to.equal('Code from the SMS');
      expect(on.field('code-sms').getAttribute('autocomplete')).to.equal('one-time-code');
      expect(on.field('code-email').getAttribute('autocomplete')).to.equal('off');
      expect(on.focused === on.field('code-email')).to.equal(true);
    });

    it('are accepted together', async () => {
      on.type('code-email', await codeBy(on, 'email'));
      on.type('code-sms', ` ${await codeBy(on, 'sms')} `);
      await on.confirm();
      await on.settled();
      expect(on.result).to.deep.equal({ accepted: true, method: 'email-sms' });
    });

    it('are not sent while one is missing: the error stands beside that one', async () => {
      on.type('code-email', await codeBy(on, 'email'));
      await on.confirm();
      expect(on.errorOf('code-sms')).to.equal('Enter the code');
      expect(on.errorOf('code-email')).to.equal('');
      expect(on.focused === on.field('code-sms')).to.equal(true);
      expect(on.calls('answerSecondFactor')).to.have.length(0);
    });

    it('leave it open which one was wrong where the RA does', async () => {
      on.type('code-email', await codeBy(on, 'email'));
      on.type('code-sms', other(await codeBy(on, 'sms')));
      await on.confirm();
      await on.until('One of the two codes is not right. 2 tries left.');
      expect(on.field('code-email').getAttribute('aria-invalid')).to.equal('true');
      expect(on.field('code-sms').getAttribute('aria-invalid')).to.equal('true');
      expect(on.said).to.equal('One of the two codes is not right. 2 tries left.');
    });

    it('are sent again each by itself, after a wait of its own', async () => {
      const sms = await codeBy(on, 'sms');
      await on.ra.controls.clock.advance(31_000);
      await waitUntil(() => [...on.root.querySelectorAll('button')].filter((one) => one.textContent.includes('Resend code')).length === 2, 'both may be sent again', { timeout: 8000 });
      on.button('Resend code by email').click();
      await waitUntil(() => on.said === 'A new code is on its way.', 'it is said', { timeout: 8000 });
      expect(on.calls('resendSecondFactor').map(({ text }) => text)).to.have.length(1);
      expect(on.calls('resendSecondFactor')[0]?.text).to.include('"email"');
      expect(await codeBy(on, 'sms')).to.equal(sms);
      expect(on.has('Resend code by SMS'), 'the other wait is over still').to.equal(true);
      expect(on.has('Resend code by email')).to.equal(false);
      expect(on.focused === on.field('code-email')).to.equal(true);
    });
  });

  it('stand with their error beside the one that the RA names', async () => {
    const on = await stageOf(['email-sms'], { through: (ra) => new Proxy(ra, {
      get: (target, name): unknown => (name === 'answerSecondFactor'
        ? () => Promise.reject(new RekeyError('second-factor', { reason: 'wrong-code', fields: { 'codes.sms': 'wrong' } }))
        : Reflect.get(target, name, target)),
    }) });
    await on.open();
    on.type('code-email', '123456');
    on.type('code-sms', '654321');
    await on.confirm();
    await on.until('This code is not right');
    expect(on.errorOf('code-sms')).to.include('This code is not right.');
    expect(on.errorOf('code-email')).to.equal('');
    expect(on.focused === on.field('code-sms')).to.equal(true);
  });

  it('are one where the same code went both ways: one field, answered once, sent again either way', async () => {
    const on = await stageOf(['email-sms'], { factorOptions: { oneCode: true } });
    await on.open();
    expect(on.root.querySelectorAll('input')).to.have.length(1);
    expect(on.text).to.include('We sent one 6-digit code by email to a…i@example.com and by SMS to +44 ••• 0142. It is the same code.');
    expect(on.input.getAttribute('autocomplete')).to.equal('one-time-code');
    await on.ra.controls.clock.advance(31_000);
    await waitUntil(() => on.has('Resend code by email') && on.has('Resend code by SMS'), 'either way', { timeout: 8000 });
    await on.answer(await codeBy(on, 'sms'));
    await on.settled();
    expect(on.result).to.deep.equal({ accepted: true, method: 'email-sms' });
    expect(on.calls('answerSecondFactor')[0]?.text).to.match(/"codes":\{"email":"\d{6}"\}/);
  });

  it('start anew when both have expired', async () => {
    const on = await stageOf(['email-sms']);
    await on.open();
    await on.ra.controls.clock.advance(6 * 60_000);
    await on.until('The code has expired');
    const sent = (await on.ra.inbox.list()).length;
    on.button('Resend code').click();
    await on.until('Two codes');
    expect((await on.ra.inbox.list()).length).to.equal(sent + 2);
  });

  it('may be letters and of any length, as the challenge says', async () => {
    const on = await stageOf(['sms-otp'], { through: (ra) => altered(ra, (challenge) => ({
      ...challenge, channels: challenge.channels.map((channel) => ({ ...channel, codeLength: 10, alphabet: 'alphanumeric' as const })),
    })) });
    await on.open();
    expect(on.text).to.include('We sent a 10-character code by SMS');
    expect(on.input.inputMode).to.equal('text');
    await on.answer('ABCDE 1234');
    expect(on.errorOf('code')).to.equal('The code has 10 characters');
  });
});

describe('the password of a directory', () => {
  let on: Stage;
  let password: string;
  let accountId: string;
  const open = async (options: Parameters<typeof stageOf>[1] = {}): Promise<void> => {
    on = await stageOf(['active-directory', 'email-otp'], options);
    const mine = (await on.ra.controls.directory.list()).find(({ personId }) => personId === 'user');
    password = mine?.password ?? '';
    accountId = mine?.id ?? '';
    await on.open({ method: 'active-directory' });
  };
  const answer = async (text: string): Promise<void> => {
    on.type('password', text);
    await on.confirm();
  };

  it('is asked for with the account that it belongs to, in fields that a password manager knows', async () => {
    await open();
    expect(on.heading).to.equal('Your directory password');
    expect(on.field('account').value).to.equal('amelia.osei@corp.example.com');
    expect(on.field('account').readOnly).to.equal(true);
    expect(on.field('account').getAttribute('autocomplete')).to.equal('username');
    expect(on.field('password').type).to.equal('password');
    expect(on.field('password').getAttribute('autocomplete')).to.equal('current-password');
    expect(on.focused === on.field('password')).to.equal(true);
    expect(on.field('password').dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true })), 'it may be pasted').to.equal(true);
  });

  it('is accepted as it was typed, by keyboard alone', async () => {
    await open();
    await sendKeys({ type: password });
    await sendKeys({ press: 'Enter' });
    await on.settled();
    expect(on.result).to.deep.equal({ accepted: true, method: 'active-directory' });
  });

  it('keeps the spaces in it', async () => {
    await open();
    await answer(`  ${password} `);
    await on.until('This password is not right');
    expect(on.calls('answerSecondFactor')[0]?.text).to.include(JSON.stringify(`  ${password} `));
  });

  it('is gone from the page as soon as it is sent, whatever comes of it', async () => {
    await open();
    on.type('password', 'wrong horse');
    on.button('Confirm').click();
    expect(on.field('password').value).to.equal('');
    await on.until('This password is not right. 2 tries left.');
    expect(on.field('password').value).to.equal('');
    expect(on.focused === on.field('password')).to.equal(true);
    await answer(password);
    await on.settled();
    expect(JSON.stringify([on.events, on.result])).to.not.include(password);
    expect(JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)])).to.not.include(password);
    expect(on.element.outerHTML + on.root.innerHTML).to.not.include(password);
  });

  it('is not sent when it is empty', async () => {
    await open();
    await answer('');
    expect(on.errorOf('password')).to.equal('Enter your password');
    expect(on.calls('answerSecondFactor')).to.have.length(0);
  });

  for (const [status, words] of [['disabled', 'This account is disabled.'], ['locked', 'This account is locked in the directory.'], ['password-expired', 'This password has expired.']] as const) {
    it(`is refused in plain words when the account is ${status}, and another way is offered`, async () => {
      await open();
      await on.ra.controls.directory.set(accountId, status);
      await answer(password);
      await on.until(words);
      expect(on.errorOf('password')).to.include(words);
      expect(on.said).to.include(words);
      on.button('Use another way').click();
      await on.until('Choose another way');
      expect(on.text).to.include('Code by email');
    });
  }

  it('locks after the third wrong one, and says so of passwords', async () => {
    await open();
    for (const _ of [1, 2, 3]) await answer('wrong horse');
    await on.until('Too many wrong passwords');
    expect(on.heading).to.match(/^Locked until/);
  });

  it('is asked for again with another key after an answer that was lost, and an accepted one is found out', async () => {
    await open();
    on.ra.controls.failures.next('answerSecondFactor', { when: 'after' });
    await answer(password);
    await on.until('The RA did not answer');
    expect(on.field('password').value).to.equal('');
    on.button('Try again').click();
    await on.settled();
    expect(on.result?.accepted).to.equal(true);
    expect(on.calls('answerSecondFactor')).to.have.length(1);
  });

  it('ends in time, and starts again', async () => {
    await open();
    await on.ra.controls.clock.advance(6 * 60_000);
    await on.until('The time is over');
    on.button('Start again').click();
    await on.until('Your directory password');
    await answer(password);
    await on.settled();
    expect(on.result?.accepted).to.equal(true);
  });

  it('is given to a page of the RA\u2019s own rather than here, where the challenge has its address', async () => {
    await open({ factorOptions: { passwordPage: true } });
    expect(on.root.querySelector('input[type=password]') === null).to.equal(true);
    expect(on.has('Continue to Sandbox directory')).to.equal(true);
    expect(on.text).to.include('amelia.osei@corp.example.com');
  });

  it('is nothing that an answer of the RA brings back', async () => {
    let given: unknown;
    const spy = (ra: RaAdapter): RaAdapter => new Proxy(ra, {
      get: (target, name): unknown => (name === 'answerSecondFactor'
        ? (_id: string, body: { password?: string }) => { given = body.password; return Promise.reject(new RekeyError('second-factor', { reason: 'wrong-password' })); }
        : Reflect.get(target, name, target)),
    });
    await open({ through: spy });
    await answer('correct horse');
    await on.until('This password is not right');
    expect(given).to.equal('correct horse');
    expect(JSON.stringify(on.events)).to.not.include('horse');
  });
});

describe('the choice among all seven', () => {
  it('names each, says where it goes, and takes Entra by both its names', async () => {
    const on = await stageOf(['email-otp', 'sms-otp', 'email-sms', 'saml', 'active-directory', 'azure-ad', 'oidc']);
    await on.open();
    for (const name of ['Code by email', 'Code by SMS', 'Codes by email and SMS', 'SAML sign-in', 'Directory password', 'Microsoft Entra ID (Azure Active Directory)', 'OpenID Connect sign-in']) {
      expect(on.text).to.include(name);
    }
    expect(on.root.querySelectorAll('input[type=radio]')).to.have.length(7);
    await expect(on.element).to.be.accessible();
  });

  it('leaves out what it has never heard of', async () => {
    const on = await stageOf(['email-otp', 'sms-otp'], { through: (ra) => altered(ra, (challenge) => ({
      ...challenge, alternatives: [...challenge.alternatives, { method: 'carrier-pigeon' as 'saml' }],
    })) });
    await on.open({ method: 'email-otp' });
    on.button('Use another way').click();
    await on.until('Choose another way');
    expect(on.root.querySelectorAll('input[type=radio]')).to.have.length(1);
  });

  it('is offered when the chosen one cannot even begin', async () => {
    const on = await stageOf(['saml', 'email-otp'], { through: (ra) => new Proxy(ra, {
      get: (target, name): unknown => (name === 'startSecondFactor'
        ? (id: string, body: { method: string }, o: never) => (body.method === 'saml' ? Promise.reject(new RekeyError('second-factor', { reason: 'unsupported' })) : target.startSecondFactor?.(id, body as { method: 'saml' }, o))
        : Reflect.get(target, name, target)),
    }) });
    await on.open();
    const windows = new Windows();
    on.button('Go on').click();
    await on.until('Not possible here');
    expect(windows.opened[0]?.closed, 'the window that was opened for it is closed').to.equal(true);
    windows.restore();
    on.button('Use another way').click();
    await on.until('Choose another way');
    on.button('Go on').click();
    await on.until('We sent a 6-digit code by email');
  });
});

describe('alone on a page', () => {
  it('says that the RA is a sandbox, unless something around it does', async () => {
    const on = await stageOf(['email-otp']);
    await on.open();
    await on.until('This registration authority exists in this page only.');
    on.element.embedded = true;
    await on.element.updateComplete;
    expect(on.root.querySelector('[part="sandbox"]') === null).to.equal(true);
  });

  it('says nothing of the kind of another RA', async () => {
    const on = await stageOf(['email-otp'], { through: (ra) => new Proxy(ra, {
      get: (target, name): unknown => (name === 'getSettings' ? async () => ({ ...await target.getSettings(), sandbox: false }) : Reflect.get(target, name, target)),
    }) });
    await on.open();
    expect(on.calls('getSettings')).to.have.length(1);
    expect(on.root.querySelector('[part="sandbox"]') === null).to.equal(true);
  });
});
