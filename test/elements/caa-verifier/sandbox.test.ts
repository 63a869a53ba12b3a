import { expect } from '@open-wc/testing';
import { stage } from './setup.js';

describe('<caa-verifier> alone on a page', () => {
  it('says that the RA is a sandbox: its Verified means nothing outside', async () => {
    const on = await stage('cert-app');
    await on.until(() => on.text.includes('This registration authority exists in this page only.'), 'the banner is there');
    await expect(on.element).to.be.accessible();
  });

  it('leaves that to what is around it, where that says so', async () => {
    const on = await stage('cert-app');
    await on.until(() => on.root.querySelector('[part="sandbox"]') !== null, 'the banner is there');
    on.element.embedded = true;
    await on.element.updateComplete;
    expect(on.root.querySelector('[part="sandbox"]') === null).to.equal(true);
  });

  it('shows its names all the same when the RA does not say what it is', async () => {
    const on = await stage('cert-app');
    on.ra.controls.failures.next('getSettings');
    on.element.adapter = on.ra.as('user');
    await on.until(() => on.verdicts['app.example.com'] === 'Unverified' && !on.text.includes('Loading'), 'the names are there');
    expect(on.root.querySelector('[part="error"]') === null).to.equal(true);
  });
});
