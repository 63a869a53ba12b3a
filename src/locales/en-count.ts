let rules: Intl.PluralRules | undefined;

/** `3 names`, `1 name`. */
export function count(n: number, one: string, other: string): string {
  rules ??= new Intl.PluralRules('en');
  return `${n.toLocaleString('en')} ${rules.select(n) === 'one' ? one : other}`;
}
