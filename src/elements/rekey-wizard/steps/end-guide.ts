import type { GuideStepId, ServerId } from '../../../locales/shape.js';
import type { FileNames } from './end-files.js';

export const SERVERS: readonly ServerId[] = ['nginx', 'apache', 'iis', 'tomcat', 'haproxy'];

/** One thing to do: what it is, by the name of its words, and what is typed or written for it. */
export interface GuideStep { readonly id: GuideStepId; readonly text: string }

/** Where each server keeps what it reads. */
const FOLDERS = { nginx: '/etc/nginx/tls', apache: '/etc/apache2/tls', tomcat: 'conf', haproxy: '/etc/haproxy/certs' } as const;

/**
 * What to type on a server, with the names of the files that were just downloaded.
 *
 * @param files of the issued certificate; without `key`, the private key is where the person made it
 * @param ownKey stands for the name of that key
 */
export function guideOf(server: ServerId, files: FileNames, ownKey: string): readonly GuideStep[] {
  const key = files.key ?? ownKey;
  const hasContainer = files.key !== undefined;
  switch (server) {
    case 'nginx': return [
      { id: 'place', text: place(FOLDERS.nginx, files.chain, key) },
      { id: 'configure', text: [
        `ssl_certificate      ${FOLDERS.nginx}/${files.chain};`,
        `ssl_certificate_key  ${FOLDERS.nginx}/${key};`,
        ...(hasContainer ? [`ssl_password_file    ${FOLDERS.nginx}/key.pass;`] : []),
      ].join('\n') },
      ...(hasContainer ? [passphraseFile(FOLDERS.nginx)] : []),
      { id: 'reload', text: 'nginx -t && systemctl reload nginx' },
    ];
    case 'apache': return [
      { id: 'place', text: place(FOLDERS.apache, files.chain, key) },
      { id: 'configure', text: [
        `SSLCertificateFile     ${FOLDERS.apache}/${files.chain}`,
        `SSLCertificateKeyFile  ${FOLDERS.apache}/${key}`,
        ...(hasContainer ? ['', '# outside any VirtualHost', `SSLPassPhraseDialog    exec:${FOLDERS.apache}/key-pass.sh`] : []),
      ].join('\n') },
      // Apache reads it from a program that takes no arguments of ours; a pipe to `cat` breaks before Apache has written its prompt.
      ...(hasContainer ? [passphraseFile(FOLDERS.apache, [
        `printf '#!/bin/sh\\ncat ${FOLDERS.apache}/key.pass\\n' > ${FOLDERS.apache}/key-pass.sh`, `chmod 700 ${FOLDERS.apache}/key-pass.sh`,
      ])] : []),
      { id: 'reload', text: hasContainer ? 'apachectl configtest && systemctl restart apache2' : 'apachectl configtest && apachectl graceful' },
    ];
    case 'iis': return [
      { id: 'import', text: hasContainer
        ? `$new = Import-PfxCertificate -FilePath .\\${files.pkcs12} -CertStoreLocation Cert:\\LocalMachine\\My -Password (Read-Host -AsSecureString)`
        : `certreq -accept .\\${files.certificate}\n$new = Get-PfxCertificate .\\${files.certificate}` },
      { id: 'bind', text: [
        "Get-WebBinding -Name 'Default Web Site' -Protocol https |",
        "  ForEach-Object { $_.AddSslCertificate($new.Thumbprint, 'My') }",
      ].join('\n') },
    ];
    case 'tomcat': return [
      { id: 'place', text: hasContainer ? `install -m 600 ${files.pkcs12} "$CATALINA_BASE"/conf/` : `install -m 600 ${files.chain} ${key} "$CATALINA_BASE"/conf/` },
      { id: 'configure', text: [
        '<SSLHostConfig>',
        ...(hasContainer
          ? [`  <Certificate certificateKeystoreFile="${FOLDERS.tomcat}/${files.pkcs12}"`, '               certificateKeystoreType="PKCS12" certificateKeystorePassword="..." />']
          : [`  <Certificate certificateFile="${FOLDERS.tomcat}/${files.chain}"`, `               certificateKeyFile="${FOLDERS.tomcat}/${key}" />`]),
        '</SSLHostConfig>',
      ].join('\n') },
      { id: 'reload', text: 'systemctl restart tomcat' },
    ];
    case 'haproxy': return [
      { id: 'combine', text: [
        `install -d -m 700 ${FOLDERS.haproxy}`,
        `( umask 077; { cat ${files.chain}; openssl pkey -in ${key}; } > ${FOLDERS.haproxy}/${combined(files)} )`,
      ].join('\n') },
      { id: 'configure', text: `bind :443 ssl crt ${FOLDERS.haproxy}/${combined(files)}` },
      { id: 'reload', text: 'haproxy -c -f /etc/haproxy/haproxy.cfg && systemctl reload haproxy' },
    ];
  }
}

const combined = ({ chain }: FileNames): string => chain.replace(/\.chain\.pem$/, '.pem');

const place = (folder: string, chain: string, key: string): string =>
  `install -d -m 700 ${folder}\ninstall -m 644 ${chain} ${folder}/\ninstall -m 600 ${key} ${folder}/`;

/** The file is made without the passphrase in the shell's history; its last line needs no end. */
const passphraseFile = (folder: string, more: readonly string[] = []): GuideStep =>
  ({ id: 'passphrase', text: [`( umask 077; read -rs p; printf '%s\\n' "$p" > ${folder}/key.pass )`, ...more].join('\n') });
