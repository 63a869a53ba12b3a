import { expect } from '@open-wc/testing';
import { brMaxDays, DAY_MS, projectValidity } from '../../../src/core/validity.js';

const old = { notBefore: '2026-05-01T00:00:00.000Z', notAfter: '2026-08-08T23:59:59.000Z' };
const publicly = { maxDays: 400, publicTrust: true };
const privately = { maxDays: 400, publicTrust: false };
const at = Date.UTC(2026, 5, 2, 9, 20);

describe('the validity of a rekeyed certificate', () => {
  it('follows the maxima of the Baseline Requirements by the day they begin', () => {
    const days = ['2026-03-14T23:59:59.999Z', '2026-03-15T00:00:00Z', '2027-03-14T23:59:59Z', '2027-03-15T00:00:00Z', '2029-03-14T23:59:59Z', '2029-03-15T00:00:00Z']
      .map((instant) => brMaxDays(Date.parse(instant)));
    expect(days).to.deep.equal([398, 200, 200, 100, 100, 47]);
  });

  it('ends one second before the last day is over, for both ends belong to it', () => {
    const { notBefore, notAfter, days } = projectValidity({ mode: 'new', days: 90 }, at, old, publicly);
    expect((Date.parse(notAfter) - Date.parse(notBefore) + 1000) / DAY_MS).to.equal(90);
    expect(days).to.equal(90);
  });

  it('is cut at the Baseline maximum where public trust binds, and says so', () => {
    const projected = projectValidity({ mode: 'new', days: 300 }, at, old, publicly);
    expect(projected.days).to.equal(200);
    expect(projected.limitedBy).to.equal('br');
  });

  it('is cut by policy alone at a private CA', () => {
    expect(projectValidity({ mode: 'new', days: 399 }, at, old, privately)).to.include({ days: 399 }).and.not.to.have.property('limitedBy');
    expect(projectValidity({ mode: 'new', days: 500 }, at, old, privately)).to.include({ days: 400, limitedBy: 'policy' });
  });

  it('is as long as may be when nothing else is asked for', () => {
    expect(projectValidity({ mode: 'new' }, at, old, publicly)).to.include({ days: 200 }).and.not.to.have.property('limitedBy');
  });

  it('keeps the old expiry, or the old duration', () => {
    expect(projectValidity({ mode: 'same-expiry' }, at, old, publicly).notAfter).to.equal(old.notAfter);
    const same = projectValidity({ mode: 'same-duration' }, at, old, publicly);
    expect(Date.parse(same.notAfter) - Date.parse(same.notBefore)).to.equal(Date.parse(old.notAfter) - Date.parse(old.notBefore));
  });

  it('does not keep an old expiry that lies beyond the maximum', () => {
    const late = { ...old, notAfter: '2027-06-02T00:00:00.000Z' };
    expect(projectValidity({ mode: 'same-expiry' }, at, late, publicly)).to.include({ days: 200, limitedBy: 'br' });
  });
});
