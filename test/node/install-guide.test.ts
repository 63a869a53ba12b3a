import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { exportPkcs12, generateKey, wrapPrivateKey } from '../../src/crypto.js';
import type { RekeyRequest } from '../../src/core/domain.js';
import { chainPem, fileNames } from '../../src/elements/rekey-wizard/steps/end-files.js';
import type { FileNames } from '../../src/elements/rekey-wizard/steps/end-files.js';
import { guideOf, SERVERS } from '../../src/elements/rekey-wizard/steps/end-guide.js';
import { install as words } from '../../src/locales/en-install.js';
import type { GuideStepId, ServerId } from '../../src/locales/shape.js';
import { answerOf, freePort, run as runProgram, serve, start, without, workFolder, type Server as Running } from '../support/programs.js';
import { cn, dns, extension, generalNames, makeCertificate, spkiOf } from '../unit/crypto/fixtures.js';

const PASSPHRASE = 'amber harbour; "27" $thistle \\ ~1';
const OWN_KEY = 'your.key';

function request(name: string, source: 'browser' | 'upload' | 'token' = 'browser'): RekeyRequest {
  return { certificate: { name }, csr: { source, key: { algorithm: 'ec-p256', spkiSha256: 'ab12cd34'.repeat(8) } } } as unknown as RekeyRequest;
}

const filesOf = (source: 'browser' | 'upload'): FileNames => fileNames(request('www.example.org', source), '2026-06-02T00:00:00Z', undefined);

describe('the names of the files in a guide', () => {
  const hostile = [
    'a b.example.org', "it's.example.org", '"quoted".example.org', '$(touch owned).example.org', '`id`.example.org', 'x;rm -rf ~', 'x|y&z', '-rf.example.org',
    '../../etc/passwd', 'C:\\windows', '*.example.org', 'line\nbreak', '<b>.example.org', '{a,b}', '~root', '!history', '#comment', 'žltý.example.org', '',
  ];
  for (const source of ['browser', 'upload'] as const) {
    it(`hold nothing that a shell or a configuration takes for more than a name (${source})`, () => {
      for (const name of hostile) {
        for (const file of Object.values(fileNames(request(name, source), '2026-06-02T00:00:00Z', undefined)) as string[]) {
          assert.match(file, /^[A-Za-z0-9][A-Za-z0-9._-]*$/, `${JSON.stringify(name)} became ${file}`);
        }
      }
    });
  }

  it('are passed through a shell as they are', () => {
    for (const name of hostile) {
      const files = Object.values(fileNames(request(name), '2026-06-02T00:00:00Z', undefined)) as string[];
      assert.deepEqual(spawnSync('bash', ['-c', `printf '%s\\n' ${files.join(' ')}`], { encoding: 'utf8' }).stdout.trim().split('\n'), files);
    }
  });
});

describe('the guides', () => {
  it('name the real files, and each of their steps has words', () => {
    for (const source of ['browser', 'upload'] as const) {
      const files = filesOf(source);
      for (const server of SERVERS) {
        const steps = guideOf(server, files, OWN_KEY);
        assert.ok(steps.length >= 2, server);
        assert.equal(new Set(steps.map(({ id }) => id)).size, steps.length, `${server} says nothing twice`);
        for (const { id, text } of steps) {
          assert.ok(words.steps[id].length > 10, id);
          assert.equal(text, text.trim(), `${server}, ${id}: nothing around what is copied`);
        }
        const all = steps.map(({ text }) => text).join('\n');
        assert.ok([files.chain, files.certificate, files.pkcs12].some((name) => all.includes(name)), `${server}: ${all}`);
        assert.equal(all.includes(OWN_KEY), source === 'upload' && server !== 'iis', `${server}: ${all}`);
        assert.equal(all.includes(files.pkcs12), source === 'browser' && (server === 'iis' || server === 'tomcat'), `${server}: ${all}`);
      }
    }
  });
});

/** The folder that the guide writes to, somewhere else. */
const FOLDERS: Readonly<Record<string, string>> = { '/etc/nginx/tls': 'nginx', '/etc/apache2/tls': 'apache', '/etc/haproxy/certs': 'haproxy', '"$CATALINA_BASE"/conf/': 'tomcat/' };

interface Server {
  readonly program: string;
  /** Around what the guide says of the configuration. */
  readonly configuration: (guide: string, port: number, folder: string) => string;
  readonly check: readonly string[];
  /** In the foreground. */
  readonly run: readonly string[];
}

const MODULES = '/usr/lib/apache2/modules';
/** Apache and nginx take the names of their own directives to the line, wherever in a file they stand. */
const RUNNING: Readonly<Partial<Record<ServerId, Server>>> = {
  nginx: {
    program: 'nginx',
    configuration: (guide, port, folder) => `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/errors;
events {}
http {
  access_log off; client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder}; uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
  server { listen 127.0.0.1:${port} ssl; server_name www.example.org;
${guide}
  }
}`,
    check: ['-t', '-c', 'server.conf'], run: ['-c', 'server.conf'],
  },
  apache: {
    program: 'apache2',
    configuration: (guide, port, folder) => {
      const [inside = '', outside = ''] = guide.split('# outside any VirtualHost');
      return `ServerRoot ${folder}
ServerName www.example.org
PidFile ${folder}/pid
ErrorLog ${folder}/errors
Mutex file:${folder}
DefaultRuntimeDir ${folder}
Listen 127.0.0.1:${port}
LoadModule mpm_event_module ${MODULES}/mod_mpm_event.so
LoadModule authz_core_module ${MODULES}/mod_authz_core.so
LoadModule socache_shmcb_module ${MODULES}/mod_socache_shmcb.so
LoadModule ssl_module ${MODULES}/mod_ssl.so
User ${userInfo().uid === 0 ? 'www-data' : userInfo().username}
${outside}
<VirtualHost 127.0.0.1:${port}>
ServerName www.example.org
SSLEngine on
${inside}
</VirtualHost>`;
    },
    check: ['-t', '-f', 'server.conf'], run: ['-DFOREGROUND', '-f', 'server.conf'],
  },
  haproxy: {
    program: 'haproxy',
    configuration: (guide, port) => `defaults
  mode http
  timeout client 5s
  timeout server 5s
  timeout connect 5s
frontend secure
  ${guide.replace(':443', `127.0.0.1:${port}`)}
  http-request return status 204
`,
    check: ['-c', '-f', 'server.conf'], run: ['-db', '-f', 'server.conf'],
  },
};

describe('the guides, followed to the letter', { skip: without('openssl') }, () => {
  const { at } = workFolder('guide');
  let fingerprint: string;
  let leaf: string;
  let chain: readonly string[];
  let encryptedKey: string;
  const downloads = (): string => at('downloads');

  before(async () => {
    for (const name of ['downloads', 'tomcat']) mkdirSync(at(name));
    const [root, issuing, key] = await Promise.all([generateKey('ec-p256'), generateKey('ec-p256'), generateKey('rsa-2048')]);
    const ca = (serial: number, subject: string, of: CryptoKeyPair) => spkiOf(of).then((spki) => makeCertificate({
      subject: cn(subject), spki, signer: root, issuer: cn('Test root'), serial, extensions: [extension('2.5.29.19', Uint8Array.of(0x30, 3, 1, 1, 0xff), true)],
    }));
    const [top, below] = [await ca(1, 'Test root', root), await ca(2, 'Test issuing CA', issuing)];
    const made = await makeCertificate({
      subject: cn('www.example.org'), spki: await spkiOf(key), signer: issuing, issuer: cn('Test issuing CA'), serial: 3,
      extensions: [extension('2.5.29.17', generalNames(dns('www.example.org')))],
    });
    leaf = made.pem;
    chain = [below.pem, top.pem];
    encryptedKey = (await wrapPrivateKey(key.privateKey, PASSPHRASE)).pem;
    fingerprint = printed('openssl', ['x509', '-noout', '-fingerprint', '-sha256'], leaf);
    const files = filesOf('browser');
    writeFileSync(join(downloads(), files.chain), chainPem({ certificate: leaf, chain }));
    writeFileSync(join(downloads(), files.certificate), leaf);
    writeFileSync(join(downloads(), files.key ?? ''), encryptedKey);
    writeFileSync(join(downloads(), files.pkcs12), await exportPkcs12({ encryptedKey, passphrase: PASSPHRASE, certificate: leaf, chain: [...chain], friendlyName: 'www.example.org' }));
    // A key that was made elsewhere, as most servers have theirs.
    writeFileSync(join(downloads(), OWN_KEY), printed('openssl', ['pkey', '-in', files.key ?? '', '-passin', 'stdin'], `${PASSPHRASE}\n`));
  });

  /** What a program printed, given that on its standard input. */
  const printed = (program: string, args: readonly string[], input = ''): string => runProgram(program, args, { cwd: downloads(), input });

  /** The same guide for other folders. */
  const here = (text: string): string => Object.entries(FOLDERS).reduce((so, [from, to]) => so.replaceAll(from, at(to)), text);

  /** Does what the guide says to do on the way to a configuration; what asks for a passphrase is given it. */
  function follow(server: ServerId, files: FileNames): Partial<Record<GuideStepId, string>> {
    const steps = guideOf(server, files, OWN_KEY);
    for (const { id, text } of steps) {
      if (id === 'place') printed('bash', ['-euc', here(text)]);
      if (id === 'passphrase') printed('bash', ['-uc', here(text)], `${PASSPHRASE}\n`);
      // In a terminal OpenSSL asks by itself.
      if (id === 'combine') printed('bash', ['-euc', here(text).replace('openssl pkey', 'openssl pkey -passin stdin')], `${PASSPHRASE}\n`);
    }
    return Object.fromEntries(steps.map(({ id, text }) => [id, here(text)]));
  }

  const onlyForItsOwner = (path: string): void => {
    assert.equal(statSync(path).mode & 0o077, 0, `${path} can be read by its owner alone`);
  };

  /** Fingerprint and subjects of what answers at a port; asked again until the server is up. */
  function served(port: number, server: Running): Promise<{ readonly fingerprint: string; readonly subjects: string[] }> {
    return answerOf(server, async () => {
      const { stdout } = start('openssl', ['s_client', '-connect', `127.0.0.1:${port}`, '-servername', 'www.example.org', '-showcerts']);
      const certificates = stdout.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
      return {
        fingerprint: printed('openssl', ['x509', '-noout', '-fingerprint', '-sha256'], certificates[0] ?? assert.fail('nobody answers')),
        subjects: certificates.map((pem) => printed('openssl', ['x509', '-noout', '-subject'], pem).replace(/^subject=\s*CN\s*=\s*/, '').trim()),
      };
    });
  }

  for (const [id, { program, configuration, check, run }] of Object.entries(RUNNING) as [ServerId, Server][]) {
    for (const source of ['browser', 'upload'] as const) {
      it(`make ${id} serve the certificate with its chain, with a key ${source === 'browser' ? 'of this browser, under its passphrase' : 'that was made elsewhere'}`, { skip: without(program), timeout: 60_000 }, async () => {
        const files = filesOf(source);
        rmSync(at(id), { recursive: true, force: true });
        const { configure = '', reload = '' } = follow(id, files);
        onlyForItsOwner(at(id));
        if (id !== 'haproxy') {
          const key = files.key ?? OWN_KEY;
          onlyForItsOwner(at(id, key));
          if (source === 'browser') {
            for (const name of id === 'apache' ? ['key.pass', 'key-pass.sh'] : ['key.pass']) onlyForItsOwner(at(id, name));
            assert.match(readFileSync(at(id, key), 'utf8'), /BEGIN ENCRYPTED PRIVATE KEY/, 'it stays encrypted on the disk');
          }
        } else {
          onlyForItsOwner(at(id, files.chain.replace('.chain.pem', '.pem')));
        }
        const port = await freePort();
        writeFileSync(at(id, 'server.conf'), configuration(configure, port, at(id)));
        const file = (args: readonly string[]): string[] => args.map((arg) => (arg === 'server.conf' ? at(id, arg) : arg));
        const checked = start(program, file(check), { timeout: 20_000 });
        assert.equal(checked.status, 0, `${checked.stdout}${checked.stderr}\n${configure}`);
        assert.match(reload, /&&/, 'what is wrong is found before the server reads it');
        const server = serve(program, file(run));
        try {
          const seen = await served(port, server);
          assert.equal(seen.fingerprint, fingerprint);
          assert.deepEqual(seen.subjects, ['www.example.org', 'Test issuing CA', 'Test root']);
        } finally {
          await server.stop();
        }
      });
    }
  }

  it('find the key that fits, and one that does not, by the two lines that have to be equal', () => {
    const files = filesOf('browser');
    const line = (command: string): string => printed('bash', ['-euo', 'pipefail', '-c', command], `${PASSPHRASE}\n`);
    const certificate = line(`openssl x509 -noout -pubkey -in ${files.chain} | openssl sha256`);
    assert.equal(line(`openssl pkey -pubout -passin stdin -in ${files.key ?? ''} | openssl sha256`), certificate);
    printed('openssl', ['genpkey', '-algorithm', 'RSA', '-out', 'other.key']);
    assert.notEqual(line('openssl pkey -pubout -in other.key | openssl sha256'), certificate);
  });

  it('put a container in place for Tomcat that Java opens with the passphrase (Tomcat itself is untried)', { skip: without('keytool') }, () => {
    const { configure = '' } = follow('tomcat', filesOf('browser'));
    const store = /certificateKeystoreFile="conf\/([^"]+)"/.exec(configure)?.[1] ?? '';
    onlyForItsOwner(at('tomcat', store));
    const list = printed('keytool', ['-list', '-v', '-storetype', 'PKCS12', '-keystore', at('tomcat', store), '-storepass', PASSPHRASE]);
    assert.match(list, /PrivateKeyEntry/);
    assert.match(list, /Certificate chain length: 3/);
    assert.match(configure, /certificateKeystoreType="PKCS12"/);
  });

  it('put certificate and own key in place for Tomcat under the names of its configuration (Tomcat itself is untried)', () => {
    const { configure = '' } = follow('tomcat', filesOf('upload'));
    for (const name of [/certificateFile="conf\/([^"]+)"/, /certificateKeyFile="conf\/([^"]+)"/]) {
      assert.ok(statSync(at('tomcat', name.exec(configure)?.[1] ?? 'missing')).isFile());
    }
  });

  it('give IIS the container, or the certificate of a request that was made there (Windows is untried: the text alone is held)', () => {
    const [browser = '', upload = ''] = (['browser', 'upload'] as const).map((source) => guideOf('iis', filesOf(source), OWN_KEY).map(({ text }) => text).join('\n'));
    assert.match(browser, /^\$new = Import-PfxCertificate -FilePath \.\\www\.example\.org-2026-06-02\.p12 /);
    assert.match(browser, /-Password \(Read-Host -AsSecureString\)/, 'the passphrase stands in no history');
    assert.match(upload, /^certreq -accept \.\\www\.example\.org-2026-06-02\.crt\n/);
    for (const text of [browser, upload]) assert.match(text, /AddSslCertificate\(\$new\.Thumbprint, 'My'\)/);
  });
});
