import type { Format } from './format.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Language = Pick<Format, 'tag'>;

/** A duration in its largest fitting unit, rounded up: `4 minutes`, `24 seconds`. */
export function duration({ tag }: Language, milliseconds: number): string {
  const [value, unit] = largest(milliseconds);
  return new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

/** `in 4 minutes`, `2 hours ago`. */
export function relative({ tag }: Language, milliseconds: number): string {
  const [value, unit] = largest(Math.abs(milliseconds));
  return new Intl.RelativeTimeFormat(tag, { numeric: 'always' }).format(milliseconds < 0 ? -value : value, unit);
}

function largest(milliseconds: number): [number, 'second' | 'minute' | 'hour' | 'day'] {
  if (milliseconds >= 2 * DAY) return [Math.round(milliseconds / DAY), 'day'];
  if (milliseconds >= 2 * HOUR || milliseconds === HOUR) return [Math.round(milliseconds / HOUR), 'hour'];
  if (milliseconds >= MINUTE) return [Math.ceil(milliseconds / MINUTE), 'minute'];
  return [Math.max(0, Math.ceil(milliseconds / 1000)), 'second'];
}
