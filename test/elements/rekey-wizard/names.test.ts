import { expect } from '@open-wc/testing';
import { createCsr, generateKey } from '../../../src/crypto.js';
import { Format } from '../../../src/lit/format.js';
import type { SandboxRa } from '../../../src/sandbox.js';
import { draft, open, plainRa } from './late.js';
import type { Page } from './late.js';

const DAY = 86_400_000;

/** The wizard at one of its steps, for a certificate of the sandbox. */
async function at(label: string, step: 'subject' | 'san' | 'validity', certificateId: string, ra?: SandboxRa): Promise<Page> {
  const room = ra ?? await plainRa();
  const page = await open(room, await draft(room, { certificateId }));
  return page.visit(label, step);
}

const inputs = (page: Page): Record<string, string> => Object.fromEntries(
  [...page.root.querySelectorAll<HTMLInputElement>('.sdn .input')].map((input) => [Array.from(input.labels?.[0]?.parentElement?.children ?? [], (part) => part.textContent.trim()).join(' '), input.value]),
);

describe('the step of the subject', () => {
  it('shows each attribute of the certificate in a disabled field, with its string type', async () => {
    const page = await at('Subject name', 'subject', 'cert-shop');
    await page.until(() => page.has('.sdn'), 'the certificate was read');
    expect(page.heading).to.equal('Subject Distinguished Name');
    expect(page.text).to.include('Copied byte for byte from the current certificate.');
    expect(inputs(page)).to.deep.equal({
      'Common name UTF8': 'shop.example.com', 'Organization UTF8': 'Example Trading Ltd', 'Locality UTF8': 'Leeds', 'State or province UTF8': 'West Yorkshire', 'Country Printable': 'GB',
    });
    const fields = [...page.root.querySelectorAll<HTMLInputElement>('.sdn .input')];
    expect(fields.every((input) => input.disabled)).to.equal(true);
    await page.isAccessible();
  });

  it('names an unknown attribute by its dotted OID and keeps the values of one RDN together', async () => {
    const page = await at('Subject name', 'subject', 'cert-names');
    await page.until(() => page.has('.sdn'), 'the certificate was read');
    expect(inputs(page)).to.include({ '2.999.42.1 UTF8': 'Rack 7, unit <12>', 'Organization BMP': 'Müller & Söhne, "Netze" GmbH' });
    const group = page.find('fieldset.rdn');
    expect(group.querySelector('legend')?.textContent).to.equal('One part of the name, with 2 values');
    expect([...group.querySelectorAll<HTMLInputElement>('.input')].map((input) => input.value)).to.deep.equal(['HRB 4711', 'names.example.org']);
    await page.isAccessible();
  });

  it('says in words that a subject is empty', async () => {
    const page = await at('Subject name', 'subject', 'cert-edge');
    await page.until(() => page.text.includes('The subject is empty'), 'the words');
    expect(page.root.querySelectorAll('.sdn')).to.have.length(0);
    await page.isAccessible();
  });

  it('says when the CSR that was uploaded has other names, and that they are ignored', async () => {
    const ra = await plainRa({ csrMismatch: 'ignore-csr' });
    const other = await ra.as('user').getCertificate('cert-shop');
    const { pem } = await createCsr({ certificate: other.pem, key: await generateKey('ec-p256') });
    const page = await open(ra, await draft(ra, { certificateId: 'cert-app', upload: pem }));
    await page.visit('Subject name', 'subject');
    expect(page.text).to.include('Your CSR has another subject');
    await page.visit('Alternative names', 'san');
    expect(page.text).to.include('Your CSR has other alternative names');
    await page.until(() => page.has('.names'), 'the certificate was read');
    expect(page.all('.names code')).to.include('app.example.com');
    expect(page.all('.names code')).to.not.include('shop.example.com');
  });

  it('leads back to the review that it was visited from, and back through the steps one by one', async () => {
    const page = await at('Subject name', 'subject', 'cert-app');
    page.press('Next');
    await page.at('confirm');
    page.press('Back');
    await page.at('domains');
    page.press('Back');
    await page.at('validity');
    page.press('Back');
    await page.at('san');
    page.press('Next');
    await page.at('validity');
  });
});

describe('the step of the alternative names', () => {
  it('lists each name with its kind, a wildcard apart, and the Unicode form beside the A-label', async () => {
    const page = await at('Alternative names', 'san', 'cert-shop');
    await page.until(() => page.has('.names'), 'the certificate was read');
    expect(page.heading).to.equal('Subject Alternative Name');
    expect(page.text).to.include('The certificate covers these 6 names. They stay as they are.');
    expect(page.all('.names > li')).to.deep.equal([
      'shop.example.com DNS', '*.img.static.example.com DNS, wildcard', 'api.example.net DNS', 'xn--mnchen-3ya.example münchen.example DNS', 'legacy.example.org DNS', '192.0.2.24 IP address',
    ]);
    expect(page.has('.names input')).to.equal(false);
    await page.isAccessible();
  });
});

describe('the step of the validity', () => {
  const modes = { validity: { modes: ['new', 'same-duration', 'same-expiry'] as const, maxDays: 397 } };
  const day = (when: number): string => new Format('en-GB').date(when);

  it('offers what the policy allows, each with the end that it would lead to', async () => {
    const ra = await plainRa(modes);
    await ra.controls.clock.set('2026-11-20T12:00:00Z');
    const page = await at('Validity', 'validity', 'cert-app', ra);
    const { notAfter } = await ra.as('user').getCertificate('cert-app');
    const now = ra.controls.clock.now();
    expect(page.heading).to.equal('Certificate Validity');
    expect(page.text).to.include('A public TLS certificate may last at most 200 days at present.');
    const [asLong, , sameEnd] = page.all('.choice');
    expect(asLong).to.include(`200 days, until ${day(now + 200 * DAY - 1000)} if it is issued today.`);
    expect(sameEnd).to.include(`Asks for ${day(Date.parse(notAfter))}: ${Math.ceil((Date.parse(notAfter) - now + 1000) / DAY)} days if it is issued today.`);
    expect(page.text).to.include('The CA sets the final dates when it issues.');
    await page.isAccessible();
  });

  it('keeps the choice, draws it, and shows it in the review', async () => {
    const page = await at('Validity', 'validity', 'cert-app', await plainRa(modes));
    const drawn = page.find('.timeline').getAttribute('aria-label');
    page.find<HTMLInputElement>('#validity-same-expiry').click();
    await page.until(() => page.find('.timeline').getAttribute('aria-label') !== drawn, 'another drawing');
    page.press('Next');
    await page.at('confirm');
    expect(page.fact('Validity')).to.equal('Same end as the current certificate');
  });

  it('says that a choice was cut to what the Baseline Requirements allow', async () => {
    const ra = await plainRa(modes);
    await ra.controls.clock.set('2027-03-20T00:00:00Z');
    const page = await at('Validity', 'validity', 'cert-app', ra);
    expect(page.text).to.include('A public TLS certificate may last at most 100 days at present.');
    expect(page.all('.choice')[1]).to.include('More than 100 days is not allowed for public certificates.');
  });

  it('asks nothing where there is one way, and says what it is', async () => {
    const page = await at('Validity', 'validity', 'cert-app', await plainRa({ validity: { modes: ['new'], maxDays: 90 } }));
    expect(page.has('.choice')).to.equal(false);
    expect(page.text).to.include('The policy allows at most 90 days.');
    expect(page.fact('As long as allowed')).to.match(/^90 days, until /);
    await page.isAccessible();
  });
});
