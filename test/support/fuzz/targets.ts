/**
 * What the fuzzer calls, and what has to hold whatever is put in: an answer, or a RekeyError with one of the codes that the
 * function documents. Besides, a few rules that no input may break: nothing passes for signed that is not, names are carried to
 * the byte, no control stands in what is shown, of a private key no copy is kept.
 */
import { equalBytes, type Bytes } from '../../../src/crypto/bytes.js';
import { checkIssued, checkKeyStrength, createCsr, inspectCertificate, inspectCsr, proveKey, RekeyError, samePublicKey, unwrapPrivateKey } from '../../../src/crypto.js';
import { generalName, generalNames } from '../../../src/crypto/general-names.js';
import { formatName, nameAttributes } from '../../../src/crypto/names.js';
import { deriveKey, encodeEncryptedKey, readEncryptedKey, type Pbes2 } from '../../../src/crypto/pbes2.js';
import { certificateDer, csrDer, decodePem, encodePem, type PemOrDer } from '../../../src/crypto/pem.js';
import { readKeyFile } from '../../../src/crypto/private-key.js';
import { algorithmName, importableSpki, readPublicKey, sharesPrivateKey } from '../../../src/crypto/public-key.js';
import { recognise } from '../../../src/crypto/recognise.js';
import { editedNames } from '../../../src/crypto/san-edit.js';
import { sliceCsr, sliceGeneralNames } from '../../../src/crypto/x509.js';
import { PASSPHRASE } from './corpus-types.js';
import { dns, someDns } from './dns.js';
import { hostileKey } from './hostile-keys.js';
import { goodOne, goodOnes, someDer, someInput } from './inputs.js';
import { Random } from './random.js';

/** A rule that an input broke. */
export class Fault extends Error {}

function hold(rule: boolean, otherwise: string): asserts rule {
  if (!rule) throw new Fault(otherwise);
}

export interface Target {
  readonly make: (random: Random) => PemOrDer;
  /**
   * @param choice what else the call depends on: any number
   * @returns what became of the input, in a word or two
   */
  readonly run: (input: PemOrDer, choice: number) => Promise<string>;
  /** Codes of the errors that may come out. */
  readonly codes: readonly string[];
}

/** WebCrypto in whose eyes every signature is right: for what is looked at behind one, thousands of times a second. */
const obliging = {
  subtle: {
    importKey: () => Promise.resolve({}), verify: () => Promise.resolve(true), sign: () => Promise.resolve(new Uint8Array(64).fill(1).buffer),
    exportKey: () => Promise.resolve(goodOne('spki', 'ec-p256').slice().buffer),
  },
} as unknown as Crypto;
const ourKey = {
  privateKey: { algorithm: { name: 'ECDSA', namedCurve: 'P-256' } }, publicKey: { algorithm: { name: 'ECDSA', namedCurve: 'P-256' } },
} as unknown as CryptoKeyPair;

/** What would hide or reorder what stands beside it, or is no character. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

function holdShown(...texts: readonly (string | undefined)[]): void {
  for (const text of texts) hold(text === undefined || !UNSEEN.test(text), 'A character that is not seen is shown.');
}

const within = (part: Uint8Array, whole: Uint8Array): boolean =>
  part.buffer === whole.buffer && part.byteOffset >= whole.byteOffset && part.byteOffset + part.length <= whole.byteOffset + whole.length;

const OUTCOMES = ['pass', 'warn', 'fail', 'unknown'];

async function request(input: PemOrDer, choice: number): Promise<string> {
  const random = new Random(choice);
  const isReal = random.once(40);
  const certificate = random.once(2) ? random.pick(goodOnes('certificate')) : undefined;
  const csrMismatch = random.once(2) ? 'reject' as const : 'ignore-csr' as const;
  const report = await inspectCsr(input, { certificate, policy: { csrMismatch, keyAlgorithms: ['ec-p256', 'rsa-2048'] }, ...(!isReal && { crypto: obliging }) });
  const { checks, kind, der, pem, spki } = report;
  hold(checks.length > 0 && checks.every(({ outcome }) => OUTCOMES.includes(outcome)), 'A check has no outcome.');
  if (kind !== 'csr') {
    hold(der === undefined && pem === undefined && spki === undefined, 'A copy of what is no request was kept.');
    hold(checks.some(({ outcome }) => outcome === 'fail'), 'What is no request passed.');
    return kind;
  }
  hold(der !== undefined && pem !== undefined && spki !== undefined, 'A request has no DER.');
  const ids = checks.map(({ id, detail }) => `${id} ${(detail as { rule?: string } | undefined)?.rule ?? ''}`);
  hold(new Set(ids).size === ids.length, 'A check stands twice.');
  hold(within(spki, der), 'The key is no part of the request.');
  holdShown(report.subject, ...(report.names ?? []).flatMap(({ value, unicode }) => [value, unicode]));
  hold(equalBytes(sliceCsr(pem).der, der), 'The PEM is another request.');
  const signed = checks.find(({ id }) => id === 'signature')?.outcome;
  if (isReal && signed === 'pass') {
    const { tbs } = sliceCsr(der);
    hold(goodOnes('csr').some((good) => equalBytes(sliceCsr(good).tbs, tbs)), 'A signature passed over what nobody signed.');
    return 'request, signed';
  }
  return checks.every(({ outcome }) => outcome === 'pass') ? 'request, every check passed' : 'request, some check failed';
}

async function certificate(input: PemOrDer, choice: number): Promise<string> {
  const report = await inspectCertificate(input);
  holdShown(report.subject, report.issuer, ...report.names.flatMap(({ value, unicode }) => [value, unicode]));
  hold(/^[0-9A-F]*$/.test(report.serialNumber) && report.notBefore.endsWith('Z') && report.keyChecks.length > 0, 'A part has another form.');
  let csr: Bytes;
  try {
    csr = (await createCsr({ certificate: input, key: ourKey, crypto: obliging })).der as Bytes;
  } catch (thrown) {
    throw new Fault(`No request can be made for a certificate that can be read: ${String(thrown)}`, { cause: thrown });
  }
  const made = sliceCsr(csr);
  hold(equalBytes(made.subject, report.subjectDer), 'The subject was not carried.');
  hold(report.sanDer === undefined ? made.san === undefined : made.san !== undefined && equalBytes(made.san, report.sanDer), 'The names were not carried.');
  if (choice % 4 > 0 || report.sanDer === undefined || report.names.length === 0) return 'certificate';
  const pem = encodePem('CERTIFICATE', certificateDer(input));
  const kept = editedNames({ from: 'certificate', keep: report.names.map((_, i) => i), add: [] }, { certificate: pem });
  // The length around them all is written anew, in as many octets as it needs.
  const [before, after] = [sliceGeneralNames(report.sanDer as Bytes), sliceGeneralNames(kept)];
  hold(before.length === after.length && before.every((name, i) => equalBytes(name, after[i] ?? new Uint8Array())), 'Names that are kept are other names.');
  return 'certificate, its names kept';
}

async function issued(input: PemOrDer, choice: number): Promise<string> {
  const isReal = choice % 4 === 0;
  const chain = [[goodOne('certificate', 'ca')], [], [input], [goodOne('certificate', 'ca'), input]][choice % 3 === 0 ? choice % 4 : 0] ?? [];
  const report = await checkIssued({
    certificate: choice % 5 === 0 ? goodOne('certificate', 'plain') : input, chain, csr: goodOne('csr', 'plain'), predecessor: goodOne('certificate', 'plain'), now: Date.UTC(2026, 6),
    ...(!isReal && { crypto: obliging }),
  });
  hold(report.checks.length === 5, 'A check is missing.');
  if (report.matches) hold(!isReal || equalBytes(certificateDer(input), goodOne('certificate', 'plain')) || choice % 5 === 0, 'Another certificate matches.');
  return report.matches ? 'matches' : 'does not match';
}

async function keyFile(input: PemOrDer, choice: number): Promise<string> {
  const der = await readKeyFile(input);
  const { parameters } = readEncryptedKey(der);
  hold(parameters.iterations >= 1 && parameters.iterations <= 10_000_000 && parameters.iv.length === 16, 'Parameters out of bounds.');
  if (choice % 12 > 0 || parameters.iterations > 2_000) return 'encrypted key';
  const spki = new Random(choice).pick(goodOnes('spki'));
  return await proveKey({ file: input, passphrase: PASSPHRASE, spki }) ? 'proven' : 'another key';
}

const PARAMETERS: Pbes2 = { salt: new Uint8Array(8), iterations: 1, hash: 'SHA-256', keyBits: 256, iv: new Uint8Array(16) };
let kek: Promise<CryptoKey> | undefined;

/** What an encrypted file may hold when it opens: any bytes. */
async function insideKeyFile(input: PemOrDer, choice: number): Promise<string> {
  kek ??= deriveKey(PASSPHRASE, PARAMETERS, ['encrypt'], {});
  const encrypted = await crypto.subtle.encrypt({ name: 'AES-CBC', iv: PARAMETERS.iv }, await kek, input as Bytes);
  const file = encodeEncryptedKey(PARAMETERS, encrypted);
  const key = await unwrapPrivateKey(file, PASSPHRASE);
  hold(!key.extractable, 'The key can be exported.');
  const proven = await proveKey({ file, passphrase: PASSPHRASE, spki: new Random(choice).pick(goodOnes('spki')) });
  return `${key.algorithm.name}${proven ? ', proven' : ''}`;
}

async function text(input: PemOrDer): Promise<string> {
  const { kind, decoded, kinds, privateKey } = recognise(input);
  if (kind === 'private-key') hold(decoded === undefined, 'A private key was kept.');
  else hold(!kinds.includes('private-key') && privateKey === undefined, 'A private key passes for something else.');
  const { blocks, encoding } = decodePem(input);
  hold(blocks.length > 0 && blocks.every(({ label }) => label.length <= 64), 'A block has no label.');
  if (encoding === 'pem') {
    const again = decodePem(blocks.map(({ label, der }) => encodePem(label, der)).join(''));
    hold(again.blocks.length === blocks.length && again.blocks.every(({ der }, i) => equalBytes(der, blocks[i]?.der ?? new Uint8Array())), 'A block is another one when it is written again.');
  }
  if (kind === 'csr') csrDer(input);
  return kind;
}

async function publicKey(input: PemOrDer, choice: number): Promise<string> {
  const spki = input as Bytes;
  const rules = checkKeyStrength(spki);
  hold(rules.length > 0 && rules.every(({ outcome }) => OUTCOMES.includes(outcome)), 'A rule has no outcome.');
  const other = goodOnes('spki')[choice % goodOnes('spki').length] ?? spki;
  hold(samePublicKey(spki, spki) && samePublicKey(spki, other) === samePublicKey(other, spki), 'Sameness has a direction.');
  hold(sharesPrivateKey(spki, other) === sharesPrivateKey(other, spki), 'Sharing has a direction.');
  const info = readPublicKey(spki);
  const plain = importableSpki(spki);
  hold(samePublicKey(spki, plain) && equalBytes(importableSpki(plain), plain), 'The key is another one when it is imported.');
  return info.kind === 'other' ? 'another algorithm' : `${algorithmName(info).replace(/^rsa-.*/, 'rsa')}, ${rules.some(({ outcome }) => outcome === 'fail') ? 'weak' : 'sound'}`;
}

async function shown(input: PemOrDer, choice: number): Promise<string> {
  const der = input as Bytes;
  if (choice % 2 === 0) {
    const attributes = nameAttributes(der);
    const formatted = formatName(der);
    holdShown(formatted);
    return attributes.length > 0 ? 'name' : formatted === '' ? 'empty name' : 'name in hex';
  }
  const names = generalNames(der);
  holdShown(...names.flatMap(({ value, unicode }) => [value, unicode]), generalName(der).value);
  hold(sliceGeneralNames(der).length === names.length, 'A name is not shown.');
  return 'alternative names';
}

const READS = ['bad-input', 'too-large'];

export const TARGETS = {
  csr: { make: (random) => someInput(random, 'csr'), run: request, codes: ['too-large'] },
  certificate: { make: (random) => someInput(random, 'certificate'), run: certificate, codes: READS },
  issued: { make: (random) => someInput(random, 'certificate'), run: issued, codes: READS },
  'key-file': { make: (random) => someInput(random, 'keyFile'), run: keyFile, codes: [...READS, 'unsupported', 'wrong-passphrase'] },
  'plain-key': { make: (random) => someDer(random, 'plainKey'), run: insideKeyFile, codes: [...READS, 'unsupported', 'wrong-passphrase'] },
  pem: { make: (random) => someInput(random, random.pick(['csr', 'certificate', 'keyFile', 'plainKey', 'other'])), run: text, codes: READS },
  'public-key': { make: (random) => (random.once(2) ? hostileKey(random) : someDer(random, 'spki')), run: publicKey, codes: READS },
  names: { make: (random) => someDer(random, random.pick(['name', 'names'])), run: shown, codes: READS },
  dns: { make: someDns, run: async (input, choice) => dns(input, choice, hold), codes: ['protocol', 'bad-input'] },
} as const satisfies Record<string, Target>;

export type TargetName = keyof typeof TARGETS;

/** How many of a hundred inputs each target gets. */
export const SHARES: Readonly<Record<TargetName, number>> = { csr: 24, certificate: 19, issued: 5, 'key-file': 13, 'plain-key': 1, pem: 9, 'public-key': 6, names: 12, dns: 11 };

export interface Made { readonly input: PemOrDer; readonly choice: number }

/** The input of that number. */
export function makeInput(target: TargetName, seed: number, index: number): Made {
  const random = new Random(target, seed, index);
  const choice = random.word();
  return { input: TARGETS[target].make(random), choice };
}

/**
 * Puts one input in.
 * @returns what became of it: a documented error by its code and reason
 * @throws whatever else comes out: a fault
 */
export async function tryInput(target: TargetName, { input, choice }: Made): Promise<string> {
  const { run, codes }: Target = TARGETS[target];
  try {
    return await run(input, choice);
  } catch (thrown) {
    if (!(thrown instanceof RekeyError)) throw thrown;
    hold(codes.includes(thrown.code), `The code ${thrown.code} (${thrown.reason ?? 'no reason'}) is not documented.`);
    return `${thrown.code}${thrown.reason === undefined ? '' : `: ${thrown.reason}`}`;
  }
}
