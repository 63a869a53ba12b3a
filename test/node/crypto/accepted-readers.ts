/** Programs that read requests: each verifies them, and says which names it found there. */
import type { Bytes } from '../../../src/crypto/bytes.js';
import { boolean, sequence } from '../../../src/crypto/der.js';
import { encodePem } from '../../../src/crypto/pem.js';
import { sliceCertificate } from '../../../src/crypto/x509.js';
import { PYTHON, start, without, withoutPython, type Ended, type WorkFolder } from '../../support/programs.js';
import { cn, extension, keyPair, makeCertificate, spkiOf } from '../../unit/crypto/fixtures.js';

/** DER of the subject, and of the GeneralNames. */
export interface Names { readonly subject: Uint8Array; readonly san?: Uint8Array | undefined }
export type Reading = Names | { readonly refused: string };

export interface Reader {
  readonly name: 'OpenSSL' | 'GnuTLS' | 'NSS' | 'cryptography' | 'Java' | 'Go';
  /** The reason to skip. */
  readonly missing: string | false;
  /** False where a signature is not looked at: then the CA that is made of the same code does. */
  readonly verifies: boolean;
  /** Starts slowly: reads a choice of the names alone. */
  readonly slow?: true;
  /** Makes what it needs in the folder, beside `ca.pem` and `ca.key`. */
  readonly prepare?: (folder: WorkFolder) => void;
  /** What it makes of the requests in these files (PEM), in their order. */
  readonly read: (files: readonly string[], folder: WorkFolder) => Reading[];
}

/** A CA whose files `ca.pem` and `ca.key` (PKCS#8) the programs sign with. */
export async function makeCa(folder: WorkFolder): Promise<void> {
  const ca = await keyPair('reading CA');
  const { pem } = await makeCertificate({ subject: cn('Reading CA'), spki: await spkiOf(ca), signer: ca, extensions: [extension('2.5.29.19', sequence(boolean(true)), true)] });
  folder.write('ca.pem', pem);
  folder.write('ca.key', encodePem('PRIVATE KEY', new Uint8Array(await crypto.subtle.exportKey('pkcs8', ca.privateKey))));
}

const refusal = ({ stdout, stderr }: Ended): Reading => ({ refused: `${stderr}${stdout}`.trim() });

/** The names in a certificate that a program issued from the request. */
function issued(pem: string): Names {
  const { subject, san } = sliceCertificate(pem);
  return { subject, san };
}

/** One file after the other. */
const each = (read: (file: string, folder: WorkFolder) => Reading): Reader['read'] => (files, folder) => files.map((file) => read(file, folder));

const openssl: Reader = {
  name: 'OpenSSL', missing: without('openssl'), verifies: true,
  read: each((file, { start: ended }) => {
    // It ends well whatever it verified (OpenSSL 3.0).
    const verified = ended('openssl', 'req', '-verify', '-noout', '-in', file);
    if (!verified.stderr.includes('verify OK')) return refusal(verified);
    const made = ended('openssl', 'x509', '-req', '-in', file, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-set_serial', '7', '-copy_extensions', 'copyall');
    return made.status === 0 ? issued(made.stdout) : refusal(made);
  }),
};

const gnutls: Reader = {
  name: 'GnuTLS', missing: without('certtool'), verifies: true,
  prepare: ({ write }) => { write('certtool.cfg', 'honor_crq_extensions\nexpiration_days = 30\n'); },
  read: each((file, { start: ended, text, write }) => {
    const verified = ended('certtool', '--crq-info', '--infile', file);
    if (!verified.stdout.includes('Self signature: verified')) return refusal(verified);
    write('gnutls.pem', '');
    const made = ended('certtool', '--generate-certificate', '--load-request', file, '--load-ca-certificate', 'ca.pem', '--load-ca-privkey', 'ca.key',
      '--template', 'certtool.cfg', '--outfile', 'gnutls.pem');
    return made.status === 0 ? issued(text('gnutls.pem')) : refusal(made);
  }),
};

const nss: Reader = {
  name: 'NSS', missing: without('certutil'), verifies: true,
  prepare: ({ at, run, write }) => {
    write('noise', crypto.getRandomValues(new Uint8Array(64)));
    run('mkdir', 'nss');
    run('certutil', '-N', '-d', `sql:${at('nss')}`, '--empty-password');
    run('certutil', '-S', '-d', `sql:${at('nss')}`, '-n', 'ca', '-s', 'CN=Reading CA', '-x', '-t', 'CT,,', '-k', 'ec', '-q', 'nistp256', '-z', at('noise'), '-m', '1');
  },
  read: each((file, { at, start: ended, text }) => {
    const made = ended('certutil', '-C', '-d', `sql:${at('nss')}`, '-c', 'ca', '-a', '-m', '77', '-i', file, '-o', 'nss.pem');
    return made.status === 0 ? issued(text('nss.pem')) : refusal(made);
  }),
};

/** Verifies, and encodes again what it read: one process for all. */
const SCRIPT = `
import json, sys
from cryptography import x509

def reading(path):
    try:
        with open(path, 'rb') as file:
            csr = x509.load_pem_x509_csr(file.read())
        if not csr.is_signature_valid:
            return {'refused': 'the signature is invalid'}
        found = {'subject': csr.subject.public_bytes().hex()}
        for extension in csr.extensions:
            if extension.oid.dotted_string == '2.5.29.17':
                found['san'] = extension.value.public_bytes().hex()
        return found
    except Exception as error:
        return {'refused': type(error).__name__ + ': ' + str(error)}

json.dump([reading(path) for path in sys.argv[1:]], sys.stdout)
`;
const bytes = (encoded: string, form: 'hex' | 'base64'): Bytes => new Uint8Array(Buffer.from(encoded, form));

const python: Reader = {
  name: 'cryptography', missing: withoutPython('cryptography'), verifies: true,
  read: (files, { run }) => (JSON.parse(run(PYTHON, '-c', SCRIPT, ...files)) as { subject?: string; san?: string; refused?: string }[]).map((found) =>
    (found.subject === undefined ? { refused: found.refused ?? '' } : { subject: bytes(found.subject, 'hex'), san: found.san === undefined ? undefined : bytes(found.san, 'hex') })),
};

/** The virtual machine compiles little in so short a life. */
export const JAVA = ['-J-XX:TieredStopAtLevel=1'] as const;

const java: Reader = {
  name: 'Java', missing: without('keytool'), verifies: true, slow: true,
  prepare: ({ run }) => { run('keytool', ...JAVA, '-genkeypair', '-keystore', 'ca.p12', '-storepass', 'reading', '-alias', 'ca', '-keyalg', 'EC', '-dname', 'CN=Reading CA'); },
  read: each((file, { start: ended }) => {
    const made = ended('keytool', ...JAVA, '-gencert', '-keystore', 'ca.p12', '-storepass', 'reading', '-alias', 'ca', '-infile', file, '-rfc', '-ext', 'honored=all');
    return made.status === 0 ? issued(made.stdout) : refusal(made);
  }),
};

const go: Reader = {
  name: 'Go', missing: without('cfssl'), verifies: false,
  read: each((file) => {
    const shown = start('cfssl', ['certinfo', '-csr', file]);
    if (!shown.stdout.startsWith('{')) return refusal(shown);
    const csr = JSON.parse(shown.stdout) as { RawSubject: string; Extensions: { Id: number[]; Value: string }[] | null };
    const san = csr.Extensions?.find(({ Id }) => Id.join('.') === '2.5.29.17')?.Value;
    return { subject: bytes(csr.RawSubject, 'base64'), san: san === undefined ? undefined : bytes(san, 'base64') };
  }),
};

export const READERS: readonly Reader[] = [openssl, gnutls, nss, python, java, go];
