import type { GuideStepId, ServerId } from './shape.js';

/** How the certificate gets onto a server: last screen of the wizard. */
export const install = {
  heading: 'Install it', server: 'Your server',
  steps: {
    place: 'Put the files where only root reads the key', configure: 'In the configuration, in place of the old names', passphrase: 'Give the server the passphrase, in a file of its own',
    import: 'In PowerShell, as administrator, in the folder with the downloads', bind: 'Let the site use it', combine: 'In the folder with the downloads: one file of certificate, chain and key', reload: 'Check, then let the server read it',
  } satisfies Record<GuideStepId, string> as Readonly<Record<GuideStepId, string>>,
  /** `elsewhere`: the key was not made in the browser, so that there is no PKCS#12 file. */
  about(server: ServerId, elsewhere: boolean): string {
    if (server === 'haproxy') return 'HAProxy reads the key without a passphrase: the file holds it in the clear, so only root may read it.';
    if (server === 'iis') return elsewhere ? 'This completes the request that was made on this machine.' : 'Download the PKCS#12 file first. Windows reads it from Windows Server 2019 on.';
    if (server === 'tomcat' && !elsewhere) return 'Download the PKCS#12 file first. Its passphrase is the one of the key; it stands in server.xml in place of the dots.';
    return elsewhere ? 'Your key is where you made it: put its name in.' : 'The key stays encrypted on the disk.';
  },
  backTitle: 'The way back:', back: 'keep the old files until every server shows the new serial number. Put the old names back, reload, and all is as before, as long as the old certificate is valid.',
};
