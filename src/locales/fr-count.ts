const rules = (): Intl.PluralRules => (made ??= new Intl.PluralRules('fr'));
let made: Intl.PluralRules | undefined;

/** `12 345` */
export const number = (n: number): string => n.toLocaleString('fr');

/** `1 nom`, `3 noms`; zero goes with one. */
export const count = (n: number, one: string, other: string): string => `${number(n)} ${plural(n, one, other)}`;

/** The form that goes with a number, without it. */
export const plural = (n: number, one: string, other: string): string => (rules().select(n) === 'one' ? one : other);
