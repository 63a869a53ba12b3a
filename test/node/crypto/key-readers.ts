/** The programs that open key files, each through its own command: what it found in a file, or its refusal. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyFileProgram } from '../../../src/crypto.js';
import { decodePem } from '../../../src/crypto/pem.js';
import { sliceCsr } from '../../../src/crypto/x509.js';
import { PYTHON, without, withoutPython } from '../../support/programs.js';

/** What a program read from a PKCS#12 file. */
export interface Opened {
  /** DER SubjectPublicKeyInfo of the private key that it opened. */
  readonly spki: Uint8Array;
  /** DER, in the order in which it has them. */
  readonly certificates: readonly Uint8Array[];
  /** The name that it shows for the key or its certificate. */
  readonly name: string;
}

export interface Reader {
  readonly program: KeyFileProgram;
  readonly skip: string | false;
  /** DER SubjectPublicKeyInfo of the key. Rejects when the program does not open the file, or has no command for it. */
  keyFile(path: string, passphrase: string): Promise<Uint8Array>;
  /** @param name the friendlyName to look for where the program has to be told */
  pkcs12(path: string, passphrase: string, name: string): Promise<Opened>;
}

/** What a program printed. Rejects when it ended badly. */
export function run(program: string, args: readonly string[], o: { cwd?: string; input?: string } = {}): Promise<{ stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { cwd: o.cwd, encoding: 'utf8', maxBuffer: 1 << 24 }, (error, stdout, stderr) => {
      if (error === null) resolve({ stdout, stderr });
      else reject(new Error(`${program} ${args[0] ?? ''}: ${stdout}${stderr}`, { cause: error }));
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(o.input ?? '');
  });
}

const blocks = (text: string, label: string): Uint8Array[] => decodePem(text).blocks.filter((block) => block.label === label).map(({ der }) => der);
const spkiOf = (pem: string): Uint8Array => new Uint8Array(createPublicKey(pem).export({ type: 'spki', format: 'der' }));
const one = <T>(list: readonly T[], what: string): T => {
  assert.equal(list.length, 1, what);
  return list[0] as T;
};
const fresh = (path: string): Promise<string> => mkdtemp(`${path}-`);

const PKCS12 = `
import json, sys
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, pkcs12
found = pkcs12.load_pkcs12(open(sys.argv[1], 'rb').read(), sys.argv[2].encode())
spki = found.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
certificates = [found.cert, *found.additional_certs]
print(json.dumps({'spki': spki.hex(), 'name': found.cert.friendly_name.decode(), 'certificates': [c.certificate.public_bytes(Encoding.DER).hex() for c in certificates]}))
`;
const KEY_FILE = `
import sys
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
key = load_pem_private_key(open(sys.argv[1], 'rb').read(), sys.argv[2].encode())
print(key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo).hex())
`;
const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.trim(), 'hex'));

const openssl: Reader = {
  program: 'openssl', skip: without('openssl'),
  async keyFile(path, passphrase) {
    const { stdout } = await run('openssl', ['pkey', '-in', path, '-passin', `pass:${passphrase}`, '-pubout']);
    return one(blocks(stdout, 'PUBLIC KEY'), 'one key');
  },
  async pkcs12(path, passphrase) {
    const { stdout } = await run('openssl', ['pkcs12', '-in', path, '-passin', `pass:${passphrase}`, '-nodes']);
    const key = /-----BEGIN PRIVATE KEY-----[^]*?-----END PRIVATE KEY-----/.exec(stdout)?.[0] ?? '';
    const names = [...stdout.matchAll(/friendlyName: (.*)/g)].map(([, name]) => name);
    assert.equal(names.length, 2, 'on the key and on its certificate');
    return { spki: spkiOf(key), certificates: blocks(stdout, 'CERTIFICATE'), name: one([...new Set(names)], 'one name') ?? '' };
  },
};

const gnutls: Reader = {
  program: 'gnutls', skip: without('certtool'),
  async keyFile(path, passphrase) {
    const out = join(await fresh(path), 'public.pem');
    await run('certtool', ['--load-privkey', path, '--password', passphrase, '--pubkey-info', '--outfile', out]);
    return one(blocks(await readFile(out, 'utf8'), 'PUBLIC KEY'), 'one key');
  },
  async pkcs12(path, passphrase) {
    const { stdout } = await run('certtool', ['--p12-info', '--inder', '--infile', path, '--password', passphrase]);
    // The key is shown as it lies in the file, and opened from there.
    const shrouded = join(await fresh(path), 'key.pem');
    await writeFile(shrouded, /-----BEGIN ENCRYPTED PRIVATE KEY-----[^]*?-----END ENCRYPTED PRIVATE KEY-----/.exec(stdout)?.[0] ?? '');
    const names = [...stdout.matchAll(/Friendly name: (.*)/g)].map(([, name]) => name);
    assert.equal(names.length, 2, 'on the key and on its certificate');
    return { spki: await this.keyFile(shrouded, passphrase), certificates: blocks(stdout, 'CERTIFICATE'), name: one([...new Set(names)], 'one name') ?? '' };
  },
};

const nss: Reader = {
  program: 'nss', skip: without('pk12util', 'certutil'),
  async keyFile(path, passphrase) {
    return (await this.pkcs12(path, passphrase, '')).spki;
  },
  async pkcs12(path, passphrase, name) {
    const folder = await fresh(path);
    const store = `sql:${folder}`;
    await run('certutil', ['-N', '-d', store, '--empty-password']);
    await run('pk12util', ['-i', path, '-d', store, '-W', passphrase, '-K', '']);
    // "u": a certificate whose private key is there.
    const listed = (await run('certutil', ['-L', '-d', store])).stdout;
    const found = /^(.*?) +u,u,u$/m.exec(listed)?.[1] ?? '';
    const noise = join(folder, 'noise');
    await writeFile(noise, crypto.getRandomValues(new Uint8Array(64)));
    const { stdout } = await run('certutil', ['-R', '-d', store, '-k', name, '-s', 'CN=nss', '-a', '-z', noise]);
    const raw = join(folder, 'raw');
    await mkdir(raw);
    await run('pk12util', ['-l', path, '-d', store, '-W', passphrase, '-r'], { cwd: raw });
    const files = (await readdir(raw)).sort();
    const certificates = await Promise.all(files.map(async (file) => new Uint8Array(await readFile(join(raw, file)))));
    return { spki: sliceCsr(stdout).spki, certificates, name: found };
  },
};

const java: Reader = {
  program: 'java', skip: without('keytool'),
  async keyFile(path, passphrase) {
    return (await this.pkcs12(path, passphrase, '')).spki;
  },
  async pkcs12(path, passphrase, name) {
    const store = ['-keystore', path, '-storetype', 'PKCS12', '-storepass', passphrase];
    const { stdout: listed } = await run('keytool', ['-list', '-rfc', ...store]);
    const { stdout: request } = await run('keytool', ['-certreq', '-alias', name, ...store]);
    return { spki: sliceCsr(request).spki, certificates: blocks(listed, 'CERTIFICATE'), name: /^Alias name: (.*)$/m.exec(listed)?.[1] ?? '' };
  },
};

const python: Reader = {
  program: 'python-cryptography', skip: withoutPython('cryptography'),
  async keyFile(path, passphrase) {
    return hex((await run(PYTHON, ['-c', KEY_FILE, path, passphrase])).stdout);
  },
  async pkcs12(path, passphrase) {
    const { spki, name, certificates } = JSON.parse((await run(PYTHON, ['-c', PKCS12, path, passphrase])).stdout) as { spki: string; name: string; certificates: string[] };
    return { spki: hex(spki), name, certificates: certificates.map(hex) };
  },
};

export const READERS: readonly Reader[] = [openssl, gnutls, nss, java, python];
