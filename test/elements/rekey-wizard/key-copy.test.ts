import { expect } from '@open-wc/testing';
import type { KeyScope } from '../../../src/core/keys.js';
import type { RekeyRequest } from '../../../src/core/domain.js';
import { createKeyPort } from '../../../src/crypto/vault.js';
import type { SandboxRa } from '../../../src/sandbox.js';
import { draft, once, open, plainRa, submitted } from './late.js';
import type { Page } from './late.js';

/** Whether IndexedDB still has the encrypted key of a request: asked by another key port than the wizard's. */
async function isKept(ra: SandboxRa, { csr }: RekeyRequest): Promise<boolean> {
  const scope: KeyScope = { raId: ra.raId, userId: 'user', spkiSha256: csr?.key.spkiSha256 ?? '' };
  return (await createKeyPort().encryptedKey(scope)) !== undefined;
}

async function untilGone(page: Page, ra: SandboxRa, request: RekeyRequest): Promise<void> {
  let gone = false;
  void (async () => { while (await isKept(ra, request)); gone = true; })();
  await page.until(() => gone, 'the copy is removed');
}

describe('the copy of the encrypted key in this browser', () => {
  it('stays while the request waits, and is removed when the person is done with the certificate', async function () {
    this.timeout(30_000);
    const ra = await plainRa({ vetting: true });
    const request = await submitted(ra);
    const page = await open(ra, request);
    await page.at('pending');
    await ra.as('admin').approve?.(request.id, { reviewed: true }, once(request.etag));
    await page.at('result', 'Certificate issued');
    expect(await isKept(ra, request)).to.equal(true);
    page.press('Done');
    await page.until(() => !page.hasButton('Done'), 'it is done');
    expect(await isKept(ra, request)).to.equal(false);
  });

  it('is removed when the person cancels the request', async () => {
    const ra = await plainRa();
    const request = await draft(ra);
    const page = await open(ra, request);
    await page.at('confirm');
    expect(await isKept(ra, request)).to.equal(true);
    page.element.cancel();
    await page.until(() => page.root.querySelector('dialog')?.open === true, 'the question');
    page.press('Cancel the request');
    await page.at('result', 'Request cancelled');
    await untilGone(page, ra, request);
  });

  it('is removed when the request was cancelled elsewhere', async () => {
    const ra = await plainRa();
    const request = await draft(ra);
    await ra.as('user').cancelRequest(request.id, once(request.etag));
    const page = await open(ra, request);
    await page.at('result', 'Request cancelled');
    await untilGone(page, ra, request);
  });

  it('is removed when the request expires, whether somebody watches or comes back later', async function () {
    this.timeout(30_000);
    const ra = await plainRa({ vetting: true });
    const request = await submitted(ra);
    const watching = await open(ra, request);
    await watching.at('pending');
    expect(await isKept(ra, request)).to.equal(true);
    await ra.controls.clock.set(Date.parse(request.expiresAt) + 1000);
    await watching.at('result', 'Request expired');
    await untilGone(watching, ra, request);

    const other = await submitted(ra, { certificateId: 'cert-shop' });
    await ra.controls.clock.set(Date.parse(other.expiresAt) + 1000);
    expect(await isKept(ra, other)).to.equal(true);
    const later = await open(ra, other);
    await later.at('result', 'Request expired');
    await untilGone(later, ra, other);
  });

  it('stays when the request is declined: it can be edited and submitted again', async () => {
    const ra = await plainRa({ vetting: true });
    const request = await submitted(ra);
    await ra.as('admin').decline?.(request.id, { remarks: 'Not yet.' }, once(request.etag));
    const page = await open(ra, request);
    await page.at('result', 'Not yet.');
    page.press('Edit and submit again');
    await page.at('confirm');
    expect(await isKept(ra, request)).to.equal(true);
  });
});
