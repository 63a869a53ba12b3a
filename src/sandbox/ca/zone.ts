import type { CaaRecord } from '../../core/domain.js';
import type { CaaZone } from '../../caa/zone.js';
import { SANDBOX_ISSUER } from './ca.js';

const record = (tag: string, value: string): CaaRecord => ({ flags: 0, tag, value });
const issue = (issuer: string): CaaRecord => record('issue', issuer);

/** The DNS around the sandbox's first certificates: most names permit its CA, and each way to fail stands at one of them. */
export function defaultZone(): CaaZone {
  return {
    'example.com': {
      records: [issue(SANDBOX_ISSUER), record('issuewild', SANDBOX_ISSUER), record('iodef', 'mailto:pki@example.com')], ttl: 3600,
    },
    // An alias to where no records are: the climb goes on with the parents of the original name.
    'img.static.example.com': { cname: 'edge.cdn.example' },
    'edge.cdn.example': {},
    'example.net': { records: [issue('other-ca.example'), issue(SANDBOX_ISSUER)], ttl: 86_400 },
    // An alias to where records are: they count.
    'api.example.net': { cname: 'gateway.hosting.example' },
    'gateway.hosting.example': { records: [issue(SANDBOX_ISSUER)], ttl: 600 },
    'blocked.example.net': { records: [issue('other-ca.example')] },
    'example.org': { records: [issue(SANDBOX_ISSUER), record('issuemail', SANDBOX_ISSUER)] },
    'flaky.example.org': { status: 'servfail' },
    // Nothing here speaks of issuance.
    'museum.example': { records: [record('iodef', 'mailto:webmaster@museum.example')] },
    // The name exists and has no record.
    'xn--mnchen-3ya.example': {},
  };
}
