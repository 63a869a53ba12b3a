import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { once, pendingStage, quickRa, stage, submitted } from './setup.js';

const forbidding = { records: [{ flags: 0, tag: 'issue', value: 'other-ca.example' }] };

describe('Deciding a rekey request', () => {
  it('approves once the changes are ticked as reviewed, and says what comes next', async () => {
    const { on, request } = await pendingStage();
    await on.open(request);
    expect(on.button('Approve').ariaDisabled).to.equal('true');
    expect(on.root.getElementById(on.button('Approve').getAttribute('aria-describedby') ?? '')?.textContent).to.contain('Tick that you have reviewed');
    await on.press('Approve');
    expect(on.changes('approve')).to.have.length(0);
    await on.tick();
    const approve = on.button('Approve');
    approve.click();
    approve.click();
    await on.until(() => on.part('outcome').includes(`${request.number} is approved`), 'it is approved');
    expect(on.part('outcome')).to.contain('The requester is told at once');
    expect(on.changes('approve')).to.have.length(1);
    expect(on.of('rekey-request-decided')).to.deep.equal([{ requestId: request.id, decision: 'approved' }]);
    expect(on.row(request).innerText).to.contain('Issued');
    expect(on.focused?.id).to.equal('detail-title');
    expect(on.said).to.contain(`${request.number} is approved`);
    expect(on.has('[part="decision"]')).to.equal(false);
    expect((await on.ra.as('user').getIssued(request.id)).certificate).to.contain('BEGIN CERTIFICATE');
  });

  it('declines by keyboard with remarks, which the requester reads', async () => {
    const { on, request } = await pendingStage();
    await on.open(request);
    on.button('Decline').focus();
    await sendKeys({ press: 'Enter' });
    await on.until(() => on.has('#remarks'), 'remarks are asked for');
    expect(on.focused?.id).to.equal('remarks');
    await on.press('Decline');
    expect(on.root.querySelector('#remarks-error')?.textContent).to.contain('Write why');
    expect(on.root.querySelector('#remarks')?.getAttribute('aria-describedby')).to.contain('remarks-error');
    expect(on.changes('decline')).to.have.length(0);
    await on.until(() => on.focused?.id === 'remarks', 'the field that lacks something has the focus');
    await sendKeys({ type: 'Use the hardware module.' });
    expect(on.part('preview')).to.contain('What Amelia Osei will read').and.to.contain('Use the hardware module.').and.to.contain('app.example.com');
    await on.press('Decline');
    await on.until(() => on.part('outcome').includes(`${request.number} is declined`), 'it is declined');
    expect(on.of('rekey-request-decided')).to.deep.equal([{ requestId: request.id, decision: 'declined' }]);
    const theirs = await on.ra.as('user').getRequest(request.id);
    expect([theirs.status, theirs.remarks]).to.deep.equal(['declined', 'Use the hardware module.']);
    expect((await on.ra.as('user').getCertificate(request.certificateId)).status).to.equal('active');
  });

  it('keeps what was typed when Decline is cancelled', async () => {
    const { on, request } = await pendingStage();
    await on.open(request);
    await on.press('Decline');
    await on.write('Not yet.');
    await on.press('Cancel');
    expect(on.focused === on.button('Decline')).to.equal(true);
    await on.press('Decline');
    expect((on.root.querySelector('#remarks') as HTMLTextAreaElement).value).to.equal('Not yet.');
  });

  it('asks for neither tick nor remarks where the policy does not', async () => {
    const ra = await quickRa();
    await ra.controls.setPolicy('tls-server', { decisionRules: { reviewedTick: false, remarks: false } });
    const { on, request } = await pendingStage({ ra });
    await on.open(request);
    expect(on.has('#reviewed')).to.equal(false);
    expect(on.button('Approve').ariaDisabled).to.equal(null);
    await on.press('Decline');
    await on.press('Decline');
    await on.until(() => on.part('outcome').includes('is declined'), 'it is declined');
  });

  it('leaves the decision on a request of one\'s own to another administrator', async () => {
    const ra = await quickRa();
    await ra.controls.setSettings({ vetting: { web: true, admin: true } });
    const own = await submitted(ra, 'admin', 'cert-app');
    const on = await stage({ ra });
    await on.open(own);
    expect(on.part('decision')).to.contain('This is your own request').and.to.contain('another administrator');
    for (const name of ['Approve', 'Decline']) {
      expect(on.button(name).ariaDisabled).to.equal('true');
      expect(on.root.getElementById(on.button(name).getAttribute('aria-describedby') ?? '')?.textContent).to.contain('You cannot decide your own request');
      await on.press(name);
    }
    expect(on.seen).to.deep.equal([]);
    const other = await stage({ ra, person: 'admin2' });
    await other.open(own);
    await other.tick();
    await other.press('Approve');
    await other.until(() => other.part('outcome').includes('is approved'), 'the other administrator may');
  });

  it('offers no decision on what was decided already, and says by whom', async () => {
    const { on, request } = await pendingStage();
    await on.ra.as('admin2').decline?.(request.id, { remarks: 'Wrong module.' }, once(request.etag));
    await on.until(() => on.row(request).innerText.includes('Declined'), 'the row follows');
    await on.open(request);
    expect(on.has('[part="decision"]')).to.equal(false);
    expect(on.part('outcome')).to.contain('Declined by Tariq Hallström').and.to.contain('Wrong module.');
  });

  it('shows what another administrator did meanwhile, and keeps what was typed', async () => {
    const { on, request } = await pendingStage();
    await on.open(request);
    await on.press('Decline');
    await on.write('Checked by telephone.');
    await on.ra.as('admin2').decline?.(request.id, { remarks: 'See ticket 5521.' }, once(request.etag));
    await on.until(() => on.has('[part="conflict"]'), 'the conflict is shown');
    expect(on.part('conflict')).to.contain('Tariq Hallström declined this request while you had it open')
      .and.to.contain('Nothing of yours was sent').and.to.contain('See ticket 5521.').and.to.contain('Checked by telephone.');
    expect(on.button('Copy my remarks')).to.exist;
    expect(on.said).to.contain('Tariq Hallström declined this request');
    expect(on.focused?.id, 'the focus is not lost with the form').to.equal('detail-title');
    expect(on.has('[part="decision"]')).to.equal(false);
  });

  it('shows a conflict that only the answer tells, where nothing is followed live', async () => {
    const { on, request } = await pendingStage({ without: ['watchRequest', 'watchRequests'] });
    await on.open(request);
    await on.tick();
    await on.ra.as('admin2').decline?.(request.id, { remarks: 'See ticket 5521.' }, once(request.etag));
    await on.press('Approve');
    await on.until(() => on.has('[part="conflict"]'), 'the conflict is shown');
    expect(on.part('conflict')).to.contain('Tariq Hallström declined this request').and.to.contain('See ticket 5521.');
    expect(on.of('rekey-request-decided')).to.deep.equal([]);
    expect((await on.ra.as('user').getRequest(request.id)).status).to.equal('declined');
    expect(on.row(request).innerText).to.contain('Declined');
  });

  it('asks for the tick again when the request changed but can still be decided', async () => {
    const { on, request } = await pendingStage();
    await on.open(request);
    await on.tick();
    await on.ra.as('admin2').verifyCaa?.(request.id, once(request.etag));
    await on.until(() => on.has('[part="conflict"]'), 'the change is shown');
    expect(on.part('conflict')).to.contain('Look at it again');
    expect((on.root.querySelector('#reviewed') as HTMLInputElement).checked).to.equal(false);
    await on.tick();
    await on.press('Approve');
    await on.until(() => on.part('outcome').includes('is approved'), 'it is approved with the version that is shown');
  });

  it('says who is looking at a request that another administrator took', async () => {
    const { on, request } = await pendingStage();
    await on.ra.as('admin2').claim?.(request.id, once(request.etag));
    await on.until(() => on.row(request).innerText.includes('In review'), 'the row follows');
    await on.open(request);
    expect(on.part('decision')).to.contain('Tariq Hallström is looking at it');
    expect(on.button('Approve').ariaDisabled).to.equal('true');
  });

  it('shows the check that failed when CAA forbids meanwhile, and fills the remarks from it', async () => {
    const { on, request } = await pendingStage();
    await on.open(request);
    await on.ra.controls.setZone('example.com', forbidding);
    await on.tick();
    await on.press('Approve');
    await on.until(() => on.part('decision').includes('CAA forbids this certificate'), 'the refusal is shown in place');
    const first = on.root.querySelector('.checks li');
    expect([first?.getAttribute('data-check'), first?.getAttribute('data-outcome')]).to.deep.equal(['caa', 'fail']);
    expect(on.of('rekey-error').map((detail) => (detail as { code: string }).code)).to.deep.equal(['caa-forbidden']);
    await on.until(() => on.part('audit').includes('Approval tried by Beatriz Nakamura and refused: CAA forbids it'), 'the trail tells it');
    await on.press('Decline');
    const remarks = on.root.querySelector('#remarks') as HTMLTextAreaElement;
    expect(remarks.value).to.contain('The CAA record at example.com').and.to.contain('0 issue "ca.sandbox.example"');
    expect(on.part('decision')).to.contain('Filled in from the failed check');
    await on.press('Decline');
    await on.until(() => on.part('outcome').includes('is declined'), 'it is declined');
    expect((await on.ra.as('user').getRequest(request.id)).remarks).to.equal(remarks.value);
  });

  it('tells an approver that the certificate was revoked meanwhile', async () => {
    const { on, request } = await pendingStage();
    await on.open(request);
    await on.ra.controls.certificates.revoke(request.certificateId, 'keyCompromise');
    await on.tick();
    await on.press('Approve');
    await on.until(() => on.part('decision').includes('This certificate was revoked'), 'the refusal is shown');
    await on.press('Decline');
    expect((on.root.querySelector('#remarks') as HTMLTextAreaElement).value).to.contain('This certificate was revoked');
  });
});

describe('An RA that does not answer', () => {
  it('is asked again with the same key, and decides once', async () => {
    for (const when of ['before', 'after'] as const) {
      const { on, request } = await pendingStage({ without: ['watchRequest', 'watchRequests'] });
      await on.open(request);
      await on.tick();
      on.ra.controls.failures.next('approve', { when });
      await on.press('Approve');
      await on.until(() => on.part('decision').includes('The RA did not answer'), `${when}: the failure is shown`);
      expect((on.root.querySelector('#reviewed') as HTMLInputElement).checked, 'the tick is kept').to.equal(true);
      const { correlationId } = on.of('rekey-error')[0] as { correlationId: string };
      expect(on.part('decision')).to.contain('unavailable').and.to.contain(correlationId);
      await on.press('Try again');
      await on.until(() => on.part('outcome').includes('is approved'), `${when}: it is approved`);
      const [one, two] = on.changes('approve');
      expect(on.changes('approve')).to.have.length(2);
      expect(two?.key).to.equal(one?.key);
      expect(two?.ifMatch).to.equal(one?.ifMatch);
      expect(two?.correlationId).to.equal(one?.correlationId);
      const history = await on.ra.as('admin').getHistory?.(request.id) ?? [];
      expect(history.filter(({ action }) => action === 'approved' || action === 'issued').length, when).to.equal(2);
      expect(on.of('rekey-request-decided')).to.have.length(1);
    }
  });

  it('shows at once that the decision arrived although its answer was lost', async () => {
    const { on, request } = await pendingStage();
    await on.open(request);
    await on.press('Decline');
    await on.write('Not this key.');
    on.ra.controls.failures.next('decline', { when: 'after' });
    await on.press('Decline');
    await on.until(() => on.part('decision').includes('Your decision arrived all the same'), 'the decision is known to have arrived');
    expect(on.part('decision')).to.contain('The RA did not answer');
    expect(on.part('outcome')).to.contain('Declined by you').and.to.contain('Not this key.');
    expect(on.row(request).innerText).to.contain('Declined');
    await on.press('Try again');
    await on.until(() => on.part('outcome').includes(`${request.number} is declined`), 'it has the answer');
    expect(new Set(on.changes('decline').map(({ key }) => key)).size, 'one key for both tries').to.equal(1);
    expect(on.of('rekey-request-decided')).to.have.length(1);
    expect(on.has('.dfoot')).to.equal(false);
  });

  it('goes on after a session that ended', async () => {
    const { on, request } = await pendingStage();
    await on.open(request);
    await on.tick();
    await on.ra.controls.signOut('admin');
    await on.press('Approve');
    await on.until(() => on.part('decision').includes('Your session has ended'), 'it says so');
    expect(on.of('rekey-error').map((detail) => (detail as { code: string }).code)).to.deep.equal(['auth']);
    await on.ra.controls.signIn('admin');
    await on.press('Try again');
    await on.until(() => on.part('outcome').includes('is approved'), 'it is approved');
    expect(new Set(on.changes('approve').map(({ key }) => key)).size, 'one key for both tries').to.equal(1);
  });
});
