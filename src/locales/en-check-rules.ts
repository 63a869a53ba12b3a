import { textOf } from './shape.js';
import type { RuleWording } from './shape.js';

const otherTool = 'Make a new key with another tool: this one makes faulty keys.';

const rules = {
  'rsa-size': {
    rule: ({ bits }) => `At least 2048 bits, and a multiple of 8${textOf(bits) === '' ? '' : `: it has ${textOf(bits)}`}`,
    bad: ({ bits }) => (Number(bits) < 2048 ? `An RSA key of ${textOf(bits)} bits can be broken, and CAs refuse fewer than 2048.`
      : Number(bits) % 8 === 0 ? `An RSA key of ${textOf(bits)} bits is larger than programs can use.` : `${textOf(bits)} bits are no multiple of 8, and CAs refuse such an RSA key.`),
    todo: 'Make an RSA key of 2048, 3072 or 4096 bits, or an ECDSA key.',
  },
  'rsa-exponent': {
    rule: 'The exponent is odd, and from 65537 to 2^256 - 1',
    bad: ({ exponent }) => (textOf(exponent) === '' ? 'Its public exponent is outside of what is usual, and some CAs and programs refuse it.'
      : `Its public exponent is ${textOf(exponent)} in place of the usual 65537. A small or even one makes attacks easier, and some CAs refuse it.`),
    todo: 'Make a new key with the exponent 65537, which OpenSSL takes by itself.',
  },
  'rsa-odd': { rule: 'The modulus is odd', bad: 'Its modulus is even: anyone can work out the private key.', todo: otherTool },
  'rsa-small-factor': {
    rule: 'No factor below 752 divides the modulus',
    bad: ({ factor }) => `Its modulus can be divided by ${textOf(factor) === '' ? 'a small number' : textOf(factor)}: anyone can work out the private key.`, todo: otherTool,
  },
  'rsa-prime-power': { rule: 'The modulus is not the power of one prime', bad: 'Its modulus is the power of one prime: anyone can work out the private key.', todo: otherTool },
  'rsa-roca': {
    rule: 'Not made by the flawed Infineon library (ROCA)',
    bad: 'It bears the mark of the flawed Infineon library (ROCA, CVE-2017-15361): the private key can be worked out from the public one.',
    todo: 'Make a new key with other software or on another chip, and replace every key that this one made.',
  },
  'rsa-fermat': {
    rule: ({ rounds }) => `No close primes (Fermat, ${rounds === undefined ? 100 : Number(rounds)} rounds)`,
    bad: 'Its two primes lie so close together that the private key is found at once.', todo: otherTool,
  },
  known: { rule: 'Not on the lists of weak keys that the RA has', bad: 'The RA knows it as weak, as those keys are that Debian made in 2008.', todo: 'Make a new key and a CSR for it.' },
  'ec-curve': { rule: 'On the curve P-256, P-384 or P-521', bad: 'It is on a curve that CAs do not take.', todo: 'Make a new key on P-256 or P-384.' },
  'ec-point': { rule: 'The point lies on its curve', bad: 'Its point does not lie on its curve: it is no sound key.', todo: otherTool },
  'ed25519-point': { rule: 'The point is a sound one', bad: 'Its point is one that no sound key has.', todo: otherTool },
  'key-size': { rule: 'As many bytes as keys of its kind have', bad: 'It is too short or too long for its kind.', todo: otherTool },
  algorithm: { rule: 'Of a kind whose strength is known', bad: 'It is of a kind that CAs do not take.', todo: 'Make an ECDSA or an RSA key.' },
  encoding: { rule: 'Can be read as a public key', bad: 'It cannot be read as a public key.', todo: otherTool },
} satisfies Readonly<Record<string, RuleWording>>;

export type RuleKey = keyof typeof rules;
export const keyRules: Readonly<Record<RuleKey, RuleWording>> = rules;

/** What stands around the checks: the rule of each, a click away, and old and new key side by side. */
export const aroundChecks = {
  showRule: 'Rule', of: (what: string): string => `of the check: ${what}`,
  outcomes: { pass: 'holds', warn: 'warning', fail: 'broken', unknown: 'not known' },
  source: 'Source:', newTab: 'opens in a new tab', policy: 'The policy of this certificate at your RA',
  facts: {
    expected: 'Certificate', found: 'CSR', removed: 'Missing', added: 'Added', names: 'Names', bits: 'Bits', exponent: 'Exponent', factor: 'Divisible by', curve: 'Curve',
    algorithm: 'Algorithm', allowed: 'Allowed', oids: 'Identifiers', blocks: 'Blocks', bytes: 'Bytes',
  },
  keys: {
    heading: 'Old and new key', old: 'Old key', new: 'New key', key: 'Kind and size', fingerprint: 'Key SHA-256', strength: 'Strength',
    verdicts: { pass: 'Strong enough', warn: 'Unusual', fail: 'Weak', unknown: 'Not known' },
    another: (from: string, to: string): string => (from === to ? 'The new key is of the same kind as the old one, but another key.' : `The kind of key changes from ${from} to ${to}.`),
    same: 'This is the key of the current certificate. A rekey needs another.',
    weakTitle: 'The old key is weak', weak: 'That is reason enough for this rekey. Put the new certificate to use soon: CAs have to revoke certificates of weak keys.',
    oddTitle: 'The old key is unusual', odd: 'That is a good reason for this rekey.',
    checked: 'How the old key was checked',
  },
  again: {
    heading: 'Make the CSR again with OpenSSL', commands: 'OpenSSL commands', save: 'Save current.pem',
    text: 'OpenSSL 3 takes subject and names from the current certificate as they are. Save the certificate beside your key first.',
    newKey: 'The first command makes a new key, the second its CSR.', sameKey: 'Put the file name of your new key in place of new.key.',
  },
};
