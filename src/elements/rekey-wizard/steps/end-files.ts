import type { IssuedCertificate, RekeyRequest } from '../../../core/domain.js';
import type { Custody } from '../../../core/flow-types.js';

/** The names under which the files of an issued certificate are saved. */
export interface FileNames {
  readonly chain: string;
  readonly certificate: string;
  readonly pkcs12: string;
  /** The encrypted key; absent when the key was not made in a browser. */
  readonly key?: string;
  readonly plainKey: string;
}

/** A name that no file system and no shell trips over. */
function safeName(name: string): string {
  // Cut first: from each of a million dots the expression for the last of them would look for the end.
  const safe = name.slice(0, 256).replace(/^\*\./, 'wildcard.').replace(/[^A-Za-z0-9.-]+/g, '-').replace(/^[.-]+|[.-]+$/g, '').slice(0, 80)
    // Windows takes what begins so for a device, whatever follows the dot.
    .replace(/^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.)/i, '$&_');
  return safe === '' ? 'certificate' : safe;
}

/**
 * File names after the certificate and the day on which it begins; the key keeps the name under which it was downloaded first.
 * @param notBefore of the issued certificate
 */
export function fileNames({ certificate, csr }: RekeyRequest, notBefore: string, custody: Custody | undefined): FileNames {
  const name = safeName(certificate.name);
  const stem = `${name}-${notBefore.slice(0, 10)}`;
  const known = custody?.fileName !== undefined && custody.fileName !== '' ? custody.fileName : undefined;
  return {
    chain: `${stem}.chain.pem`, certificate: `${stem}.crt`, pkcs12: `${stem}.p12`, plainKey: `${stem}.unencrypted.key.pem`,
    ...(csr?.source === 'browser' && { key: known ?? `${name}-${csr.key.spkiSha256.slice(0, 8)}.key.pem` }),
  };
}

/** Certificate first, then each that signed the one before it: what servers read. */
export function chainPem({ certificate, chain }: IssuedCertificate): string {
  return [certificate, ...chain].map((pem) => `${pem.trim()}\n`).join('');
}

/** Gives the person a file. It never leaves the page for a network. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers read the object only after the click has been handled.
  setTimeout(() => { URL.revokeObjectURL(address); }, 60_000);
}

export const saveText = (name: string, text: string): void => saveFile(name, new Blob([text], { type: 'application/x-pem-file' }));
