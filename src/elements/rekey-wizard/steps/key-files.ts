import type { KeyAlgorithmId } from '../../../core/domain.js';
import { keyFileReaders } from '../../../core/key-readers.js';
import type { Readability } from '../../../core/key-readers.js';
import type { Format } from '../../../lit/format.js';
import type { Messages } from '../../../locales/en.js';

/** Encrypts a key anew so that every engine opens it; OpenSSL asks for both passphrases. */
export const ENCRYPT_AGAIN = 'openssl pkcs8 -topk8 -in old.key.pem -v2 aes-256-cbc -v2prf hmacWithSHA256 -iter 600000 -out new.key.pem';

type Words = Messages['wizard']['key']['readers'];

/** Programs that do not know the key, with the version from which they do. */
function strangers(algorithm: KeyAlgorithmId, words: Words): string[] {
  return keyFileReaders({ algorithm }).flatMap(({ name, pkcs12 }) => (
    pkcs12.outcome !== 'refuses' ? [] : [pkcs12.reason === 'algorithm' && pkcs12.from !== undefined ? words.before(name, pkcs12.from) : name]));
}

/** Which programs do not open the PKCS#12 file of such a key; `undefined` when all that were tried do. */
export function refusedBy(algorithm: KeyAlgorithmId, t: Messages, fmt: Format): string | undefined {
  const words = t.wizard.key.readers;
  const names = strangers(algorithm, words);
  return names.length === 0 ? undefined : words.refused(fmt.list(names));
}

/** Which programs open it, and which nobody has tried. */
export function openedBy(algorithm: KeyAlgorithmId, t: Messages, fmt: Format): string {
  const named = (outcome: Readability['outcome']): string[] => keyFileReaders({ algorithm }).filter(({ pkcs12 }) => pkcs12.outcome === outcome).map(({ name }) => name);
  const [opens, untried] = [named('opens'), named('untried')];
  const words = t.wizard.key.readers;
  return [...(opens.length > 0 ? [words.opened(fmt.list(opens))] : []), words.untried(fmt.list(untried))].join(' ');
}

/** Which programs do not take a passphrase of that many characters for the key file; only its length is looked at. */
export function tooLongFor(length: number, algorithm: KeyAlgorithmId, t: Messages, fmt: Format): string | undefined {
  const cut = keyFileReaders({ algorithm, passphrase: 'x'.repeat(Math.max(1, length)) }).flatMap(({ name, keyFile }) => (
    keyFile.outcome === 'refuses' && keyFile.reason === 'length' ? [{ name, limit: keyFile.limit }] : []));
  if (cut.length === 0) return undefined;
  return t.wizard.key.readers.tooLong(fmt.list(cut.map(({ name }) => name)), fmt.number(Math.min(...cut.map(({ limit }) => limit))));
}
