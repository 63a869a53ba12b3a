import { RekeyError } from '../core/errors.js';
import { nameKind } from '../core/name-kind.js';
import { asciiLower } from './evaluate.js';

export type CaaNameKind = 'dns' | 'ip' | 'email' | 'other';

export interface NormalisedName {
  /** As it stands in a report: lower case, A-labels, no root dot, `*.` kept, a mailbox whole. */
  readonly name: string;
  readonly kind: CaaNameKind;
  readonly wildcard: boolean;
  /** The domain name at which the climb starts; absent where CAA does not apply. */
  readonly domain?: string;
}

const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const DNS_LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
/** What `URL` would take for the end of the host, an escape or an address literal. */
const NOT_IN_HOST = /[\s/\\?#@:%[\]<>^|]/;

/**
 * A name as CAA is asked about it (RFC 8659 section 3).
 *
 * @param name a dNSName, an iPAddress or an rfc822Name as text; U-labels become A-labels by the rules of `URL`
 * @param kind what it is in the certificate; told from its form when absent
 * @throws RekeyError `bad-input`, reason `bad-name`, for what is no domain name
 */
export function normaliseName(name: string, kind: CaaNameKind = nameKind(name)): NormalisedName {
  if (kind === 'ip' || kind === 'other') return { name: kind === 'ip' ? asciiLower(name) : name, kind, wildcard: false };
  if (kind === 'email') {
    const at = name.lastIndexOf('@');
    if (at < 1) throw badName(name);
    const domain = domainName(name.slice(at + 1));
    return { name: `${name.slice(0, at)}@${domain}`, kind, wildcard: false, domain };
  }
  const wildcard = name.startsWith('*.');
  const domain = domainName(wildcard ? name.slice(2) : name);
  return { name: wildcard ? `*.${domain}` : domain, kind, wildcard, domain };
}

/** The owner names to ask, the name itself first, the top-level domain last; never the root. */
export function ownersOf(domain: string): string[] {
  const labels = domain.split('.');
  return labels.map((_, at) => labels.slice(at).join('.'));
}

function domainName(text: string): string {
  let name = asciiLower(text);
  if (/[^\x00-\x7f]/.test(name)) {
    if (NOT_IN_HOST.test(name)) throw badName(text);
    try {
      name = new URL(`http://${name}`).hostname;
    } catch (cause) {
      throw badName(text, cause);
    }
  }
  if (name.endsWith('.')) name = name.slice(0, -1);
  // Four numbers are an address, and no name of any zone, wherever they stand.
  if (IPV4.test(name) || name.length > 253 || !name.split('.').every((label) => DNS_LABEL.test(label))) throw badName(text);
  return name;
}

function badName(name: string, cause?: unknown): RekeyError {
  return new RekeyError('bad-input', { reason: 'bad-name', detail: { name }, cause });
}
