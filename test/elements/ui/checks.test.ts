import { expect, fixture, html } from '@open-wc/testing';
import type { Check } from '../../../src/core/domain.js';
import { checkKeyStrength } from '../../../src/crypto/key-strength.js';
import { inspectCsr } from '../../../src/crypto.js';
import { ar } from '../../../src/locales/ar.js';
import { en } from '../../../src/locales/en.js';
import type { Messages } from '../../../src/locales/en.js';
import { fr } from '../../../src/locales/fr.js';
import { checkList, checkSummary } from '../../../src/ui/index.js';
import { keyComparison } from '../../../src/ui/key-compare.js';
import { ruleLinks } from '../../../src/ui/rule-links.js';
import { FLAWED_CSR, WEAK_KEY } from '../../support/flawed.js';

const words = (node: Element | null): string => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
const all = (box: Element, selector: string): string[] => [...box.querySelectorAll(selector)].map(words);
const check = (id: string, outcome: Check['outcome'], detail?: unknown, source = 'RFC 2986 section 4.2'): Check => ({ id, outcome, source, ...(detail !== undefined && { detail }) });
const rule = (name: string, outcome: Check['outcome'], facts: object = {}, source = 'BR 6.1.6'): Check => check('key-strength', outcome, { rule: name, ...facts }, source);
const languages: readonly Messages[] = [en, fr, ar];

describe('the rules of a check', () => {
  const checks = [
    check('signature', 'pass'), rule('rsa-odd', 'pass'), rule('rsa-size', 'fail', { bits: 1024 }, 'BR 6.1.5'), rule('rsa-exponent', 'warn', { exponent: '3' }),
    check('key-reuse', 'pass', undefined, 'RFC 3647 section 4.4.7'), check('version', 'pass'), check('format', 'pass'),
  ];
  const show = (options: object = {}): Promise<HTMLElement> => fixture<HTMLElement>(html`<div>${checkList({ checks, t: en, label: 'Checks', ...options })}</div>`);

  it('stand behind a button that says whose they are and whether they are shown, by the keyboard too', async () => {
    const box = await show();
    const button = box.querySelector<HTMLButtonElement>('[data-check="signature"] button');
    const panel = box.querySelector<HTMLElement>(`#${button?.getAttribute('aria-controls') ?? ''}`);
    expect([words(button), button?.getAttribute('aria-expanded'), panel?.hidden]).to.deep.equal(['Rule of the check: Signature', 'false', true]);
    button?.focus();
    expect(document.activeElement === button).to.equal(true);
    button?.click();
    expect([button?.getAttribute('aria-expanded'), panel?.hidden]).to.deep.equal(['true', false]);
    expect(words(panel)).to.include('verified with its own public key').and.to.include('Source: RFC 2986 section 4.2');
    await expect(box).to.be.accessible();
    button?.click();
    expect([button?.getAttribute('aria-expanded'), panel?.hidden]).to.deep.equal(['false', true]);
  });

  it('of one id are one line, with each rule behind it and each failure in words', async () => {
    const box = await show();
    expect([...box.querySelectorAll<HTMLElement>('li[data-check]')].map((row) => `${row.dataset['check']} ${row.dataset['outcome']}`))
      .to.deep.equal(['key-strength fail', 'signature pass', 'key-reuse pass', 'version pass', 'format pass']);
    const row = box.querySelector('[data-check="key-strength"]') as HTMLElement;
    expect(all(row, '.note-text')).to.deep.equal([
      'An RSA key of 1024 bits can be broken, and CAs refuse fewer than 2048. Make an RSA key of 2048, 3072 or 4096 bits, or an ECDSA key.',
      'Its public exponent is 3 in place of the usual 65537. A small or even one makes attacks easier, and some CAs refuse it. Make a new key with the exponent 65537, which OpenSSL takes by itself.',
    ]);
    expect(all(row, '.rules li')).to.deep.equal(['At least 2048 bits, and a multiple of 8: it has 1024 (broken)', 'The exponent is odd, and from 65537 to 2^256 - 1 (warning)', 'The modulus is odd (holds)']);
    expect(all(row, 'dl > div')).to.deep.equal(['Bits1024', 'Exponent3']);
    expect(all(row, '.from a')).to.deep.equal(['BR 6.1.5 (opens in a new tab)', 'BR 6.1.6 (opens in a new tab)']);
    expect(words((await fixture(html`<p>${checkSummary(checks, en)}</p>`)).querySelector('.verdict'))).to.equal('1 of 5 checks failed');
  });

  it('fold what passed and nobody looks for, and nothing that did not pass', async () => {
    const box = await show({ fold: true, checks: [...checks, check('ip-length', 'fail'), check('san-duplicate', 'warn')] });
    expect(words(box.querySelector('.more > summary'))).to.equal('2 more checks passed');
    expect([...box.querySelectorAll<HTMLElement>('.more li[data-check]')].map((row) => row.dataset['check'])).to.deep.equal(['version', 'format']);
    expect([...box.querySelectorAll<HTMLElement>('ul:first-child > li[data-check]')].map((row) => row.dataset['check'])).to.deep.equal(['key-strength', 'ip-length', 'san-duplicate', 'signature', 'key-reuse']);
  });

  it('have ids that differ between two lists of a page', async () => {
    const box = await fixture(html`<div>${checkList({ checks, t: en })}${checkList({ checks, t: en, name: 'old' })}</div>`);
    const ids = [...box.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
  });

  it('show names and subjects as data, whatever they hold, and lead nowhere by themselves', async () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const box = await fixture(html`<div>${checkList({ t: en, checks: [check('subject-match', 'fail', { reason: 'different', expected: 'CN=a', found: hostile }, `javascript:alert(1); ${hostile}`)] })}</div>`);
    expect(box.querySelector('img') === null && box.querySelector('a') === null).to.equal(true);
    expect(all(box, 'dl > div')).to.deep.equal(['CertificateCN=a', `CSR${hostile}`]);
  });
});

describe('the source of a rule', () => {
  for (const [source, links] of [
    ['RFC 2986 section 4.2', [['RFC 2986 section 4.2', 'https://www.rfc-editor.org/rfc/rfc2986#section-4.2']]],
    ['RFC 2986', [['RFC 2986', 'https://www.rfc-editor.org/rfc/rfc2986']]],
    ['RFC 7468 appendix A', [['RFC 7468 appendix A', 'https://www.rfc-editor.org/rfc/rfc7468#appendix-A']]],
    ['TLS BR 6.1.1.3', [['TLS BR 6.1.1.3', 'https://cabforum.org/working-groups/server/baseline-requirements/requirements/']]],
    ['X.690 section 10.1', [['X.690 section 10.1', 'https://www.itu.int/rec/T-REC-X.690']]],
    ['BR 6.1.5; RFC 8410 section 4', [['BR 6.1.5', 'https://cabforum.org/working-groups/server/baseline-requirements/requirements/'], ['RFC 8410 section 4', 'https://www.rfc-editor.org/rfc/rfc8410#section-4']]],
    ['policy', [['policy', undefined]]], ['RFC 2986 section "><script>', [['RFC 2986 section "><script>', undefined]]],
  ] as const) {
    it(`${source} leads to its text where that has a lasting address, and else nowhere`, () => {
      expect(ruleLinks(source).map(({ text, href }) => [text, href])).to.deep.equal(links);
    });
  }
});

describe('the words of the checks', () => {
  it('tell of every check of a request what was looked at, in each language', async () => {
    const { checks } = await inspectCsr(FLAWED_CSR, { policy: { keyAlgorithms: ['ec-p256'] } });
    expect(checks.length).to.be.greaterThan(20);
    for (const t of languages) {
      for (const one of checks) {
        expect(t.checks.look(one.id), `${t.lang} ${one.id}`).to.have.length.greaterThan(10);
        const { what, why } = t.checks.describe(one);
        expect(what, t.lang).to.not.equal(one.id);
        expect(why.length > 0, `${t.lang} ${one.id} says what to do`).to.equal(one.outcome !== 'pass');
      }
    }
  });

  it('tell of every rule of a key what holds and what is wrong without it', () => {
    const rules = ['rsa-size', 'rsa-exponent', 'rsa-odd', 'rsa-small-factor', 'rsa-prime-power', 'rsa-roca', 'rsa-fermat', 'ec-curve', 'ec-point', 'ed25519-point', 'key-size', 'algorithm', 'encoding', 'known'];
    for (const t of languages) {
      const said = rules.map((name) => t.checks.ruleOf(rule(name, 'fail')));
      expect(new Set(said.map((one) => one?.text)).size, t.lang).to.equal(rules.length);
      expect(said.every((one) => (one?.bad.length ?? 0) > 10), t.lang).to.equal(true);
    }
    expect(en.checks.ruleOf(rule('toString', 'fail'))).to.equal(undefined);
  });
});

describe('old and new key', () => {
  const sound = checkKeyStrength(Uint8Array.from(atob('MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q=='), (c) => c.charCodeAt(0)));
  const weak = checkKeyStrength(WEAK_KEY);
  const old = { algorithm: 'rsa-1024', spkiSha256: 'a'.repeat(64), checks: weak };
  const fresh = { algorithm: 'ec-p256', spkiSha256: 'b'.repeat(64), checks: sound };

  it('stand side by side: kind, fingerprint and strength', async () => {
    const box = await fixture(html`<div>${keyComparison({ old: { ...old, algorithm: 'rsa-2048', checks: sound }, fresh, t: en })}</div>`);
    expect(all(box, 'tbody tr')[0]).to.equal('ChangesKind and sizeRSA 2048ECDSA P-256');
    expect(all(box, 'tbody tr')[2]).to.equal('Stays the sameStrengthStrong enough');
    expect(words(box)).to.include('The kind of key changes from RSA 2048 to ECDSA P-256.');
    expect(box.querySelector('.note') === null).to.equal(true);
    await expect(box).to.be.accessible();
  });

  it('say that the old one is weak and why, and that this is reason enough', async () => {
    const box = await fixture(html`<div>${keyComparison({ old, fresh, t: en })}</div>`);
    expect(all(box, 'tbody tr')[2]).to.equal('ChangesStrengthWeakStrong enough');
    expect(words(box.querySelector('.note'))).to.include('The old key is weak').and.to.include('An RSA key of 1024 bits can be broken').and.to.include('reason enough for this rekey').and.to.not.include('Make an RSA key');
    expect(all(box, '.more .rules li')[0]).to.include('it has 1024 (broken)');
    await expect(box).to.be.accessible();
  });

  it('call an exponent unusual, and no more', async () => {
    const box = await fixture(html`<div>${keyComparison({ old: { ...old, checks: weak.filter(({ outcome }) => outcome !== 'fail') }, fresh, t: en })}</div>`);
    expect(words(box.querySelector('.note'))).to.include('The old key is unusual').and.to.not.include('revoke');
  });

  it('do not claim a strength that nobody has told, and say when they are one key', async () => {
    const box = await fixture(html`<div>${keyComparison({ old: { ...old, checks: undefined }, fresh, t: en })}</div>`);
    expect(all(box, 'tbody tr')[2]).to.equal('ChangesStrengthNot knownStrong enough');
    const same = await fixture(html`<div>${keyComparison({ old, fresh: old, t: en })}</div>`);
    expect(words(same)).to.include('This is the key of the current certificate.');
    expect(all(same, 'tbody tr').every((row) => row.startsWith('Stays the same'))).to.equal(true);
  });
});
