import type { CheckId } from '../core/domain.js';
import { aroundChecks, keyRules } from './en-check-rules.js';
import { count } from './en-count.js';
import { checkWording, faultsOf, namesOf } from './shape.js';
import type { CheckWording, Facts } from './shape.js';

const names = (facts: Facts, key: string): string => namesOf(facts, key, (n) => ` and ${n} more`);

/** What is wrong with a name, behind the name. */
const faults: Readonly<Record<string, string>> = {
  'empty-label': 'has an empty part between its dots', length: 'is too long', ip: 'is an IP address and no DNS name', underscore: 'has an underscore',
  characters: 'has a character that names of hosts do not have', hyphen: 'has a hyphen at the edge of a part', reserved: 'has two hyphens where only xn-- may have them',
  'a-label': 'has an xn-- part that stands for nothing',
};

const wordings = {
  signature: {
    what: 'Signature', pass: 'Proves possession of the key', look: 'The signature of the request, verified with its own public key: whoever made the request has the private key.',
    why: 'It does not fit the public key: the request was changed, or signed with another key. Make the CSR again with the key itself.',
  },
  'key-reuse': {
    what: 'New key', pass: 'Not used by any earlier certificate', look: 'The public key against that of the current certificate, however it is written, and against the keys that the RA has seen.',
    why: ({ known }) => (known === 'compromised' ? 'The RA knows this key as compromised: somebody else may have it. Make a new key and a CSR for it.'
      : 'A rekey needs a key that no certificate had before. Make a new key and a CSR for it.'),
  },
  'key-strength': {
    what: 'Key strength', pass: 'Strong enough', look: 'Whether the private key could be worked out from the public one.',
    why: 'The key is too weak or of a kind that is not accepted. Make another.',
  },
  'key-algorithm': {
    what: 'Key algorithm', pass: 'One that the policy takes', look: 'The kind of key against those that the policy of this certificate takes.',
    why: 'The policy does not take keys of this kind. Make one of a kind that it names.',
  },
  'key-encoding': {
    what: 'Key encoding', pass: 'As it should be', look: 'How the public key is written: a CA puts the same bytes into the certificate.',
    why: ({ form }) => (form === 'parameters' ? 'The RSA key does not have the NULL parameters that RSA keys have. Make the CSR with another tool.'
      : form === 'pss' ? 'The RSA key is marked for PSS signatures alone, which public CAs do not take. Make the key without that mark.'
      : form === 'explicit-curve' ? 'The key spells out its curve in place of naming it. Make a new key on a named curve, such as P-256.'
      : form === 'extra-parameters' ? 'The key has parameters, which keys of its kind do not have. Make the CSR with another tool.'
      : 'The point on the curve is compressed. Make the CSR with an uncompressed key.'),
  },
  'subject-match': {
    what: 'Subject', pass: 'Same as the certificate', look: 'The subject of the request against that of the certificate, byte for byte. The same text in another string type is another name.',
    why: ({ reason }) => (reason === 'encoding'
      ? 'It reads like the subject of the certificate but is written in other bytes, for example as UTF8String in place of PrintableString. Make the CSR from the current certificate, so that its bytes are kept.'
      : 'The subject differs from the certificate. A rekey keeps it byte for byte. Make the CSR from the current certificate.'),
  },
  'san-match': {
    what: 'Alternative names', pass: 'Same as the certificate', look: 'Each alternative name of the request against those of the certificate. Only DNS names may differ in capital letters.',
    why: (facts) => facts['reason'] === 'unreadable' ? 'The alternative names of the request cannot be read. Make the CSR again with another tool.' : [names(facts, 'removed') && `Missing: ${names(facts, 'removed')}.`, names(facts, 'added') && `Added: ${names(facts, 'added')}.`, 'A rekey keeps the names as they are. Make the CSR again with the same names.'].filter(Boolean).join(' '),
  },
  'san-policy': {
    what: 'Names within the policy', pass: 'All of them', look: 'The alternative names against those that the policy of this certificate allows.',
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
  'signature-algorithm': {
    what: 'Signature algorithm', pass: ({ algorithm }) => (typeof algorithm === 'string' ? algorithm : 'Accepted'), look: 'The algorithm of the signature. Signatures with SHA-1 or MD5 can be forged.',
    why: 'It is not accepted. Sign with SHA-256 or stronger: openssl req -sha256.',
  },
  'trailing-bytes': {
    what: 'Nothing behind the request', pass: 'Ends where it should', look: 'Whether the file ends where the request does: what stands behind it is signed by nobody.',
    why: 'There are bytes behind the request. Make the file again.',
  },
  'duplicate-extension': {
    what: 'Extensions', pass: 'Each stands once', look: 'Whether each extension stands once. Of two, one program may take the first and another the second.',
    why: (facts) => `These stand twice: ${names(facts, 'names') || 'an extension'}. Make the CSR again with each of them once.`,
  },
  'dnsname-ascii': {
    what: 'DNS names', pass: 'Plain ASCII', look: 'Whether DNS names are plain ASCII, without spaces.',
    why: (facts) => `These hold letters that have to be written in their xn-- form: ${names(facts, 'names') || 'a DNS name'}. Make the CSR again with that form.`,
  },
  'dnsname-syntax': {
    what: 'Form of DNS names', pass: 'Names of hosts', look: 'Whether each DNS name can be the name of a host: letters, digits and hyphens, and parts of 63 characters at most.',
    why: (facts) => `${faultsOf(facts).map(([name, rule]) => `${name} ${faults[rule] ?? 'is not the name of a host'}.`).join(' ')} A public CA refuses such names. A rekey keeps them where the certificate has them.`,
  },
  'dnsname-wildcard': {
    what: 'Wildcards', pass: 'In their place', look: 'Whether a star stands alone at the start of a name, as in *.example.com, and nowhere else.',
    why: (facts) => `Browsers do not take a star there: ${names(facts, 'names')}. Put it alone at the start of the name.`,
  },
  'name-ascii': {
    what: 'Mail addresses and URIs', pass: 'Plain ASCII', look: 'Whether mail addresses and URIs among the names are plain ASCII.',
    why: (facts) => `These hold other letters: ${names(facts, 'names')}. Make the CSR again with the xn-- form of their domains.`,
  },
  'san-encoding': {
    what: 'List of alternative names', pass: 'Can be read', look: 'Whether the list of alternative names can be read, is not empty, and holds names of known kinds alone.',
    why: ({ reason }) => (reason === 'empty' ? 'The list of alternative names is empty. Leave it out, or put the names of the certificate into it, and make the CSR again.'
      : 'The alternative names cannot be read. Make the CSR again with another tool.'),
  },
  'san-critical': {
    what: 'Names without a subject', pass: 'As they should be', look: 'Whether the alternative names are marked as critical where the subject is empty: they are then all that names the certificate.',
    why: ({ reason }) => (reason === 'missing' ? 'The subject is empty, and there are no alternative names: the request names nobody. The CA takes the names of the certificate, or refuses.'
      : 'The subject is empty, and the alternative names are not marked as critical. Most CAs set the mark by themselves.'),
  },
  'san-duplicate': {
    what: 'Repeated names', pass: 'None', look: 'Whether an alternative name stands in the list twice.',
    why: (facts) => `These stand twice: ${names(facts, 'names')}. It does no harm; the CA may leave one out.`,
  },
  'ip-length': {
    what: 'IP addresses', pass: 'Four or sixteen bytes', look: 'Whether each IP address has four bytes (IPv4) or sixteen (IPv6).',
    why: (facts) => `These are of the wrong length: ${names(facts, 'names') || 'an IP address'}. Make the CSR again with the address alone, without a mask.`,
  },
  'multiple-pem': {
    what: 'One PEM block', pass: 'One block', look: 'Whether the file holds one block, so that nobody has to guess which one is meant.',
    why: 'There is more than one PEM block. Give the CSR alone.',
  },
  'wrong-object': {
    what: 'Kind of file', pass: 'Certificate signing request', look: 'What was given: a request, a certificate, a key, or a file of several.',
    why: 'This is not a certificate signing request. It was not stored and not sent.',
  },
  'surrounding-text': {
    what: 'Text around the PEM block', pass: 'None', look: 'Whether text stands before the line BEGIN or after the line END.',
    why: 'The text around the block was left out. The request itself is whole.',
  },
  'challenge-password': {
    what: 'Challenge password', pass: 'None', look: 'Whether the request carries a password. Requests are signed, but not encrypted.',
    why: 'The CSR holds a challenge password, which anyone who sees the CSR can read. It is ignored. If you use it elsewhere, change it there.',
  },
  attributes: {
    what: 'Attributes', pass: 'As they should be', look: 'Whether the request has its list of attributes, which may be empty, and each of them as it is defined.',
    why: ({ reason }) => (reason === 'missing' ? 'The request lacks its list of attributes, which it must have even when it is empty. Make the CSR again with a current tool.'
      : 'The attributes of the request are not as RFC 2986 has them. Make the CSR again with a current tool.'),
  },
  'extension-request': {
    what: 'Request for extensions', pass: 'At most one', look: 'Whether extensions, and the names among them, are asked for in one place.',
    why: 'Extensions are asked for in two places, or in one that cannot be read, so that programs may find different names. Make the CSR again with one list of extensions.',
  },
  'microsoft-extensions': {
    what: 'Identifier of the extensions', pass: 'The standard one', look: 'Under which identifier the extensions are asked for: the standard has one, and older Windows programs use another (1.3.6.1.4.1.311.2.1.14).',
    why: 'The extensions are asked for under Microsoft’s own identifier. They are read here; where a program does not find the names, make the CSR again with another tool.',
  },
  'other-extensions': {
    what: 'Other extensions', pass: 'None to note', look: 'Which extensions the request asks for beside names and the usual uses of a key.',
    why: (facts) => `The request also asks for ${names(facts, 'names')}. The profile of the CA decides, and may leave it out: do not count on it.`,
  },
  version: { what: 'Version', pass: 'Version 0', look: 'The version number, which is 0 in every such request.', why: 'The version of the request is not 0. Make the CSR again with a current tool.' },
  format: {
    what: 'Format', pass: 'PEM or DER', look: 'Whether the file is a certification request (PKCS#10) as PEM, base64 or DER.',
    why: ({ reason }) => (reason === 'lengths' ? 'Lengths in it take more bytes than they need, which some programs refuse. Make the CSR again with another tool, unless the certificate has its names so.'
      : 'This cannot be read as a certificate signing request. The file may be cut short: copy it again, with the lines BEGIN and END.'),
  },
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
} satisfies Readonly<Record<CheckId, CheckWording>> & Readonly<Record<string, CheckWording>>;

/** What each language has words for. */
export type CheckKey = keyof typeof wordings;

/** The checks of a CSR, a key, a submission, a certificate. */
export const checkWords = {
  ...aroundChecks,
  ...checkWording(wordings, keyRules, { passed: 'Passed', unknown: 'Not known yet', unknownWhy: 'This browser cannot check it. The RA does.', fail: 'Not accepted', warn: 'Warning' }),
  rulesHold: (n: number): string => count(n, 'rule holds', 'rules hold'), morePassed: (n: number): string => `${count(n, 'more check', 'more checks')} passed`,
  summary(passed: number, warned: number, failed: number, total: number): string {
    if (failed > 0) return `${failed} of ${count(total, 'check', 'checks')} failed`;
    return warned > 0 ? `${passed} passed, ${warned} to note` : `${count(total, 'check', 'checks')} passed`;
  },
};
