/** What is wrong with a dNSName as the name of a host (RFC 1034 section 3.5, RFC 1123 section 2.1, RFC 5890 section 2.3). */
import { decodePunycode } from './punycode.js';

/** Octets of a name without the root dot: 255 of the wire form less the first length and the root (RFC 1035 2.3.4). */
const MAX_NAME = 253;
const MAX_LABEL = 63;

export type SyntaxFault = 'empty-label' | 'length' | 'ip' | 'underscore' | 'characters' | 'hyphen' | 'reserved' | 'a-label';

/**
 * The first rule that a name of visible ASCII breaks. A wildcard is not looked at: {@link wildcardFault} does.
 * `reserved` is a label with two hyphens in the third and fourth place that is no A-label, `a-label` one that does not decode.
 */
export function syntaxFault(name: string): SyntaxFault | undefined {
  if (name.length > MAX_NAME) return 'length';
  const labels = name.split('.').filter((label) => !label.includes('*'));
  if (labels.some((label) => label === '')) return 'empty-label';
  if (labels.some((label) => label.length > MAX_LABEL)) return 'length';
  if (/^\d+(\.\d+){3}$/.test(name)) return 'ip';
  for (const label of labels) {
    const fault = labelFault(label);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function labelFault(label: string): SyntaxFault | undefined {
  if (/[^A-Za-z0-9_-]/.test(label)) return 'characters';
  if (label.includes('_')) return 'underscore';
  if (label.startsWith('-') || label.endsWith('-')) return 'hyphen';
  if (label.slice(2, 4) !== '--') return undefined;
  if (!/^xn/i.test(label)) return 'reserved';
  return decodePunycode(label.slice(4)) === undefined ? 'a-label' : undefined;
}

/** A wildcard is the whole of the leftmost label, and there is a name to its right (RFC 9525 section 6.3). */
export function wildcardFault(name: string): 'wildcard' | undefined {
  if (!name.includes('*')) return undefined;
  return name.startsWith('*.') && name.length > 2 && !name.slice(1).includes('*') ? undefined : 'wildcard';
}
