import { el } from './dom.js';

/** Hands a text to the person as a file. */
export function download(fileName: string, text: string, type = 'application/x-pem-file'): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = el('a', { href: address, download: fileName });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** A name that any file system takes: what stands for a wildcard or a space becomes a hyphen. */
export const fileName = (name: string, suffix: string): string =>
  `${name.replace(/^\*\./, 'wildcard.').replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 80) || 'certificate'}${suffix}`;
