/**
 * Which programs open the files that are made here: facts that were found by giving them the files, for whoever has to say it
 * before a key is made. Plain data and no cryptography.
 */
import type { KeyAlgorithmId } from './domain.js';
import { RekeyError } from './errors.js';

export type KeyFileProgram = 'openssl' | 'gnutls' | 'nss' | 'java' | 'python-cryptography' | 'dotnet' | 'windows' | 'macos';

/**
 * `refuses`, with the reason: `format`, it has no command for such a file; `algorithm`, it does not know the key, or not before
 * version `from`; `length`, it reads no passphrase of more than `limit` characters. `untried` promises nothing.
 */
export type Readability =
  | { readonly outcome: 'opens' | 'untried' }
  | { readonly outcome: 'refuses'; readonly reason: 'format' }
  | { readonly outcome: 'refuses'; readonly reason: 'algorithm'; readonly from?: string }
  | { readonly outcome: 'refuses'; readonly reason: 'length'; readonly limit: number };

export interface KeyFileReader {
  readonly program: KeyFileProgram;
  /** The name that people know it by; the same in every language. */
  readonly name: string;
  /** The oldest version that was tried; absent when none was. */
  readonly tried?: string;
  /** The encrypted key file (PKCS#8). */
  readonly keyFile: Readability;
  readonly pkcs12: Readability;
}

interface Program {
  readonly program: KeyFileProgram;
  readonly name: string;
  readonly tried?: string;
  readonly noKeyFile?: true;
  /** Keys that it does not know, with the version from which it does. */
  readonly unknown?: readonly (readonly [start: string, from?: string])[];
  /** The most characters of a key file's passphrase. */
  readonly limit?: number;
}

const PROGRAMS: readonly Program[] = [
  // Its PEM reader has a buffer of 1,024 octets for the passphrase (PEM_BUFSIZE); that of PKCS#12 has none.
  { program: 'openssl', name: 'OpenSSL', tried: '3.0', unknown: [['ml-dsa', '3.5']], limit: 1024 },
  { program: 'gnutls', name: 'GnuTLS', tried: '3.7', unknown: [['ml-dsa']] },
  { program: 'nss', name: 'NSS (Firefox)', tried: '3.87', noKeyFile: true, unknown: [['ed25519'], ['ml-dsa']] },
  { program: 'java', name: 'Java', tried: '17', noKeyFile: true, unknown: [['ml-dsa']] },
  { program: 'python-cryptography', name: 'python-cryptography', tried: '38', unknown: [['ml-dsa']], limit: 1023 },
  { program: 'dotnet', name: '.NET' }, { program: 'windows', name: 'Windows' }, { program: 'macos', name: 'macOS' },
];

/**
 * Which of the programs that people install keys with can open the files that `wrapPrivateKey` and `exportPkcs12` would make.
 * Every kind of key offered, chain and passphrase that is not named in a verdict was tried and opens.
 *
 * @param o.passphrase looked at for what a program cannot read; when absent, it is taken for one that all can
 * @throws RekeyError `bad-input` with reason `passphrase`, when nothing would be made under it
 */
export function keyFileReaders(o: { algorithm: KeyAlgorithmId; passphrase?: string | undefined }): readonly KeyFileReader[] {
  if (o.passphrase !== undefined) requirePrintable(o.passphrase);
  const length = o.passphrase?.length ?? 0;
  return PROGRAMS.map(({ program, name, tried, noKeyFile, unknown, limit }) => {
    const said = (verdict: Readability): Readability => (tried === undefined ? { outcome: 'untried' } : verdict);
    const foreign = unknown?.find(([start]) => o.algorithm.startsWith(start));
    const pkcs12: Readability = foreign === undefined ? { outcome: 'opens' }
      : { outcome: 'refuses', reason: 'algorithm', ...(foreign[1] !== undefined && { from: foreign[1] }) };
    const keyFile: Readability = noKeyFile ? { outcome: 'refuses', reason: 'format' }
      : pkcs12.outcome === 'opens' && limit !== undefined && length > limit ? { outcome: 'refuses', reason: 'length', limit } : pkcs12;
    return { program, name, ...(tried !== undefined && { tried }), keyFile: said(keyFile), pkcs12: said(pkcs12) };
  });
}

/** A character that not every program reads: `position` is counted from one; which character it is stays with whoever typed it. */
export interface UnreadableCharacter { readonly position: number; readonly kind: 'letter' | 'space' | 'control' | 'sign' }

/** The first character of a passphrase that is no printable ASCII: Java reads no others. */
export function unreadableIn(passphrase: string): UnreadableCharacter | undefined {
  const characters = Array.from(passphrase);
  const at = characters.findIndex((one) => !/^[\x20-\x7e]$/.test(one));
  const found = characters[at];
  if (found === undefined) return undefined;
  const kind = /[\p{L}\p{M}\p{N}]/u.test(found) ? 'letter' : /\p{C}/u.test(found) ? 'control' : /\s/u.test(found) ? 'space' : 'sign';
  return { position: at + 1, kind };
}

/**
 * Java's keytool reads no passphrase with other characters, and no program a key without one.
 * @throws RekeyError `bad-input` with reason `passphrase`; `detail` is the {@link UnreadableCharacter}, absent when it is empty
 */
export function requirePrintable(passphrase: string): void {
  if (/^[\x20-\x7e]+$/.test(passphrase)) return;
  throw new RekeyError('bad-input', { reason: 'passphrase', detail: unreadableIn(passphrase) });
}
