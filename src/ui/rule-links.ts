/** Where a rule can be read: its name, and the address of the text where it has one that lasts. */
export interface RuleLink {
  readonly text: string;
  readonly href?: string;
}

/** Texts with an address for the whole of them: their sections are named, and have no lasting address of their own. */
const TEXTS: readonly (readonly [name: RegExp, href: (name: RegExpExecArray) => string])[] = [
  [/^RFC (\d{1,5})(?:,? (section|appendix) ([\w.]+))?$/i, ([, number, part, place]) =>
    `https://www.rfc-editor.org/rfc/rfc${Number(number)}${part === undefined ? '' : `#${part.toLowerCase()}-${place}`}`],
  [/^(?:TLS )?BR\b/, () => 'https://cabforum.org/working-groups/server/baseline-requirements/requirements/'],
  [/^(?:ITU-T )?(X\.\d{3})\b/, ([, number]) => `https://www.itu.int/rec/T-REC-${number}`],
  [/^FIPS (\d{3})\b/, ([, number]) => `https://csrc.nist.gov/pubs/fips/${number}/final`],
  [/^(CVE-\d{4}-\d{4,})$/, ([, number]) => `https://www.cve.org/CVERecord?id=${number}`],
];

/** @param source as a check has it: `RFC 2986 section 4.2`, `BR 6.1.5`; several with semicolons or commas between them */
export function ruleLinks(source: string): readonly RuleLink[] {
  return source.split(/[;,] ?(?=[A-Z])/).map((part) => part.trim()).filter(Boolean).map((text) => {
    for (const [name, href] of TEXTS) {
      const found = name.exec(text);
      if (found) return { text, href: href(found) };
    }
    return { text };
  });
}
