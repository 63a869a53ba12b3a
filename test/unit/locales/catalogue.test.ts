import { expect } from '@open-wc/testing';
import { LOCAL_ERROR_CODES, RA_ERROR_CODES } from '../../../src/core/errors.js';
import { addLanguages, catalogue, formatLocale } from '../../../src/lit/localize.js';
import { Format } from '../../../src/lit/format.js';
import { ar } from '../../../src/locales/ar.js';
import { count, nouns } from '../../../src/locales/ar-count.js';
import { en } from '../../../src/locales/en.js';
import type { Messages } from '../../../src/locales/en.js';
import { fr } from '../../../src/locales/fr.js';
import { pseudo } from '../../../src/locales/pseudo.js';
import { leaves, shape } from './leaves.js';
import { duration, relative } from '../../../src/lit/durations.js';

/** Words that are the same in two languages, abbreviations, and names of products. */
const SAME = /^(?:algorithms\.|dir$|methods\.azure-ad$|wizard\.names\.kinds\.(?:dns|uri)$|wizard\.end\.yourKey$|.*\.(?:caa|csv|what|code)$|common\.code$|caa\.perspective$|list\.columns\.actions$|list\.filters\.date$)/;
/** Said by nothing. */
const SILENT = new Set(['caa.kinds.dns', 'caa.dns.ok']);
const others: readonly Messages[] = [fr, ar];

for (const language of others) {
  describe(`the catalogue of ${language.lang}`, () => {
    it('has every word that English has, and no other', () => {
      expect(shape(language)).to.deep.equal(shape(en));
    });

    it('leaves no word empty, and none in English', () => {
      const english = new Map(leaves(en));
      const strings = [...leaves(language)].filter(([path]) => !path.includes('()'));
      expect(strings.length).to.be.greaterThan(500);
      expect(strings.filter(([path, text]) => text.trim() === '' && !SILENT.has(path))).to.deep.equal([]);
      expect(strings.filter(([path, text]) => text !== '' && text === english.get(path) && !SAME.test(path))).to.deep.equal([]);
    });

    it('has words of its own for every error, with what to do next', () => {
      for (const code of [...RA_ERROR_CODES, ...LOCAL_ERROR_CODES]) {
        const [words, english] = [language.errors.describe({ code }), en.errors.describe({ code })];
        expect(Object.values(words).every((text) => text.length > 3), code).to.equal(true);
        expect(words.title === english.title, code).to.equal(false);
        if (code !== 'protocol') expect(words.title === language.errors.describe({ code: 'protocol' }).title, code).to.equal(english.title === en.errors.describe({ code: 'protocol' }).title);
      }
    });

    it('is what English is not: nothing of English shows when all of it is said', () => {
      const english = [...leaves(language)].filter(([path, text]) => path !== 'wizard.end.yourKey' && /\b(?:the|your|certificate was|request was|key is)\b/i.test(text));
      expect(english).to.deep.equal([]);
    });
  });
}

describe('French', () => {
  it('stands a narrow no-break space before high punctuation and inside guillemets', () => {
    const wrong = [...leaves(fr)].filter(([, text]) => /[^\u202f\s][;!?»]|[ \u00a0][;:!?»]|«(?!\u202f)/.test(text.replace(/https?:\S*/g, '')));
    expect(wrong).to.deep.equal([]);
  });
  it('counts zero with one', () => {
    expect([0, 1, 2].map((n) => fr.common.names(n))).to.deep.equal(['0 nom', '1 nom', '2 noms']);
  });
});

describe('Arabic', () => {
  it('has six forms of a noun', () => {
    const digits = new Intl.NumberFormat('ar');
    expect([0, 1, 2, 3, 11, 100, 103].map((n) => ar.common.names(n))).to.deep.equal([
      'لا أسماء', 'اسم واحد', 'اسمان', `${digits.format(3)} أسماء`, `${digits.format(11)} اسمًا`, `${digits.format(100)} اسم`, `${digits.format(103)} أسماء`,
    ]);
    expect(count(2, nouns.ofDays)).to.equal('يومين');
  });

  it('keeps what a sentence is given apart from its direction', () => {
    expect(ar.wizard.early.goesOn('RK-2026-0001')).to.include('\u2068RK-2026-0001\u2069');
    expect(ar.caa.sentence('forbidden', 'other-issuer', 'example.com', false)).to.include('\u2068example.com\u2069');
    const { why } = ar.checks.describe({ id: 'san-match', outcome: 'fail', detail: { added: ['a.example', 'b.example'] } });
    expect(why).to.include('\u2068a.example\u2069، \u2068b.example\u2069');
  });

  it('opens as many isolates as it closes', () => {
    for (const [path, text] of leaves(ar)) expect(text.split('\u2068').length, path).to.equal(text.split('\u2069').length);
  });

  it('is written from right to left', () => {
    expect([en.dir, fr.dir, ar.dir]).to.deep.equal(['ltr', 'ltr', 'rtl']);
  });
});

describe('a language that a host makes known', () => {
  it('is found by what the page says, without its region, else it is English', () => {
    expect(catalogue(undefined, 'fr').lang).to.equal('en-GB');
    addLanguages(fr, ar);
    for (const [page, lang] of [['fr', 'fr'], ['fr-CA', 'fr'], ['FR-fr', 'fr'], ['ar-Arab-EG', 'ar'], ['frr', 'en-GB'], ['de', 'en-GB'], ['', 'en-GB'], ['en-US', 'en-GB'], ['-', 'en-GB']] as const) {
      expect(catalogue(undefined, page).lang, page).to.equal(lang);
    }
  });

  it('lets a host say one string otherwise, over the language in use and over the one that it names', () => {
    const mine = { common: { next: 'Continuer' } };
    expect(catalogue(mine, 'fr').common).to.include({ next: 'Continuer', back: 'Retour' });
    expect(catalogue(mine, 'ar').common).to.include({ next: 'Continuer', back: 'رجوع' });
    expect(catalogue(mine, 'en').common).to.include({ next: 'Continuer', back: 'Back' });
    expect(catalogue(mine, 'fr') === catalogue(mine, 'fr-CA')).to.equal(true);
    expect(catalogue({ lang: 'fr', ...mine }, 'en').common.back).to.equal('Retour');
  });

  it('is replaced by one of the same name', () => {
    addLanguages({ ...fr, common: { ...fr.common, next: 'Avancer' } });
    expect(catalogue(undefined, 'fr').common.next).to.equal('Avancer');
    addLanguages(fr);
    expect(catalogue(undefined, 'fr').common.next).to.equal('Suivant');
  });
});

describe('dates and numbers', () => {
  it('are those of the page where it speaks the language, else those of the language', () => {
    expect(formatLocale('fr', 'fr-CA')).to.equal('fr-CA');
    expect(formatLocale('fr', 'fr')).to.equal('fr');
    expect(formatLocale('en-GB', 'de-AT')).to.equal('en-GB');
    expect(formatLocale('en-GB', 'no language')).to.equal('en-GB');
  });

  it('are written by Intl in each language', () => {
    const day = '2026-12-05T13:04:00Z';
    for (const locale of ['en-GB', 'fr', 'fr-CA', 'ar']) {
      const fmt = new Format(locale, locale.startsWith('en') ? 'en-GB' : locale.slice(0, 2));
      expect(fmt.date(day)).to.equal(new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(day)));
      expect(relative(fmt, -7_200_000)).to.equal(new Intl.RelativeTimeFormat(locale).format(-2, 'hour'));
      expect(fmt.list(['a', 'b', 'c']).replace(/[\u2068\u2069]/g, '')).to.equal(new Intl.ListFormat(locale).format(['a', 'b', 'c']));
    }
    // Unbroken, the Arabic conjunction would run into a name from left to right.
    expect(new Format('ar').list(['a.example', 'b.example'])).to.equal('\u2068a.example\u2069 و\u2068b.example\u2069');
    expect(new Format('fr').date(day)).to.equal('5 déc. 2026');
    expect(duration(new Format('fr'), 240_000)).to.equal('4 minutes');
    expect(new Format('ar').date(day)).to.include('ديسمبر');
  });

  it('have one set of digits in a sentence, whatever the region writes', () => {
    const digits = [new Format('ar-EG', 'ar'), new Format('ar-MA', 'ar'), new Format('ar')].map((fmt) => /\d/.test(fmt.date('2026-12-05T00:00:00Z')));
    expect(new Set(digits).size).to.equal(1);
    expect(digits[0]).to.equal(/\d/.test(ar.common.names(5)));
  });
});

describe('the pseudo-language', () => {
  it('is longer, accented and between brackets, with what it is given as it was', () => {
    const strange = pseudo(en);
    expect(strange.common.next).to.match(/^\[Ñéxţ~+\]$/);
    const text = strange.wizard.early.goesOn('RK-2026-0001');
    expect(text).to.match(/^\[.*RK-2026-0001.*~+\]$/);
    expect(text.length).to.be.greaterThan(1.4 * en.wizard.early.goesOn('RK-2026-0001').length);
    expect(strange.errors.describe({ code: 'auth' }).title).to.match(/^\[Ý/);
    expect(shape(strange)).to.deep.equal(shape(en));
  });
});
