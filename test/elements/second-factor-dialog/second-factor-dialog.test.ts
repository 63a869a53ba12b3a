import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createCsr, generateKey } from '../../../src/crypto.js';
import { stage } from './setup.js';
import type { Stage } from './setup.js';

const MINUTE = 60_000;

describe('<second-factor-dialog>', () => {
  let on: Stage;
  beforeEach(async () => {
    on = await stage();
  });

  describe('asks for a code', () => {
    beforeEach(() => on.open());

    it('in a modal dialog that says where the code went, until when it is good and how many tries are left', () => {
      expect(on.dialog?.matches(':modal')).to.equal(true);
      expect(on.heading).to.equal('Confirm it is you');
      expect(on.text).to.include('We sent a 6-digit code by email to a…i@example.com.');
      expect(on.text).to.match(/Expires\s*in 5 minutes/);
      expect(on.text).to.match(/Tries left\s*3/);
    });

    it('in one field that browsers know as a one-time code, and that has the focus', () => {
      expect(on.root.querySelectorAll('input')).to.have.length(1);
      // The attribute: Firefox knows no such token, and reflects it as an empty string.
      expect(on.input.getAttribute('autocomplete')).to.equal('one-time-code');
      expect(on.input.inputMode).to.equal('numeric');
      expect(on.input.labels?.[0]?.textContent?.trim()).to.equal('Code');
      expect(on.focused).to.equal(on.input);
    });

    it('that is accepted with spaces in it, typed and confirmed by keyboard alone', async () => {
      const code = await on.code();
      await sendKeys({ type: `${code.slice(0, 3)} ${code.slice(3)}` });
      await sendKeys({ press: 'Enter' });
      await on.settled();
      expect(on.result).to.deep.equal({ accepted: true, method: 'email-otp' });
      expect(on.events).to.deep.equal([{ type: 'second-factor-accepted', detail: { requestId: on.requestId, method: 'email-otp' } }]);
      expect(on.dialog?.open ?? false).to.equal(false);
    });

    it('and keeps it in no event, no state and no field once it closed', async () => {
      const code = await on.code();
      const { input } = on;
      await on.answer(code);
      await on.settled();
      expect(JSON.stringify([on.events, on.result])).to.not.include(code);
      expect(input.value).to.equal('');
      expect(on.element.outerHTML + on.root.innerHTML).to.not.include(code);
    });

    it('without sending one that is empty or of the wrong length', async () => {
      await on.answer('');
      expect(on.text).to.include('Enter the code');
      await on.answer('04 82');
      expect(on.text).to.include('The code has 6 characters');
      expect(on.seen.some(({ method }) => method === 'answerSecondFactor')).to.equal(false);
      expect(on.text).to.match(/Tries left\s*3/);
    });

    it('and goes on with the code that is on its way when it is opened again', async () => {
      const sent = (await on.ra.inbox.list()).length;
      on.button('Cancel').click();
      await on.settled();
      on.forget();
      await on.open();
      expect((await on.ra.inbox.list()).length).to.equal(sent);
      await on.answer(await on.code());
      await on.settled();
      expect(on.result?.accepted).to.equal(true);
    });

    it('once: a second call for the same request gives the same answer', async () => {
      const second = on.element.request({ requestId: on.requestId });
      await on.answer(await on.code());
      expect(await second).to.deep.equal({ accepted: true, method: 'email-otp' });
      expect(on.events).to.have.length(1);
    });

    it('in the language and the words that the host sets', async () => {
      on.element.messages = { secondFactor: { heading: 'Is it you?' } };
      await on.element.updateComplete;
      expect(on.heading).to.equal('Is it you?');
      expect(on.has('Confirm')).to.equal(true);
    });
  });

  describe('when the code is wrong', () => {
    beforeEach(async () => {
      await on.open();
      await on.answer(await on.wrongCode());
      await on.until('This code is not right');
    });

    it('says so beside the field, which has the focus, and how many tries are left', () => {
      const error = on.root.getElementById(on.input.getAttribute('aria-describedby')?.split(' ')[0] ?? '');
      expect(error?.textContent?.trim()).to.equal('This code is not right. 2 tries left.');
      expect(on.input.getAttribute('aria-invalid')).to.equal('true');
      expect(on.focused).to.equal(on.input);
      expect(on.said).to.equal('This code is not right. 2 tries left.');
      expect(on.text).to.match(/Tries left\s*2/);
    });

    it('tells the host by a code and stays open', () => {
      expect(on.events.map(({ type }) => type)).to.deep.equal(['second-factor-failed']);
      expect(on.events[0]?.detail).to.include({ code: 'second-factor', reason: 'wrong-code' });
      expect(on.dialog?.open).to.equal(true);
    });

    it('takes the right one next', async () => {
      await on.answer(await on.code());
      await on.settled();
      expect(on.result?.accepted).to.equal(true);
    });

    it('locks after the third, says until when, and offers a new code once the time is over', async () => {
      await on.answer(await on.wrongCode());
      await on.answer(await on.wrongCode());
      await on.until('Too many wrong codes');
      expect(on.heading).to.match(/^Locked until \d\d:\d\d$/);
      expect(on.text).to.include('You can try again in 15 minutes.');
      expect(on.has('Confirm')).to.equal(false);
      expect(on.focused).to.equal(on.root.querySelector('h2'));
      await on.ra.controls.clock.advance(16 * MINUTE);
      await waitUntil(() => on.has('Resend code'), 'a new code is offered', { timeout: 8000 });
      on.button('Resend code').click();
      await on.until('We sent a 6-digit code');
      await on.answer(await on.code());
      await on.settled();
      expect(on.result?.accepted).to.equal(true);
    });

    it('is still locked when it is opened again', async () => {
      await on.answer(await on.wrongCode());
      await on.answer(await on.wrongCode());
      await on.until('Too many wrong codes');
      on.button('Close').click();
      await on.settled();
      await on.open();
      expect(on.heading).to.match(/^Locked until/);
    });
  });

  describe('with time', () => {
    beforeEach(() => on.open());

    it('says when the time is nearly up, and that it is over', async () => {
      await on.ra.controls.clock.advance(4 * MINUTE + 5000);
      await waitUntil(() => on.said.startsWith('The code expires in'), 'a threshold is said', { timeout: 8000 });
      await on.ra.controls.clock.advance(2 * MINUTE);
      await on.until('The code has expired');
      expect(on.said).to.equal('The code has expired');
      expect(on.focused).to.equal(on.root.querySelector('h2'));
    });

    it('sends another code once it has expired, which is accepted', async () => {
      await on.ra.controls.clock.advance(6 * MINUTE);
      await on.until('The code has expired');
      const old = await on.code();
      const sent = (await on.ra.inbox.list()).length;
      on.button('Resend code').click();
      await on.until('We sent a 6-digit code');
      expect((await on.ra.inbox.list()).length).to.equal(sent + 1);
      const fresh = await on.code();
      expect(fresh, 'a chance of one in a million').to.not.equal(old);
      await on.answer(fresh);
      await on.settled();
      expect(on.result?.accepted).to.equal(true);
    });

    it('offers to resend only after the cool-down, and says that it did', async () => {
      expect(on.has('Resend code')).to.equal(false);
      expect(on.text).to.match(/Resend code in \d+ seconds/);
      await on.ra.controls.clock.advance(31_000);
      await waitUntil(() => on.has('Resend code'), 'the cool-down ends', { timeout: 8000 });
      const sent = (await on.ra.inbox.list()).length;
      on.button('Resend code').click();
      await waitUntil(() => on.said === 'A new code is on its way.', 'it is said', { timeout: 8000 });
      expect((await on.ra.inbox.list()).length).to.equal(sent + 1);
      expect(on.focused).to.equal(on.input);
      expect(on.text).to.match(/Resend code in \d+ seconds/);
    });
  });

  describe('by another way', () => {
    it('offers what the RA has, with where it goes, and leads back', async () => {
      await on.open();
      on.button('Use another way').click();
      await on.until('Choose another way');
      expect(on.text).to.include('Code by SMS');
      expect(on.text).to.include('+44 ••• 0142');
      on.button('Back').click();
      await on.until('We sent a 6-digit code by email');
    });

    it('sends the code by SMS', async () => {
      await on.open();
      on.button('Use another way').click();
      await on.until('Choose another way');
      on.button('Go on').click();
      await on.until('We sent a 6-digit code by SMS to +44 ••• 0142.');
      expect((await on.ra.inbox.latest('user'))?.channel).to.equal('sms');
      await on.answer(await on.code());
      await on.settled();
      expect(on.result).to.deep.equal({ accepted: true, method: 'sms-otp' });
    });

    it('asks first when the policy allows several and no code is on its way', async () => {
      const request = await on.ra.as('user').getRequest(on.requestId);
      const certificate = await on.ra.as('user').getCertificate(request.certificateId);
      const { pem: csr } = await createCsr({ certificate: certificate.pem, key: await generateKey('ec-p256') });
      await on.ra.as('user').attachCsr(on.requestId, { csr, source: 'browser' }, { idempotencyKey: 'other-csr', ifMatch: request.etag });
      const sent = (await on.ra.inbox.list()).length;
      await on.open();
      expect(on.text).to.include('How should we confirm it is you?');
      expect((await on.ra.inbox.list()).length).to.equal(sent);
      expect(on.focused).to.equal(on.root.querySelector('input:checked'));
      await sendKeys({ press: 'ArrowDown' });
      on.button('Go on').click();
      await on.until('We sent a 6-digit code by SMS');
    });
  });

  it('asks anew when the signing request changed since the code was sent', async () => {
    await on.open();
    const old = await on.code();
    const request = await on.ra.as('user').getRequest(on.requestId);
    const certificate = await on.ra.as('user').getCertificate(request.certificateId);
    const { pem: csr } = await createCsr({ certificate: certificate.pem, key: await generateKey('ec-p256') });
    await on.ra.as('user').attachCsr(on.requestId, { csr, source: 'browser' }, { idempotencyKey: 'other-csr', ifMatch: request.etag });
    await on.answer(old);
    await waitUntil(() => on.heading === 'A new confirmation is needed' || on.text.includes('Something changed meanwhile'), 'it is refused', { timeout: 8000 });
    expect(on.result).to.equal(undefined);
    on.button('Resend code').click();
    await on.until('We sent a 6-digit code');
    await on.answer(await on.code());
    await on.settled();
    expect(on.result?.accepted).to.equal(true);
  });

  it('survives being moved in the document, the code typed so far included', async () => {
    await on.open();
    on.input.value = '04';
    const place = document.createElement('section');
    document.body.append(place);
    place.append(on.element);
    await waitUntil(() => on.dialog?.matches(':modal') === true, undefined, { timeout: 8000 });
    expect(on.input.value).to.equal('04');
    await on.answer(await on.code());
    await on.settled();
    expect(on.result?.accepted).to.equal(true);
    place.remove();
  });

  describe('when it is closed', () => {
    it('by Escape it resolves without acceptance, tells the host and gives the focus back', async () => {
      const opener = document.createElement('button');
      on.element.before(opener);
      opener.focus();
      await on.open();
      await sendKeys({ press: 'Escape' });
      await on.settled();
      expect(on.result?.accepted).to.equal(false);
      expect(on.events).to.deep.equal([{ type: 'second-factor-cancelled', detail: { requestId: on.requestId } }]);
      expect(document.activeElement).to.equal(opener);
      opener.remove();
    });

    it('by Cancel, whatever it shows', async () => {
      await on.open();
      on.button('Cancel').click();
      await on.settled();
      expect(on.result?.accepted).to.equal(false);
    });

    it('with its element: the promise resolves and the call in flight is aborted', async () => {
      await on.open();
      on.ra.controls.latency.set(60_000);
      on.input.value = await on.code();
      on.button('Confirm').click();
      on.element.remove();
      await on.settled();
      expect(on.result?.accepted).to.equal(false);
    });
  });

  describe('when the RA does not answer', () => {
    it('keeps the code, and tries again with the same key, so that nothing is answered twice', async () => {
      await on.open();
      on.ra.controls.failures.next('answerSecondFactor', { when: 'after' });
      await on.answer(await on.code());
      await on.until('The RA did not answer');
      expect(on.text).to.include('unavailable');
      expect(on.root.querySelector('[part="error"]')?.textContent).to.match(/Support reference\s*[0-9a-f-]{36}/);
      on.button('Try again').click();
      await on.settled();
      expect(on.result?.accepted).to.equal(true);
      const keys = on.seen.filter(({ method }) => method === 'answerSecondFactor').map(({ key }) => key);
      expect(keys).to.have.length(2);
      expect(keys[1]).to.equal(keys[0]);
    });

    it('takes another key for another code', async () => {
      await on.open();
      on.ra.controls.failures.next('answerSecondFactor');
      await on.answer(await on.wrongCode());
      await on.until('The RA did not answer');
      await on.answer(await on.code());
      await on.settled();
      expect(on.result?.accepted).to.equal(true);
      const keys = on.seen.filter(({ method }) => method === 'answerSecondFactor').map(({ key }) => key);
      expect(new Set(keys).size).to.equal(2);
    });

    it('says so when it could not even begin, and begins when asked to', async () => {
      on.ra.controls.failures.next('getRequest');
      void on.element.request({ requestId: on.requestId }).then((result) => (on.result = result));
      await on.until('The RA did not answer');
      on.button('Try again').click();
      await on.until('We sent a 6-digit code');
    });

    it('waits for a session that has ended', async () => {
      await on.open();
      const code = await on.code();
      await on.ra.controls.signOut('user');
      await on.answer(code);
      await on.until('Your session has ended');
      await on.ra.controls.signIn('user');
      on.button('Try again').click();
      await on.settled();
      expect(on.result?.accepted).to.equal(true);
    });

    it('tells the host so, and goes on by retry() with the same key; a wrong code is no such error', async () => {
      const errors: { code: string; correlationId: string }[] = [];
      on.element.addEventListener('rekey-error', ({ detail }) => errors.push(detail));
      await on.open();
      await on.answer(await on.wrongCode());
      expect(errors).to.deep.equal([]);
      on.element.retry();
      on.ra.controls.failures.next('answerSecondFactor', { when: 'after', code: 'auth' });
      await on.answer(await on.code());
      await on.until('Your session has ended');
      expect(errors.map(({ code }) => code)).to.deep.equal(['auth']);
      expect(errors[0]?.correlationId).to.match(/^[0-9a-f-]{36}$/);
      on.element.retry();
      await on.settled();
      expect(on.result?.accepted).to.equal(true);
      const keys = on.seen.filter(({ method }) => method === 'answerSecondFactor').map(({ key }) => key);
      expect(keys, 'the wrong one, the right one, the right one again').to.have.length(3);
      expect(keys[2]).to.equal(keys[1]);
    });
  });

  it('refuses where the adapter knows no second factor', async () => {
    const ra = on.ra.as('user');
    on.element.adapter = { ...ra, contractVersion: 1, raId: 'none', startSecondFactor: undefined } as unknown as typeof ra;
    const refused: unknown = await on.element.request({ requestId: on.requestId }).catch((error: unknown) => error);
    expect(refused).to.include({ code: 'unsupported' });
  });

  describe('is accessible', () => {
    afterEach(() => {
      document.documentElement.style.colorScheme = '';
    });
    for (const scheme of ['light', 'dark']) {
      it(`to axe, in ${scheme}`, async () => {
        document.documentElement.style.colorScheme = scheme;
        await on.open();
        await expect(on.element).to.be.accessible();
        await on.answer(await on.wrongCode());
        await on.until('This code is not right');
        await expect(on.element).to.be.accessible();
        on.button('Use another way').click();
        await on.until('Choose another way');
        await expect(on.element).to.be.accessible();
      });
    }
  });
});
