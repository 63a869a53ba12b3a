import { expect, waitUntil } from '@open-wc/testing';
import type { RaAdapter } from '../../../src/core/adapter.js';
import { altered } from './setup.js';
import type { Stage } from './setup.js';
import { OIDC, SignIn } from './sign-in-setup.js';

describe('a sign-in elsewhere, as the RA sees it,', () => {
  let at: SignIn;
  let on: Stage;
  beforeEach(() => { at = new SignIn(); });
  afterEach(() => { at.end(); });

  describe('while the RA cannot be reached', () => {
    it('is waited for all the same, and says so', async () => {
      on = await at.begin();
      on.ra.controls.failures.next('getSecondFactor', { times: 2 });
      at.back();
      await on.until('The RA does not answer at the moment. This page keeps asking.');
      expect(on.events).to.deep.equal([]);
      await at.signIn();
      await on.settled();
      expect(on.result?.accepted).to.equal(true);
    });

    it('waits for a session that has ended: the host is told, and retry() goes on', async () => {
      on = await at.begin();
      const errors: string[] = [];
      on.element.addEventListener('rekey-error', ({ detail }) => errors.push(detail.code));
      await on.ra.controls.signOut('user');
      at.back();
      await on.until('Your session has ended');
      expect(errors).to.deep.equal(['auth']);
      expect(on.root.querySelector('[part="error"]')?.textContent).to.match(/Support reference\s*[0-9a-f-]{36}/);
      await on.ra.controls.signIn('user');
      await at.signIn();
      on.element.retry();
      await on.settled();
      expect(on.result?.accepted).to.equal(true);
    });
  });

  describe('that comes to nothing', () => {
    const ends: readonly (readonly [how: string, act: () => Promise<unknown>, words: string])[] = [
      ['was cancelled there', async () => at.idp.cancel(await at.transaction()), `The sign-in with ${OIDC} was cancelled.`],
      ['was denied', async () => at.idp.deny(await at.transaction()), `${OIDC} did not confirm you.`],
      ['failed at the provider', async () => at.idp.fail(await at.transaction()), `${OIDC} could not complete the sign-in. The fault is there, not with you.`],
      ['was somebody else\u2019s', () => at.signIn('user2'), `Somebody else signed in with ${OIDC}.`],
    ];
    for (const [how, act, words] of ends) {
      it(`because it ${how} says so, and leaves another try and another way`, async () => {
        on = await at.begin();
        await act();
        at.back();
        await on.until('You were not confirmed');
        expect(on.text).to.include(words);
        expect(on.said).to.include(words);
        expect(on.text).to.include('Your key and your answers are kept.');
        expect(on.result).to.equal(undefined);
        on.button(`Continue to ${OIDC}`).click();
        expect(at.windows.opened, 'opened in the click').to.have.length(2);
        await on.until(`Waiting for ${OIDC}`);
        await at.signIn();
        at.back();
        await on.settled();
        expect(on.result?.accepted).to.equal(true);
      });
    }

    it('for a reason that nobody here knows is a denial', async () => {
      let failed = false;
      on = await at.begin(['oidc'], { through: (ra) => altered(ra, (challenge) => (failed ? { ...challenge, etag: 'x', state: 'failed', failure: 'eclipse' as 'denied' } : challenge)) });
      failed = true;
      at.back();
      await on.until(`${OIDC} did not confirm you.`);
    });

    it('may be followed by a code', async () => {
      on = await at.stage(['oidc', 'email-otp']);
      await on.open({ method: 'oidc' });
      await at.idp.cancel(await at.transaction());
      at.back();
      await on.until('You were not confirmed');
      on.button('Use another way').click();
      await on.until('Choose another way');
      on.button('Go on').click();
      await on.until('We sent a 6-digit code by email');
      await on.answer(await on.code());
      await on.settled();
      expect(on.result).to.deep.equal({ accepted: true, method: 'email-otp' });
    });
  });

  describe('with time', () => {
    it('says how long is left, and that it is over; then it begins anew', async () => {
      on = await at.begin();
      await on.ra.controls.clock.advance(8 * 60_000 + 30_000);
      await waitUntil(() => on.said.startsWith('The sign-in has to be done in'), 'a threshold is said', { timeout: 8000 });
      await on.ra.controls.clock.advance(2 * 60_000);
      await on.until('The time for the sign-in is over');
      expect(at.windows.last.closed).to.equal(true);
      on.button(`Continue to ${OIDC}`).click();
      expect(at.windows.opened).to.have.length(2);
      await on.until(`Waiting for ${OIDC}`);
    });

    it('is asked about once more when its time is over: it may have been accepted in the last second', async () => {
      on = await at.begin();
      on.ra.controls.failures.next('getSecondFactor', { code: 'rate-limited', retryAfter: 3600 });
      at.back();
      await on.until('The RA does not answer at the moment');
      await at.signIn();
      await on.ra.controls.clock.advance(11 * 60_000);
      await on.settled();
      expect(on.result?.accepted).to.equal(true);
    });
  });

  describe('that was begun before this page was loaded', () => {
    /** Begins in a page that is gone, and goes on in this one. */
    const left = async (): Promise<void> => {
      on = await at.stage(['oidc', 'email-otp']);
      const user: RaAdapter = on.ra.as('user');
      const request = await user.getRequest(on.requestId);
      await user.startSecondFactor?.(on.requestId, { method: 'oidc', returnTo: location.href }, { idempotencyKey: 'before', ifMatch: request.etag });
    };

    it('is waited for: no second one is begun, no window opened', async () => {
      await left();
      await on.open();
      expect(on.text).to.include('If you have signed in, this page goes on by itself in a moment.');
      expect(on.calls('startSecondFactor')).to.have.length(0);
      expect(at.windows.addresses).to.deep.equal([]);
      await at.signIn();
      at.back();
      await on.settled();
      expect(on.result).to.deep.equal({ accepted: true, method: 'oidc' });
    });

    it('is over at once when it was accepted on the way', async () => {
      await left();
      await at.signIn();
      void on.element.request({ requestId: on.requestId }).then((result) => (on.result = result));
      await on.settled();
      expect(on.result).to.deep.equal({ accepted: true, method: 'oidc' });
    });

    it('is told of once when it came to nothing', async () => {
      await left();
      await at.idp.cancel(await at.transaction());
      await on.open();
      expect(on.text).to.include(`The sign-in with ${OIDC} was cancelled.`);
      on.button('Cancel').click();
      await on.settled();
      await on.open();
      expect(on.text).to.include('How should we confirm it is you?');
    });
  });

  it('without an address is waited for: the person knows where', async () => {
    on = await at.stage(['oidc', 'email-otp'], { isWithoutAddress: true });
    await on.open();
    on.button('Go on').click();
    await on.until(`Sign in with ${OIDC} in another window.`);
    expect(at.windows.last.closed).to.equal(true);
    expect(on.has('Open again')).to.equal(false);
    await at.signIn();
    at.back();
    await on.settled();
    expect(on.result?.accepted).to.equal(true);
  });

  it('goes on where it stood when Use another way was only looked at', async () => {
    on = await at.open(['oidc', 'email-otp']);
    on.button('Go on').click();
    await on.until(`Waiting for ${OIDC}`);
    on.button('Use another way').click();
    await on.until('Choose another way');
    await at.signIn();
    on.button('Back').click();
    await on.until(`Waiting for ${OIDC}`);
    at.back();
    await on.settled();
    expect(on.result?.accepted).to.equal(true);
  });

  it('names Entra by both its names where the RA gives none', async () => {
    on = await at.stage(['azure-ad'], { through: (ra) => altered(ra, ({ provider: _, ...challenge }) => challenge) });
    await on.open();
    expect(on.heading).to.equal('Sign in with Microsoft Entra ID (Azure Active Directory)');
  });

  it('leaves no timer, listener or question when its element leaves the page', async () => {
    on = await at.begin();
    on.element.remove();
    await on.settled();
    const asked = on.calls('getSecondFactor').length;
    at.back();
    await Promise.resolve();
    expect(on.calls('getSecondFactor')).to.have.length(asked);
    expect(on.result?.accepted).to.equal(false);
    expect(at.windows.last.closed).to.equal(true);
  });

  it('is refused by a page that knows the person no more: forbidden is no reason to go on asking', async () => {
    on = await at.begin();
    on.ra.controls.failures.next('getSecondFactor', { code: 'forbidden' });
    at.back();
    await on.until('Not allowed');
    expect(on.events[0]?.detail).to.include({ code: 'forbidden' });
  });

  describe('is accessible', () => {
    afterEach(() => { document.documentElement.style.colorScheme = ''; });
    for (const scheme of ['light', 'dark']) {
      it(`to axe, in ${scheme}`, async () => {
        document.documentElement.style.colorScheme = scheme;
        on = await at.open(['oidc', 'email-otp']);
        at.windows.blocks = true;
        on.button('Go on').click();
        await on.until('The window was blocked');
        await on.still();
        await expect(on.element).to.be.accessible();
        at.windows.blocks = false;
        on.button('Open again').click();
        await on.until(`Waiting for ${OIDC}`);
        await on.still();
        await expect(on.element).to.be.accessible();
        await at.idp.deny(await at.transaction());
        at.back();
        await on.until('You were not confirmed');
        await on.still();
        await expect(on.element).to.be.accessible();
      });
    }
  });
});
