/** `3 names`, `1 name`. CLDR's rule for English cardinals, of whole numbers: one, and all others. */
export const count = (n: number, one: string, other: string): string => `${n.toLocaleString('en')} ${n === 1 ? one : other}`;
