/** Every word of a catalogue with the way to it: strings, and what its functions say of arguments of every kind. */
export function* leaves(value: unknown, path = ''): Generator<readonly [path: string, text: string]> {
  if (typeof value === 'string') yield [path, value];
  else if (typeof value === 'function') {
    for (const args of [['Xx', 'Yy', 'Zz', 'Ww'], [2, 3, 4, 5], [5, 'digits', [['sms', 'Xx'], ['email', 'Yy']]]]) {
      try {
        yield* leaves((value as (...args: readonly unknown[]) => unknown)(...args), `${path}()`);
      } catch {
        // It takes arguments of another kind.
      }
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) yield* leaves(one, path === '' ? key : `${path}.${key}`);
  }
}

/** `caa.verify: string`, of everything that a catalogue holds. */
export function shape(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${path}: ${typeof value}`];
  return Object.entries(value).flatMap(([key, one]) => shape(one, path === '' ? key : `${path}.${key}`)).sort();
}
