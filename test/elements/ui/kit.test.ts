import { expect, fixture } from '@open-wc/testing';
import { html, nothing } from 'lit';
import type { Check } from '../../../src/core/domain.js';
import { LOCAL_ERROR_CODES, RA_ERROR_CODES } from '../../../src/core/errors.js';
import { Format } from '../../../src/lit/format.js';
import { en } from '../../../src/locales/en.js';
import {
  button, checkBox, checkList, checkSummary, choiceGroup, codeBlock, copyButton, dialog, diffTable, errorNote, errorSummary, fileDrop, fingerprint,
  icon, openDialog, progress, shortHex, shortSerial, stepBar, stepList, textField,
} from '../../../src/ui/index.js';

const fmt = new Format('en-GB');
const noop = (): void => undefined;
const words = (element: Element | null): string => element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

describe('button', () => {
  it('does nothing while it is disabled, stays reachable and names its reason', async () => {
    let presses = 0;
    const box = await fixture(html`<div>${button({ label: 'Next', disabled: true, describedBy: 'why', onClick: () => (presses += 1) })}<p id="why">Generate the key first</p></div>`);
    const next = box.querySelector('button') as HTMLButtonElement;
    next.click();
    next.focus();
    expect(presses).to.equal(0);
    expect(document.activeElement).to.equal(next);
    expect(next.getAttribute('aria-disabled')).to.equal('true');
    expect(next.getAttribute('aria-describedby')).to.equal('why');
  });
  it('keeps its name while it is busy, with a word for what it does beside it', async () => {
    const box = await fixture(html`<div>${button({ label: 'Verify', busy: 'Asking the CA' })}</div>`);
    expect(words(box.querySelector('button'))).to.equal('Verify');
    expect(words(box)).to.equal('VerifyAsking the CA');
  });
  it('does not submit its form while it is busy', async () => {
    let submits = 0;
    const box = await fixture(html`<form @submit=${(event: Event): void => { event.preventDefault(); submits += 1; }}>${button({ label: 'Confirm', type: 'submit', busy: 'Checking' })}</form>`);
    box.querySelector('button')?.click();
    expect(submits).to.equal(0);
  });
});

describe('textField', () => {
  it('wires label, hint and error to its control, the error first', async () => {
    const box = await fixture(html`<div>${textField({ id: 'p', label: 'Passphrase', hint: 'Nobody can reset it.', error: 'Enter a passphrase' })}</div>`);
    const input = box.querySelector('input') as HTMLInputElement;
    expect(words(input.labels?.[0] ?? null)).to.equal('Passphrase');
    const described = (input.getAttribute('aria-describedby') ?? '').split(' ').map((id) => words(box.querySelector(`#${id}`)));
    expect(described).to.deep.equal(['Enter a passphrase', 'Nobody can reset it.']);
    expect(input.getAttribute('aria-invalid')).to.equal('true');
    await expect(box).to.be.accessible();
  });
  it('leaves the value alone that a person typed when no value is given', async () => {
    const box = document.createElement('div');
    const { render } = await import('lit');
    render(textField({ id: 'p', label: 'Passphrase' }), box);
    const input = box.querySelector('input') as HTMLInputElement;
    input.value = 'typed';
    render(textField({ id: 'p', label: 'Passphrase', error: 'Too short' }), box);
    expect(box.querySelector('input')).to.equal(input);
    expect(input.value).to.equal('typed');
  });
});

describe('errorSummary', () => {
  it('leads to the field without touching the address', async () => {
    const host = await fixture<HTMLElement>(html`<div></div>`);
    const root = host.attachShadow({ mode: 'open' });
    const { render } = await import('lit');
    render(html`${errorSummary({ title: 'There is a problem', errors: [{ id: 'p', text: 'Enter a passphrase' }] })}${textField({ id: 'p', label: 'Passphrase', error: 'Enter a passphrase' })}`, root);
    const before = location.href;
    root.querySelector('a')?.click();
    expect(root.activeElement).to.equal(root.querySelector('#p'));
    expect(location.href).to.equal(before);
  });
  it('is not there without errors', () => {
    expect(errorSummary({ title: 'x', errors: [] })).to.equal(nothing);
  });
});

describe('choiceGroup', () => {
  it('tells which was chosen and shows what is inside it alone', async () => {
    let chosen = '';
    const box = await fixture(html`<div>${choiceGroup({
      id: 'source', legend: 'Where is the key made?', value: 'upload', onChange: (value) => (chosen = value),
      options: [{ value: 'browser', label: 'In this browser', hint: 'Never sent anywhere', inside: () => html`<i id="in-browser"></i>` }, { value: 'upload', label: 'Upload a CSR', inside: () => html`<i id="in-upload"></i>` }],
    })}</div>`);
    expect(box.querySelector('#in-browser')).to.equal(null);
    expect(box.querySelector('#in-upload')).to.not.equal(null);
    box.querySelector<HTMLInputElement>('input')?.click();
    expect(chosen).to.equal('browser');
    await expect(box).to.be.accessible();
  });
});

describe('checks', () => {
  const check = (id: string, outcome: Check['outcome'], detail?: unknown): Check => ({ id, outcome, source: 'test', ...(detail !== undefined && { detail }) });
  const checks = [check('signature', 'pass'), check('key-strength', 'pass'), check('key-strength', 'pass'), check('surrounding-text', 'warn'), check('san-match', 'fail', { removed: ['api.example.net'], added: ['dev.example.com'] })];
  it('stand one by one, the worst first, in words', async () => {
    const box = await fixture(html`<div>${checkSummary(checks, en)}${checkList({ checks, t: en })}</div>`);
    expect([...box.querySelectorAll<HTMLElement>('li')].map((row) => row.dataset['check'])).to.deep.equal(['san-match', 'surrounding-text', 'signature', 'key-strength']);
    expect(words(box.querySelector('li'))).to.include('Missing: api.example.net. Added: dev.example.com.');
    expect(words(box.querySelector('.verdict'))).to.equal('1 of 4 checks failed');
    await expect(box).to.be.accessible();
  });
  it('of an id that nobody knows yet are shown by it', async () => {
    const box = await fixture(html`<div>${checkList({ checks: [check('brand-new', 'warn')], t: en })}</div>`);
    expect(words(box)).to.include('brand-new');
  });
});

describe('errors', () => {
  for (const code of [...RA_ERROR_CODES, ...LOCAL_ERROR_CODES]) {
    it(`${code}: says what happened and what to do next`, () => {
      const { title, text, next } = en.errors.describe({ code });
      for (const sentence of [title, text, next]) expect(sentence).to.match(/^[A-Z].{4,}/);
      expect(`${title} ${text} ${next}`).to.not.match(/!|Oops|please note|successfully/i);
    });
  }
  it('are shown with code, reference and a way to try again', async () => {
    let tries = 0;
    const box = await fixture(html`<div>${errorNote({ info: { code: 'unavailable', retryable: true, retryAfter: 30, correlationId: 'c7f2-91ab' }, t: en, fmt, announce: noop, onRetry: () => (tries += 1) })}</div>`);
    expect(words(box)).to.include('unavailable').and.to.include('c7f2-91ab').and.to.include('You can try again in 30 seconds.');
    [...box.querySelectorAll('button')].find((one) => words(one) === 'Try again')?.click();
    expect(tries).to.equal(1);
  });
  it('never make a link of an address that could run something', async () => {
    const box = await fixture(html`<div>${errorNote({ info: { code: 'protocol', retryable: false }, t: en, fmt, announce: noop, support: { text: 'Help', href: 'javascript:alert(1)' } })}</div>`);
    expect(box.querySelector('a')).to.equal(null);
    expect(words(box)).to.include('Help');
  });
});

describe('copyButton', () => {
  it('says that it copied, or that it may not', async () => {
    const said: string[] = [];
    const written: string[] = [];
    const box = await fixture(html`<div>${copyButton({ label: 'Copy', done: 'Copied', failed: 'Select the text', text: 'PEM', announce: (text) => said.push(text) })}</div>`);
    const press = async (writeText: (text: string) => Promise<void>): Promise<void> => {
      const count = said.length;
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
      box.querySelector('button')?.click();
      while (said.length === count) await Promise.resolve();
      Reflect.deleteProperty(navigator, 'clipboard');
    };
    await press((text) => Promise.resolve(void written.push(text)));
    await press(() => Promise.reject(new Error('not allowed')));
    expect(written).to.deep.equal(['PEM']);
    expect(said).to.deep.equal(['Copied', 'Select the text']);
  });
});

describe('fileDrop', () => {
  it('takes a file that is dropped, and one that is chosen, the same one twice', async () => {
    const files: string[] = [];
    const box = await fixture(html`<div>${fileDrop({ id: 'csr', label: 'Drop a CSR here', hint: 'PEM or DER', button: 'Upload CSR', onFile: (file) => files.push(file.name) })}</div>`);
    const data = (): DataTransfer => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['x'], 'shop.csr'));
      return transfer;
    };
    box.querySelector('.drop')?.dispatchEvent(new DragEvent('drop', { dataTransfer: data(), bubbles: true, cancelable: true }));
    const input = box.querySelector<HTMLInputElement>('input[type="file"]') as HTMLInputElement;
    for (const _ of [1, 2]) {
      input.files = data().files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }
    expect(files).to.deep.equal(['shop.csr', 'shop.csr', 'shop.csr']);
    expect(words(box.querySelector('button'))).to.equal('Upload CSR');
    await expect(box).to.be.accessible();
  });
  it('keeps the page from opening what is dropped on it', async () => {
    const box = await fixture(html`<div>${fileDrop({ id: 'csr', label: 'Drop', button: 'Upload CSR', onFile: noop })}</div>`);
    const over = new DragEvent('dragover', { dataTransfer: new DataTransfer(), bubbles: true, cancelable: true });
    box.querySelector('.drop')?.dispatchEvent(over);
    expect(over.defaultPrevented).to.equal(true);
  });
});

describe('dialog', () => {
  it('asks its owner when Escape is pressed and stays until it is closed', async () => {
    let asked = 0;
    const box = await fixture(html`<div>${dialog({ heading: 'Sure?', body: 'x', foot: html``, onCancel: () => (asked += 1) })}</div>`);
    const element = box.querySelector('dialog') as HTMLDialogElement;
    openDialog(element);
    openDialog(element);
    const cancel = new Event('cancel', { cancelable: true });
    element.dispatchEvent(cancel);
    expect(asked).to.equal(1);
    expect(cancel.defaultPrevented).to.equal(true);
    expect(element.open).to.equal(true);
    expect(element.querySelector('[role="status"]')).to.not.equal(null);
    await expect(box).to.be.accessible();
    element.close();
  });
});

describe('what is shown of keys and numbers', () => {
  it('is shortened in the middle, with the whole one step away', async () => {
    const hex = `762c08fc${'0'.repeat(52)}f2ec`;
    expect(shortHex(hex)).to.equal('762c 08fc…f2ec');
    expect(shortSerial('4a910c7e55d23b08a351')).to.equal('4A:91:0C:7E…A3:51');
    const box = await fixture(html`<div>${fingerprint(hex, en)}</div>`);
    expect(words(box.querySelector('summary'))).to.equal('762c 08fc…f2ec');
    expect(words(box.querySelector('details > span')).replaceAll(' ', '')).to.equal(hex);
  });
  it('says in words what stays and what changes', async () => {
    const box = await fixture(html`<div>${diffTable({ caption: 'Old and new', t: en, rows: [{ field: 'Key', before: 'RSA 2048', after: 'ECDSA P-256' }, { field: 'Subject', before: 'CN=a' }] })}</div>`);
    const rows = [...box.querySelectorAll('tbody tr')].map((row) => [...row.children].map(words));
    expect(rows).to.deep.equal([['Changes', 'Key', 'RSA 2048', 'ECDSA P-256'], ['Stays the same', 'Subject', 'CN=a']]);
    await expect(box).to.be.accessible();
  });
});

describe('steps', () => {
  const steps = [{ id: 'a', label: 'Agreement', state: 'done', onGo: noop }, { id: 'b', label: 'Reason', state: 'now' }, { id: 'c', label: 'Review', state: 'todo' }] as const;
  it('name the present one and lead back to those that are done', async () => {
    const box = await fixture(html`<div>${stepList(steps, en)}${stepBar({ steps, t: en })}</div>`);
    expect(words(box.querySelector('[aria-current="step"]'))).to.include('Reason');
    expect([...box.querySelectorAll('button')].map(words)).to.deep.equal(['Agreement']);
    expect(words(box.querySelector('.stepbar'))).to.equal('Step 2 of 3: Reason');
    await expect(box).to.be.accessible();
  });
});

it('the rest of the kit is accessible, and has no style attribute that a strict policy would refuse', async () => {
  const box = await fixture<HTMLElement>(html`<div>${progress({ name: 'Making an RSA 4096 key', value: 4, max: 9 })}${codeBlock({ title: 'shop.csr', text: 'PEM', t: en, announce: noop })}${checkBox({ id: 'agree', label: 'I agree', checked: false, onChange: noop })}${icon('arrow')}</div>`);
  expect(box.querySelector('[style]')).to.equal(null);
  await expect(box).to.be.accessible();
});
