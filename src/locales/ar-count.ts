let made: Intl.PluralRules | undefined;

/** The six forms of a counted noun. The first three stand without a number. */
export type Forms = readonly [zero: string, one: string, two: string, few: string, many: string, other: string];

/** In the digits that the locale data of Arabic has. */
export const number = (n: number): string => n.toLocaleString('ar');

/** `اسم واحد`, `اسمان`, `3 أسماء`, `11 اسمًا`, `100 اسم`. */
export function count(n: number, [zero, one, two, few, many, other]: Forms): string {
  made ??= new Intl.PluralRules('ar');
  const form = made.select(n);
  if (form === 'zero') return zero;
  if (form === 'one') return one;
  if (form === 'two') return two;
  return `${number(n)} ${form === 'few' ? few : form === 'many' ? many : other}`;
}

const open = '\u2068';
const close = '\u2069';

/** Keeps what a sentence is given apart from its direction (UAX #9, isolates): a host name, a number, a person's name. */
export const apart = (value: string): string => (value === '' ? '' : `${open}${value}${close}`);

/** A sentence of which every inserted value stands {@link apart}. */
export const say = (words: TemplateStringsArray, ...values: readonly (string | number)[]): string =>
  words.reduce((text, word, at) => `${text}${apart(String(values[at - 1] ?? ''))}${word}`);

/** Names, each apart. */
export const joint = `${close}، ${open}`;

export const nouns = {
  name: ['لا أسماء', 'اسم واحد', 'اسمان', 'أسماء', 'اسمًا', 'اسم'],
  day: ['0 أيام', 'يوم واحد', 'يومان', 'أيام', 'يومًا', 'يوم'],
  /** After a preposition. */
  ofDays: ['0 أيام', 'يوم واحد', 'يومين', 'أيام', 'يومًا', 'يوم'],
  ofHours: ['0 ساعات', 'ساعة واحدة', 'ساعتين', 'ساعات', 'ساعة', 'ساعة'],
  request: ['لا طلبات', 'طلب واحد', 'طلبان', 'طلبات', 'طلبًا', 'طلب'],
  /** After a preposition or a verbal noun. */
  ofRequests: ['0 طلبات', 'طلب واحد', 'طلبين', 'طلبات', 'طلبًا', 'طلب'],
} satisfies Readonly<Record<string, Forms>>;
