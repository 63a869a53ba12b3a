import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { altered } from './setup.js';
import type { Stage } from './setup.js';
import { OIDC, SignIn } from './sign-in-setup.js';

describe('a sign-in elsewhere', () => {
  let at: SignIn;
  let on: Stage;
  beforeEach(() => { at = new SignIn(); });
  afterEach(() => { at.end(); });

  describe('in a window of its own', () => {
    it('begins with a button that names the provider: nothing is opened without a click', async () => {
      on = await at.open();
      expect(on.heading).to.equal(`Sign in with ${OIDC}`);
      expect(at.windows.addresses).to.deep.equal([]);
      expect(on.has(`Continue to ${OIDC}`)).to.equal(true);
    });

    it('opens in the click itself, blank and without an opener, and is then sent to the address that the RA gave', async () => {
      on = await at.open();
      on.button(`Continue to ${OIDC}`).click();
      expect(at.windows.addresses, 'before anything was waited for').to.deep.equal(['']);
      await on.until(`Waiting for ${OIDC}`);
      expect(at.windows.last.hadOpener).to.equal(false);
      expect(at.windows.last.sentTo).to.deep.equal([new URL(`/identity-provider?transaction=${await at.transaction()}`, location.href).href]);
    });

    it('opens in the click on Go on, where there are several ways, and waits blank for the address', async () => {
      on = await at.open(['email-otp', 'oidc']);
      on.field('method-oidc').click();
      await on.element.updateComplete;
      on.button('Go on').click();
      expect(at.windows.addresses).to.deep.equal(['']);
      expect(at.windows.last.sentTo).to.deep.equal([]);
      expect(at.windows.last.document.title).to.equal('One moment');
      await on.until(`Waiting for ${OIDC}`);
      expect(at.windows.last.sentTo).to.have.length(1);
    });

    it('is accepted once the RA says so, with no message from any window, which is closed then', async () => {
      on = await at.begin();
      expect(on.focused === on.root.querySelector('h2')).to.equal(true);
      window.postMessage({ type: 'second-factor-accepted', accepted: true }, '*');
      await at.signIn();
      at.back();
      await on.settled();
      expect(on.result).to.deep.equal({ accepted: true, method: 'oidc' });
      expect(on.events.map(({ type }) => type)).to.deep.equal(['second-factor-accepted']);
      expect(at.windows.last.closed).to.equal(true);
      expect(at.listened).to.not.include('message');
    });

    it('is found out by asking from time to time, without anybody coming back', async () => {
      on = await at.begin();
      await at.signIn();
      await on.settled();
      expect(on.result?.accepted).to.equal(true);
    });

    it('goes on when the window is closed, or only looks so: that is no cancellation', async () => {
      on = await at.begin();
      at.windows.last.closed = true;
      await on.until('The window was closed');
      expect(on.text).to.include('If you finished there, this page goes on by itself.');
      expect(on.said).to.include('The window was closed');
      expect(on.result).to.equal(undefined);
      expect(on.has('Cancel') && on.has('Open again')).to.equal(true);
      await at.signIn();
      at.back();
      await on.settled();
      expect(on.result?.accepted).to.equal(true);
    });

    it('is opened again in another click, in another window, with the same transaction', async () => {
      on = await at.begin();
      const first = at.windows.last;
      on.button('Open again').click();
      expect(at.windows.opened).to.have.length(2);
      expect(first.closed).to.equal(true);
      expect(at.windows.last.sentTo).to.deep.equal(first.sentTo);
      expect(on.calls('startSecondFactor')).to.have.length(1);
    });

    it('ends with Cancel and with Escape: the window is closed, the RA is asked no more', async () => {
      on = await at.begin();
      await sendKeys({ press: 'Escape' });
      await on.settled();
      expect(on.result).to.deep.equal({ accepted: false, method: 'oidc' });
      expect(at.windows.last.closed).to.equal(true);
      const asked = on.calls('getSecondFactor').length;
      at.back();
      await on.element.updateComplete;
      expect(on.calls('getSecondFactor')).to.have.length(asked);
    });
  });

  describe('when the window is blocked', () => {
    beforeEach(async () => {
      on = await at.open(['oidc', 'email-otp']);
      at.windows.blocks = true;
      on.button('Go on').click();
      await on.until('The window was blocked');
    });

    it('says so, and is opened again in a click', async () => {
      expect(on.said).to.include('The window was blocked');
      at.windows.blocks = false;
      on.button('Open again').click();
      expect(at.windows.last.sentTo).to.have.length(1);
      await on.until(`Waiting for ${OIDC}`);
    });

    it('is not left by the second click of a double click on the button that was there before', async () => {
      on.button('Continue in this window').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true, detail: 2 }));
      await on.element.updateComplete;
      expect(on.heading).to.equal(`Sign in with ${OIDC}`);
      expect(on.calls('startSecondFactor')).to.have.length(1);
    });

    it('goes on in this window, which comes back to where it was, after the host was told', async () => {
      const told: unknown[] = [];
      on.element.addEventListener('second-factor-leaving', (event) => {
        told.push(event.detail);
        event.preventDefault();
      });
      on.button('Continue in this window').click();
      await waitUntil(() => told.length === 1, 'the host is told', { timeout: 8000 });
      expect(on.calls('startSecondFactor').at(-1)?.text).to.include(JSON.stringify({ method: 'oidc', returnTo: location.href }));
      const pending = (await at.idp.pending())[0];
      expect(told).to.deep.equal([{ requestId: on.requestId, href: new URL(`/identity-provider?transaction=${pending?.id ?? ''}`, location.href).href }]);
      expect(pending?.returnTo).to.equal(location.href);
      // The host takes the person there by itself, and the dialog waits.
      await at.signIn();
      at.back();
      await on.settled();
      expect(on.result?.accepted).to.equal(true);
    });
  });

  it('comes back to the address that it was given', async () => {
    on = await at.stage(['oidc']);
    const returnTo = new URL('/requests/7', location.href).href;
    await on.open({ returnTo });
    on.element.addEventListener('second-factor-leaving', (event) => { event.preventDefault(); });
    on.button('Continue in this window').click();
    await waitUntil(() => on.calls('startSecondFactor').length === 2, undefined, { timeout: 8000 });
    expect(on.calls('startSecondFactor')[1]?.text).to.include(JSON.stringify({ returnTo }).slice(1, -1));
  });

  describe('leads nowhere but to a safe address', () => {
    const sent = async (href: string): Promise<void> => {
      on = await at.stage(['email-otp', 'saml'], { through: (ra) => altered(ra, (challenge) => (challenge.method === 'saml' ? { ...challenge, href } : challenge)) });
      await on.open();
      on.field('method-saml').click();
      await on.element.updateComplete;
      on.button('Go on').click();
    };
    for (const href of ['javascript:alert(1)', 'data:text/html,x', 'http://idp.example.com/', 'http://localhost.example.com/', 'http://127.0.0.1.example.com/', '/sign-in', 'ftp://127.0.0.1/', '']) {
      it(`not to ${href || 'an empty one'}`, async () => {
        await sent(href);
        await on.until('The RA gave an answer that makes no sense');
        expect(at.windows.last.sentTo).to.deep.equal([]);
        expect(at.windows.last.closed).to.equal(true);
        expect(on.events[0]?.detail).to.include({ code: 'protocol', reason: 'href' });
      });
    }
    for (const href of ['https://idp.example.com/authorize?x=1', 'http://127.0.0.1:8443/', 'http://localhost/', 'http://idp.localhost/', 'http://[::1]:9000/']) {
      it(`but to ${href}`, async () => {
        await sent(href);
        await on.until('Waiting for Sandbox SAML provider');
        expect(at.windows.last.sentTo).to.deep.equal([href]);
      });
    }
  });
});
