import { expect, waitUntil } from '@open-wc/testing';
import { stage } from './setup.js';
import type { Stage } from './setup.js';

const answers = (on: Stage): string[] => on.seen.filter(({ method }) => method === 'answerSecondFactor').map(({ text }) => text);

describe('the code of a second factor', () => {
  it('is sent as it is written: spaces are dropped, leading zeros stay', async () => {
    const on = await stage();
    await on.open();
    await on.answer(' 000 042 ');
    expect(answers(on)).to.have.length(1);
    expect(answers(on)[0]).to.include('{"codes":{"email":"000042"}}');
  });

  it('may be pasted with what an inbox puts around it', async () => {
    const on = await stage();
    await on.open();
    const code = await on.code();
    on.input.focus();
    on.input.setRangeText(`${code.slice(0, 3)}\u00a0${code.slice(3)}\n`);
    expect(on.input.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true })), 'paste is not prevented').to.equal(true);
    on.button('Confirm').click();
    await on.settled();
    expect(on.result?.accepted).to.equal(true);
  });

  it('is sent again once, although the answer to that was lost', async () => {
    const on = await stage();
    await on.open();
    const sent = (await on.ra.inbox.list()).length;
    await on.ra.controls.clock.advance(60_000);
    on.ra.controls.failures.next('resendSecondFactor', { when: 'after' });
    await waitUntil(() => on.has('Resend code'), 'it may be sent again', { timeout: 8000 });
    on.button('Resend code').click();
    await on.until('The RA did not answer');
    on.button('Resend code').click();
    await waitUntil(() => on.said === 'A new code is on its way.', 'it says that it did', { timeout: 8000 });
    expect((await on.ra.inbox.list()).length).to.equal(sent + 1);
    expect(new Set(on.seen.filter(({ method }) => method === 'resendSecondFactor').map(({ key }) => key)).size).to.equal(1);
    await on.answer(await on.code());
    await on.settled();
    expect(on.result?.accepted).to.equal(true);
  });

  describe('in a text message (WebOTP)', () => {
    type Asked = CredentialRequestOptions & { readonly otp?: { readonly transport: readonly string[] } };
    // A browser without WebOTP is given what the dialog finds it by; WebKitGTK has no credentials at all.
    const stubs: readonly (readonly [object, string, unknown])[] = [
      [window, 'OTPCredential', () => undefined],
      [navigator, 'credentials', { get: (options?: Asked) => {
        asked.push(options ?? {});
        return new Promise((resolve, reject) => {
          arrives = resolve;
          options?.signal?.addEventListener('abort', () => { reject(new DOMException('', 'AbortError')); });
        });
      } }],
    ];
    let native: (PropertyDescriptor | undefined)[] = [];
    let asked: Asked[] = [];
    let arrives: (credential: { readonly code: string }) => void = () => undefined;
    beforeEach(() => {
      asked = [];
      native = stubs.map(([on, name]) => Object.getOwnPropertyDescriptor(on, name));
      for (const [on, name, value] of stubs) Object.defineProperty(on, name, { configurable: true, value });
    });
    afterEach(() => {
      stubs.forEach(([on, name], index) => {
        const before = native[index];
        if (before) Object.defineProperty(on, name, before);
        else Reflect.deleteProperty(on, name);
      });
    });

    it('is filled in and confirmed when the browser offers it', async () => {
      const on = await stage();
      await on.open({ method: 'sms-otp' });
      expect(asked.map(({ otp }) => otp?.transport)).to.deep.equal([['sms']]);
      arrives({ code: await on.code() });
      await on.settled();
      expect(on.result).to.deep.equal({ accepted: true, method: 'sms-otp' });
    });

    it('is waited for no longer once the dialog is closed', async () => {
      const on = await stage();
      await on.open({ method: 'sms-otp' });
      expect(asked[0]?.signal?.aborted).to.equal(false);
      on.button('Cancel').click();
      await on.settled();
      expect(asked[0]?.signal?.aborted).to.equal(true);
      expect(answers(on)).to.deep.equal([]);
    });

    it('is not waited for in a browser that has none: the code is typed', async () => {
      Reflect.deleteProperty(window, 'OTPCredential');
      const on = await stage();
      await on.open({ method: 'sms-otp' });
      expect(asked).to.deep.equal([]);
      await on.answer(await on.code());
      await on.settled();
      expect(on.result).to.deep.equal({ accepted: true, method: 'sms-otp' });
    });

    it('is not waited for when the code goes out by email', async () => {
      const on = await stage();
      await on.open();
      expect(asked).to.deep.equal([]);
    });
  });
});
