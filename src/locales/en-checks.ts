import { count } from './en-count.js';
import { describeCheck, namesOf } from './shape.js';
import type { CheckWording, Facts } from './shape.js';

const names = (facts: Facts, key: string): string => namesOf(facts, key, (n) => ` and ${n} more`);

const wordings = {
  signature: { what: 'Signature', pass: 'Proves possession of the key', why: 'It does not fit the public key. Make the CSR again.' },
  'key-reuse': { what: 'New key', pass: 'Not used by any earlier certificate', why: 'A rekey needs a key that no certificate had before. Make a new key and a CSR for it.' },
  'key-strength': { what: 'Key strength', pass: 'Strong enough', why: 'The key is too weak or of a kind that is not accepted. Make another.' },
  'key-algorithm': { what: 'Key algorithm', pass: 'One that the policy takes', why: 'The policy does not take keys of this kind. Make one of a kind that it names.' },
  'key-encoding': {
    what: 'Key encoding', pass: 'As it should be',
    why: ({ form }) => (form === 'parameters' ? 'The RSA key does not have the NULL parameters that RSA keys have. Make the CSR with another tool.'
      : form === 'extra-parameters' ? 'The key has parameters, which keys of its kind do not have. Make the CSR with another tool.'
      : 'The point on the curve is compressed. Make the CSR with an uncompressed key.'),
  },
  'subject-match': { what: 'Subject', pass: 'Same as the certificate', why: 'The subject differs from the certificate. A rekey keeps it byte for byte.' },
  'san-match': {
    what: 'Alternative names', pass: 'Same as the certificate',
    why: (facts) => [names(facts, 'removed') && `Missing: ${names(facts, 'removed')}.`, names(facts, 'added') && `Added: ${names(facts, 'added')}.`, 'A rekey keeps the names as they are. Make the CSR again with the same names.'].filter(Boolean).join(' '),
  },
  'san-policy': {
    what: 'Names within the policy', pass: 'All of them',
    why: (facts) => (Array.isArray(facts['problems']) ? facts['problems'] as readonly Facts[] : []).map((problem) => {
      const which = names(problem, 'names');
      switch (problem['rule']) {
        case 'kind': return `Of a kind that cannot be added: ${which}.`;
        case 'form': return `No names of their kind: ${which}.`;
        case 'within': return `Not at or below ${names(problem, 'within')}: ${which}.`;
        case 'duplicate': return 'A name stands twice.';
        case 'max': return `There are ${Number(problem['count'])} names, and at most ${Number(problem['max'])} are allowed.`;
        case 'empty': return 'No name is left.';
        default: return 'The names cannot be read.';
      }
    }).join(' '),
  },
  'signature-algorithm': { what: 'Signature algorithm', pass: 'Accepted', why: 'It is not accepted. Sign with SHA-256 or stronger.' },
  'trailing-bytes': { what: 'Nothing behind the request', pass: 'Ends where it should', why: 'There are bytes behind the request. Make the file again.' },
  'duplicate-extension': { what: 'Extensions', pass: 'Each stands once', why: 'An extension stands twice. Make the CSR again.' },
  'dnsname-ascii': { what: 'DNS names', pass: 'Plain ASCII', why: 'A DNS name holds letters that have to be written in their xn-- form.' },
  'ip-length': { what: 'IP addresses', pass: 'Four or sixteen bytes', why: 'An IP address is of the wrong length.' },
  'multiple-pem': { what: 'One PEM block', pass: 'One block', why: 'There is more than one PEM block. Give the CSR alone.' },
  'wrong-object': { what: 'Kind of file', pass: 'Certificate signing request', why: 'This is not a certificate signing request. It was not stored and not sent.' },
  'surrounding-text': { what: 'Text around the PEM block', pass: 'None', why: 'The text around the block was left out. The request itself is whole.' },
  'challenge-password': { what: 'Challenge password', pass: 'None', why: 'The CSR holds a challenge password, which anyone who sees the CSR can read. It is ignored.' },
  attributes: { what: 'Attributes', pass: 'As they should be', why: 'The attributes of the request are not as RFC 2986 has them.' },
  version: { what: 'Version', pass: 'Version 0', why: 'The version of the request is not 0.' },
  format: { what: 'Format', pass: 'PEM or DER', why: 'This cannot be read as a certificate signing request.' },
  'key-known': { what: 'Known keys', pass: 'Not known as weak or compromised', why: 'The RA knows this key as weak or compromised. Make a new one.' },
  agreement: { what: 'Agreement', pass: 'Accepted', why: 'The agreement in force was not accepted.' },
  eligibility: { what: 'Certificate', pass: 'May be rekeyed', why: 'The certificate may not be rekeyed any more.' },
  caa: { what: 'CAA', pass: 'Verified', why: 'The CA has to look at the DNS again.' },
  'domain-control': { what: 'Control of the domains', pass: 'Proven', why: 'Control of a domain has to be proven again.' },
  'second-factor': { what: 'Second factor', pass: 'Accepted', why: 'The requester was not confirmed.' },
  validity: { what: 'Validity', pass: 'Within the limits', why: 'It is longer than the policy allows.' },
  'issued-key': { what: 'Fits your key', pass: 'The public key of your CSR', why: 'The certificate holds another public key than your CSR.' },
  'issued-names': { what: 'Covers the names', pass: 'All of them', why: (facts) => `Missing: ${names(facts, 'removed') || 'a name'}.` },
  'issued-subject': { what: 'Subject', pass: 'Same as before', why: 'The subject differs from the old certificate.' },
  'issued-chain': {
    what: 'Chain', pass: 'Each signature verifies',
    why: ({ reason }) => (reason === 'unreadable' ? 'The certificate or its chain cannot be read. Do not install it; give the file to your RA.'
      : reason === 'form' ? 'A certificate of the chain is not formed as RFC 5280 has it.' : 'A signature along the chain does not verify.'),
  },
  'issued-not-before': { what: 'Start of validity', pass: 'Valid now', why: 'It starts later: until then servers should keep the old certificate.' },
} satisfies Readonly<Record<string, CheckWording>>;

/** What each language has words for. */
export type CheckKey = keyof typeof wordings;

/** The checks of a CSR, a key, a submission, a certificate. */
export const checkWords = {
  describe: describeCheck(wordings, { passed: 'Passed', unknown: 'Not known yet', unknownWhy: 'This browser cannot check it. The RA does.', fail: 'Not accepted', warn: 'Warning' }),
  summary(passed: number, warned: number, failed: number, total: number): string {
    if (failed > 0) return `${failed} of ${count(total, 'check', 'checks')} failed`;
    return warned > 0 ? `${passed} passed, ${warned} to note` : `${count(total, 'check', 'checks')} passed`;
  },
};
