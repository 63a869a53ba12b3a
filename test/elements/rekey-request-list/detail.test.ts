import { expect } from '@open-wc/testing';
import type { RaAdapter } from '../../../src/core/adapter.js';
import type { RekeyRequest } from '../../../src/core/domain.js';
import { pendingStage, quickRa, stage, submitted, verified, once } from './setup.js';
import type { Stage } from './setup.js';

const HOSTILE = '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>';

/** The rows of the comparison, as they read. */
const changes = (on: Stage): Record<string, { kind: string; text: string }> => Object.fromEntries(
  [...on.root.querySelectorAll('.diff tbody tr')].map((row) => [
    row.querySelector('th')?.textContent.trim() ?? '', { kind: row.className, text: [...row.querySelectorAll('td:not(.mk)')].map((cell) => (cell as HTMLElement).innerText.trim()).join(' | ') },
  ]),
);

/** What the element shows of a request that the RA describes otherwise. */
async function shown(change: (request: RekeyRequest) => Partial<RekeyRequest>): Promise<Stage> {
  const { on, request } = await pendingStage({ without: ['watchRequest', 'watchRequests'] });
  const ra = on.element.adapter as RaAdapter;
  on.element.adapter = new Proxy(ra, {
    get: (target, name) => name === 'getRequest'
      ? async (...args: Parameters<RaAdapter['getRequest']>) => {
          const real = await target.getRequest(...args);
          return { ...real, ...change(real) };
        }
      : Reflect.get(target, name, target) as unknown,
  });
  await on.element.updateComplete;
  await on.until(() => on.rows.length === 1, 'the list is read from the other adapter');
  await on.open(request);
  return on;
}

describe('A rekey request in detail', () => {
  it('says that only the key changes, and shows both keys with their fingerprints', async () => {
    const { on, request } = await pendingStage();
    await on.open(request);
    expect(on.part('changes')).to.contain('Only the key changes');
    const rows = changes(on);
    expect(rows['Public key']).to.deep.equal({ kind: 'changed', text: 'ECDSA P-256 | ECDSA P-256' });
    expect(rows['Subject']?.kind).to.equal('kept');
    expect(rows['Subject']?.text).to.contain('CN=app.example.com');
    expect(rows['Names']).to.deep.equal({ kind: 'kept', text: '2 names, byte for byte' });
    expect(rows['Profile']?.kind).to.equal('kept');
    expect(rows['Valid until']?.text).to.contain('200 days from issue');
    const whole = [...on.root.querySelectorAll('.diff details')].map((one) => one.querySelector('summary + .mono')?.textContent.replaceAll(/[\s:]/g, '').toLowerCase());
    expect(whole).to.include(request.certificate.key.spkiSha256).and.to.include(request.csr?.key.spkiSha256).and.to.include(request.certificate.serialNumber.toLowerCase());
  });

  it('compares with the issued certificate once there is one', async () => {
    const { on, request } = await pendingStage();
    const issued = await on.ra.as('admin').approve?.(request.id, { reviewed: true }, once(request.etag));
    await on.until(() => on.row(request).innerText.includes('Issued'), 'the row follows');
    await on.open(request);
    const year = new Date(issued?.issued?.notAfter ?? 0).getUTCFullYear();
    expect(changes(on)['Valid until']?.text).to.contain(String(year)).and.not.to.contain('from issue');
    expect(changes(on)['Serial number']?.text).not.to.contain('Given at issuance');
  });

  it('says what the CSR has otherwise and that the RA leaves it out', async () => {
    const on = await shown(({ checks }) => ({
      checks: checks.map((check) => check.id === 'san-match' ? { ...check, outcome: 'warn' as const, detail: { added: [{ type: 'dns', value: 'extra.example.com' }], removed: [] } } : check),
    }));
    expect(on.part('changes')).to.contain('Only the key changes').and.to.contain('come from the current certificate').and.to.contain('added: extra.example.com').and.to.contain('left out');
    expect(on.root.querySelector('[part="changes"]')?.getAttribute('data-other')).to.equal('ignored');
  });

  it('does not claim that only the key changes when it does not know, or when more does', async () => {
    const unknown = await shown(({ checks }) => ({ checks: checks.filter(({ id }) => id !== 'subject-match') }));
    expect(unknown.part('changes')).not.to.contain('Only the key');
    const more = await shown(({ checks }) => ({
      checks: checks.map((check) => check.id === 'subject-match' ? { ...check, outcome: 'fail' as const, detail: { found: 'CN=other.example' } } : check),
    }));
    expect(more.part('changes')).to.contain('More than the key changes');
    expect(changes(more)['Subject']?.kind).to.equal('changed');
    expect(more.root.querySelector('.checks li')?.getAttribute('data-check'), 'the failed check comes first').to.equal('subject-match');
  });

  it('shows the age of the CAA result, the agreement and the second factor', async () => {
    const ra = await quickRa();
    await ra.controls.setPolicy('tls-server', { secondFactor: { when: 'submit', methods: ['email-otp'] } });
    const { on, request } = await pendingStage({ ra });
    await ra.controls.clock.advance(9 * 3_600_000);
    await on.open(request);
    expect(on.part('checks')).to.contain('Old result').and.to.contain('9 hours ago').and.to.contain('The CA looks again when you approve');
    expect(on.part('checks')).to.contain(`Version ${request.agreement.version}`).and.to.contain('Code by email').and.to.contain('Proof of possession');
    expect(on.part('audit')).to.contain('Submitted by Amelia Osei').and.to.contain('Second factor accepted');
  });

  it('shows the requester\'s message as text, whatever it holds', async () => {
    const ra = await quickRa();
    const draft = await verified(ra, 'user', 'cert-app');
    const request = await ra.as('user').submit(draft.id, { validity: { mode: 'new' }, message: HOSTILE }, once(draft.etag));
    const on = await stage({ ra });
    await on.open(request);
    expect(on.root.querySelector('[part="message"] .msg')?.textContent).to.equal(HOSTILE);
    expect(on.root.querySelector('[part="audit"]')?.textContent).to.contain(HOSTILE);
    expect(on.root.querySelectorAll('.detail img, .detail script').length).to.equal(0);
    expect(document.title).not.to.equal('owned');
  });

  it('says why a request cannot be shown, and tries again', async () => {
    const { on, request } = await pendingStage();
    on.ra.controls.failures.next('getRequest');
    on.element.requestId = 'no-such-request';
    await on.until(() => on.part('error').includes('unavailable'), 'the failure is shown');
    await on.press('Try again');
    await on.until(() => on.part('error').includes('Not found'), 'and then what the RA says');
    on.element.requestId = request.id;
    await on.opened();
    expect(on.heading).to.equal(request.number);
  });

  for (const scheme of ['light', 'dark']) {
    it(`is accessible in ${scheme}: list, cards, detail, decline, refusal, conflict, outcome, empty, failed`, async () => {
      document.documentElement.style.colorScheme = scheme;
      document.body.style.background = 'Canvas';
      // Colours on their way from one to another are no state of the screen.
      document.documentElement.style.setProperty('--rekey-duration', '0ms');
      try {
        const ra = await quickRa();
        const request = await submitted(ra, 'user', 'cert-app');
        const waiting = await submitted(ra, 'operator', 'cert-mail');
        for (const width of ['75rem', '20rem']) {
          const on = await stage({ ra, width });
          await expect(on.element).to.be.accessible();
          await on.open(request);
          await expect(on.element).to.be.accessible();
          await on.press('Decline');
          await on.press('Decline');
          await expect(on.element).to.be.accessible();
        }
        const on = await stage({ ra });
        await on.open(request);
        await on.tick();
        ra.controls.failures.next('approve', { code: 'caa-forbidden' });
        await on.press('Approve');
        await on.until(() => on.part('decision').includes('CAA forbids'), 'the refusal is shown');
        await expect(on.element).to.be.accessible();
        await on.press('Approve');
        await on.until(() => on.has('[part="outcome"]'), 'it is approved');
        await expect(on.element).to.be.accessible();
        await on.open(waiting);
        await ra.as('admin2').decline?.(waiting.id, { remarks: 'Another way.' }, once(waiting.etag));
        await on.until(() => on.has('[part="conflict"]'), 'the conflict is shown');
        await expect(on.element).to.be.accessible();
        await expect((await stage({ ra, status: 'cancelled' })).element).to.be.accessible();
        ra.controls.failures.next('listRequests');
        await expect((await stage({ ra })).element).to.be.accessible();
      } finally {
        document.documentElement.style.colorScheme = '';
        document.body.style.background = '';
        document.documentElement.style.removeProperty('--rekey-duration');
      }
    }).timeout(40_000);
  }
});
