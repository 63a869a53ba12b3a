/** How a piece of a line is told from the rest where the terminal shows it. */
export type Style = 'good' | 'bad' | 'unclear' | 'strong' | 'quiet';

/** A line in pieces: plain text, or text with a style. */
export type Line = readonly (string | readonly [style: Style, text: string])[];

const CODES: Readonly<Record<Style, string>> = { good: '32', bad: '31', unclear: '33', strong: '1', quiet: '2' };

/**
 * Text that a terminal may be given, whatever it holds: anything but printable ASCII is written as `\u{...}`, so that nothing
 * from the DNS or from arguments moves the cursor, changes a title or reorders a line.
 */
export function visible(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
}

/** @returns the lines, each with its end; colours (SGR) only where they are asked for */
export function render(lines: readonly Line[], colours: boolean): string {
  const piece = (part: Line[number]): string => {
    if (typeof part === 'string') return visible(part);
    const [style, text] = part;
    return colours ? `\x1b[${CODES[style]}m${visible(text)}\x1b[0m` : visible(text);
  };
  return lines.map((line) => `${line.map(piece).join('').trimEnd()}\n`).join('');
}

/** JSON in ASCII: a control character of the range above stands in JSON as it is, and moves the cursor of some terminals. */
export function asciiJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2).replace(/[\x7f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}

/** Whether to show colours: on a terminal that knows them, unless `NO_COLOR` holds anything (https://no-color.org). */
export function wantsColours(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): boolean {
  return isTerminal && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}
