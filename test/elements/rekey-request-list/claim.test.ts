import { expect } from '@open-wc/testing';
import { once, pendingStage, quickRa, stage, submitted } from './setup.js';

describe('Claiming a request', () => {
  it('tells the others who looks at it, and takes nothing from the decision', async () => {
    const { on, request } = await pendingStage();
    await on.open(request);
    await on.tick();
    await on.press('Claim');
    await on.until(() => on.part('claimed').includes('You have claimed it'), 'it is claimed');
    expect(on.said).to.equal(`You have claimed ${request.number}`);
    expect(on.part('claimed-by')).to.equal('by you');
    expect((on.root.querySelector('#reviewed') as HTMLInputElement).checked, 'the tick stays').to.equal(true);
    expect(on.has('[part="conflict"]'), 'one\'s own claim is no conflict').to.equal(false);
    expect(on.of('rekey-request-decided')).to.deep.equal([]);
    const other = await stage({ ra: on.ra, person: 'admin2' });
    expect(other.part('claimed-by')).to.equal('by Beatriz Nakamura');
    await on.press('Approve');
    await on.until(() => on.part('outcome').includes('is approved'), 'it is approved');
  });

  it('of somebody else shuts the decision, says why, and can be taken over', async () => {
    const { on, request } = await pendingStage();
    await on.ra.as('admin2').claim?.(request.id, once(request.etag));
    await on.until(() => on.part('claimed-by') === 'by Tariq Hallström', 'the row says whose it is');
    await on.open(request);
    expect(on.part('claimed')).to.contain('Tariq Hallström is looking at it.');
    for (const name of ['Approve', 'Decline']) {
      const button = on.button(name);
      expect(button.ariaDisabled).to.equal('true');
      expect(on.root.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).to.contain('Take it over to decide it yourself');
    }
    await on.press('Take over');
    await on.until(() => on.part('claimed').includes('You have claimed it'), 'it is taken over');
    await on.tick();
    await on.press('Approve');
    await on.until(() => on.part('outcome').includes('is approved'), 'it is approved');
  });

  it('is sent again with the same key when its answer was lost', async () => {
    const { on, request } = await pendingStage({ without: ['watchRequest', 'watchRequests'] });
    await on.open(request);
    on.ra.controls.failures.next('claim', { when: 'after' });
    await on.press('Claim');
    await on.until(() => on.part('decision').includes('The RA did not answer'), 'it is not known');
    await on.press('Try again');
    await on.until(() => on.part('claimed').includes('You have claimed it'), 'it is claimed');
    expect(new Set(on.changes('claim').map(({ key }) => key)).size).to.equal(1);
    const history = await on.ra.as('admin').getHistory?.(request.id) ?? [];
    expect(history.filter(({ action }) => action === 'claimed')).to.have.length(1);
  });

  it('is not offered on one\'s own request, nor where the RA knows no claim', async () => {
    const ra = await quickRa();
    await ra.controls.setSettings({ vetting: { web: true, admin: true } });
    const own = await submitted(ra, 'admin', 'cert-app');
    const on = await stage({ ra });
    await on.open(own);
    expect(on.has('#claim')).to.equal(false);
    const without = await stage({ ra, person: 'admin2', without: ['claim'] });
    await without.open(own);
    expect([without.has('#claim'), without.has('#approve')]).to.deep.equal([false, true]);
  });
});

describe('Remarks from a template', () => {
  it('take the place of nothing and of one another, and stand behind what was typed', async () => {
    const { on, request } = await pendingStage();
    await on.open(request);
    await on.press('Decline');
    const choose = async (id: string): Promise<string> => {
      const select = on.root.querySelector('#template') as HTMLSelectElement;
      select.value = id;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      await on.element.updateComplete;
      return (on.root.querySelector('#remarks') as HTMLTextAreaElement).value;
    };
    expect(on.root.querySelector('label[for="template"]')?.textContent).to.equal('Start from a template');
    const first = await choose('caa');
    expect(first).to.contain('does not allow this CA');
    const second = await choose('owner');
    expect(second).to.contain('could not reach the owner').and.not.to.contain('CAA');
    await on.write('Please call me.');
    expect(await choose('owner')).to.equal(`Please call me.\n\n${second}`);
    expect(on.part('preview')).to.contain('Please call me.').and.to.contain('could not reach the owner');
    await on.press('Decline');
    await on.until(() => on.part('outcome').includes('is declined'), 'it is declined');
    expect((await on.ra.as('user').getRequest(request.id)).remarks).to.equal(`Please call me.\n\n${second}`);
  });

  it('are told to administrators alone, and not asked for where the RA has none', async () => {
    const ra = await quickRa();
    expect((await ra.as('admin').getSettings()).remarkTemplates).to.have.length.greaterThan(2);
    expect((await ra.as('user').getSettings()).remarkTemplates).to.equal(undefined);
    await ra.controls.setSettings({ remarkTemplates: [] });
    const { on, request } = await pendingStage({ ra });
    await on.open(request);
    await on.press('Decline');
    expect([on.has('#template'), on.has('#remarks')]).to.deep.equal([false, true]);
  });
});

describe('The certificate that is rekeyed', () => {
  it('stands as an open task after a compromise, until the RA tells that it is revoked', async () => {
    const { on, request } = await pendingStage({ reason: 'compromised' });
    await on.open(request);
    expect(on.part('old-certificate')).to.contain('Open task: revoke the current certificate').and.to.contain('stays valid until it is revoked').and.to.contain('keyCompromise')
      .and.to.contain('revocation@ra.sandbox.example');
    await on.ra.controls.certificates.revoke(request.certificateId, 'keyCompromise');
    await on.element.reload();
    await on.until(() => on.part('old-certificate').includes('It is revoked'), 'the task is done');
    expect(on.part('old-certificate')).not.to.contain('Open task');
  });

  it('is otherwise what the policy makes of it', async () => {
    for (const [predecessor, words] of [
      [{ disposition: 'kept' }, 'It stays valid beside the new one'], [{ disposition: 'superseded' }, 'revoked as superseded'], [{ disposition: 'revoked-after', hours: 72 }, 'revoked 72 hours after'],
    ] as const) {
      const ra = await quickRa();
      await ra.controls.setPolicy('tls-server', { predecessor });
      const { on, request } = await pendingStage({ ra });
      await on.open(request);
      expect(on.part('old-certificate')).to.contain(words);
    }
  });
});
