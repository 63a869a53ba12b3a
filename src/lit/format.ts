import type { Instant } from '../core/domain.js';

type When = Instant | number;
const at = (when: When): number => (typeof when === 'number' ? when : Date.parse(when));

/**
 * Dates and numbers of one language. Dates of certificates and of the audit trail are in UTC, as PKI writes them;
 * a time of day that is minutes or hours away is the reader's own.
 */
export class Format {
  readonly #made = new Map<string, Intl.DateTimeFormat>();
  readonly #number: Intl.NumberFormat;
  /** The locale, with the digits in use. */
  readonly tag: Intl.Locale;

  /**
   * @param locale BCP 47
   * @param language whose digits are used: those that the sentences around have, whatever the region would write
   */
  constructor(readonly locale: string, language = locale) {
    this.#number = new Intl.NumberFormat(language);
    // Of these options a locale takes the numbering system.
    this.tag = new Intl.Locale(locale, this.#number.resolvedOptions());
  }

  #date(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = JSON.stringify(options);
    let made = this.#made.get(key);
    if (!made) this.#made.set(key, (made = new Intl.DateTimeFormat(this.tag, options)));
    return made;
  }

  /** `5 Dec 2026`, in UTC. */
  date(when: When): string {
    return this.#date({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(at(when));
  }

  /** `5 Dec 2026, 13:04 UTC`. */
  dateTime(when: When): string {
    return this.#date({
      day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC', timeZoneName: 'short',
    }).format(at(when));
  }

  /** `17:20`, in the reader's own time. */
  time(when: When): string {
    return this.#date({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at(when));
  }

  /** True when both instants are on the same day of the reader. */
  sameDay(a: When, b: When): boolean {
    const day = this.#date({ day: 'numeric', month: 'numeric', year: 'numeric' });
    return day.format(at(a)) === day.format(at(b));
  }

  number(value: number): string {
    return this.#number.format(value);
  }

  /** `a, b and c`. Arabic writes its *and* without a space before a name: the name stands apart (UAX #9, isolates). */
  list(items: readonly string[]): string {
    return new Intl.ListFormat(this.tag, { type: 'conjunction' }).format(this.tag.language === 'ar' ? items.map((item) => `\u2068${item}\u2069`) : items);
  }
}
