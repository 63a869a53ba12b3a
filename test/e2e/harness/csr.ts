import { createCsr, generateKey } from '../../../src/crypto.js';
import type { Visitor } from './browser.js';
import type { Folder } from './openssl.js';
import { openssl } from './openssl.js';

/** The certificate as it stands under View Request, as a file. */
export async function certificateFile(visitor: Visitor, certificateId: string): Promise<string> {
  const tab = await visitor.tab('(user)', `#/certificate/${certificateId}`);
  await tab.heading('Original request');
  const { path } = await visitor.download(() => tab.pressLike('button', /^Download certificate .* as PEM$/));
  await tab.close();
  return path;
}

/** A CSR for the certificate's own names, by the functions of the package, in a file. */
export async function csrFile(files: Folder, pem: string, name = 'new.csr'): Promise<string> {
  const key = await generateKey('ec-p256');
  return files.write(name, (await createCsr({ certificate: pem, key })).pem);
}

/** The subject as OpenSSL's `-subj` takes it, for names of plain letters. */
const SUBJECT = (commonName: string): string => `/C=GB/ST=West Yorkshire/L=Leeds/O=Example Trading Ltd/CN=${commonName}`;

/** A key and a CSR made by OpenSSL, as on a server. */
export function opensslCsr(files: Folder, commonName: string, dnsNames: readonly string[], kind: readonly string[] = ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256']): { readonly key: string; readonly csr: string } {
  const [key, csr] = [files.join('server.key'), files.join('server.csr')];
  openssl('req', '-new', '-newkey', ...kind, '-nodes', '-keyout', key, '-out', csr, '-subj', SUBJECT(commonName), '-sha256',
    '-addext', `subjectAltName=${dnsNames.map((name) => `DNS:${name}`).join(',')}`);
  return { key, csr };
}
