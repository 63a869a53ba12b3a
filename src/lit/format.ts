import type { Instant } from '../core/domain.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type When = Instant | number;
const at = (when: When): number => (typeof when === 'number' ? when : Date.parse(when));

/**
 * Dates, numbers and durations of one language. Dates of certificates and of the audit trail are in UTC, as PKI writes them;
 * a time of day that is minutes or hours away is the reader's own.
 */
export class Format {
  readonly #made = new Map<string, Intl.DateTimeFormat>();
  readonly #number: Intl.NumberFormat;
  readonly #tag: Intl.Locale;

  /**
   * @param locale BCP 47
   * @param language whose digits are used: those that the sentences around have, whatever the region would write
   */
  constructor(readonly locale: string, language = locale) {
    this.#number = new Intl.NumberFormat(language);
    // Of these options a locale takes the numbering system.
    this.#tag = new Intl.Locale(locale, this.#number.resolvedOptions());
  }

  #date(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = JSON.stringify(options);
    let made = this.#made.get(key);
    if (!made) this.#made.set(key, (made = new Intl.DateTimeFormat(this.#tag, options)));
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

  /** `a, b and c`. */
  list(items: readonly string[]): string {
    return new Intl.ListFormat(this.#tag, { type: 'conjunction' }).format(items);
  }

  /** A duration in its largest fitting unit, rounded up: `4 minutes`, `24 seconds`. */
  duration(milliseconds: number): string {
    const [value, unit] = largest(milliseconds);
    return new Intl.NumberFormat(this.#tag, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
  }

  /** `in 4 minutes`, `2 hours ago`. */
  relative(milliseconds: number): string {
    const [value, unit] = largest(Math.abs(milliseconds));
    return new Intl.RelativeTimeFormat(this.#tag, { numeric: 'always' }).format(milliseconds < 0 ? -value : value, unit);
  }
}

function largest(milliseconds: number): [number, 'second' | 'minute' | 'hour' | 'day'] {
  if (milliseconds >= 2 * DAY) return [Math.round(milliseconds / DAY), 'day'];
  if (milliseconds >= 2 * HOUR || milliseconds === HOUR) return [Math.round(milliseconds / HOUR), 'hour'];
  if (milliseconds >= MINUTE) return [Math.ceil(milliseconds / MINUTE), 'minute'];
  return [Math.max(0, Math.ceil(milliseconds / 1000)), 'second'];
}
