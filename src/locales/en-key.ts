import type { KeySource } from '../core/domain.js';
import type { Effect } from '../core/flow-types.js';

/** What the wizard says in its key step. */
export const wizardKey = {
  // -------------------------------------------------------------------------------------------------- the key and its CSR
  key: {
    heading: 'Certificate Signing Request',
    lead: 'A rekey needs a new key. Its public half goes into the request, the private half stays with you.',
    legend: 'Where the new key is made',
    sources: {
      browser: ['Make the key in this browser', 'Made on this computer and never sent anywhere. Best if you have no tool of your own.'],
      upload: ['Upload a Certificate Signing Request', 'You made the key on the server and have its CSR as a file or as text.'],
      token: ['Use a smart card or token', 'The key is on a card or token in a reader and never leaves it.'],
    } as Readonly<Record<KeySource, readonly [label: string, hint: string]>>,
    insecure: 'A key cannot be made in this page: that needs a secure connection (https). Make the key on the server and give its CSR here.',
    algorithm: 'Key algorithm',
    algorithmHints: {
      'ec-p256': 'ECDSA P-256 is small, fast and accepted by every current browser.', 'ec-p384': 'ECDSA P-384 is a little slower and meets stricter rules.',
      'rsa-2048': 'RSA 2048 is read by the oldest software.', 'rsa-3072': 'RSA 3072 is slower and meets stricter rules.', 'rsa-4096': 'RSA 4096 can take several seconds to make.',
      'ec-p521': 'ECDSA P-521 is not accepted by every browser.',
      ed25519: 'Ed25519 is small and fast.', 'ml-dsa-44': 'ML-DSA withstands quantum computers.', 'ml-dsa-65': 'ML-DSA withstands quantum computers.', 'ml-dsa-87': 'ML-DSA withstands quantum computers.',
    } as Readonly<Record<string, string>>,
    passphrase: 'Passphrase for the encrypted key', passphraseHint: 'You need it to install the key on the server. Nobody can reset it.',
    show: 'Show passphrase', hide: 'Hide passphrase', suggest: 'Suggest one', suggestAnother: 'Suggest another', suggested: 'A passphrase was filled in. Keep it in your password manager.',
    refusals: { short: 'Enter a passphrase with at least 12 characters', charset: 'Use letters, digits and signs of plain ASCII only: Java reads no others' },
    /** Where in the passphrase something stands that cannot be taken; which character it is, is not said. */
    unreadable: {
      letter: (at: string): string => `Character ${at} is a letter beyond plain ASCII.`, space: (at: string): string => `Character ${at} is an unusual kind of space.`,
      control: (at: string): string => `Character ${at} is invisible.`, sign: (at: string): string => `Character ${at} is a sign beyond plain ASCII.`,
    },
    /** Which programs open the files. */
    readers: {
      refused: (names: string): string => `Its PKCS#12 file does not open in ${names}.`, before: (name: string, version: string): string => `${name} before ${version}`,
      opened: (names: string): string => `Opens in ${names}.`, untried: (names: string): string => `Not tried in ${names}.`,
      tooLong: (names: string, limit: string): string => `With a passphrase this long the key file does not open in ${names}. Use at most ${limit} characters.`,
    },
    otherScheme: (scheme: string): string => `This browser cannot open a key that is encrypted with ${scheme}. Encrypt it again with this command, then choose the new file:`,
    strength: {
      1: ['Weak.', 'A computer guesses it in no time.'], 2: ['Fair.', 'A longer one is better.'], 3: ['Strong.', 'Printable ASCII only, so that Java can read it.'],
      4: ['Very strong.', 'Printable ASCII only, so that Java can read it.'],
    } as Readonly<Record<1 | 2 | 3 | 4, readonly [string, string]>>,
    strengthLabel: 'Strength', strengthNone: 'At least 12 characters, printable ASCII only.',
    generate: 'Generate key and CSR', generateFirst: 'Generate the key first',
    making: (algorithm: string): string => `Making a key: ${algorithm}`,
    stages: { key: 'The key pair is made on this computer. You can keep working.', wrap: 'The key is encrypted with your passphrase.', csr: 'The signing request is signed.', attach: 'The signing request goes to the RA. The key stays here.' },
    made: 'Key and CSR made', uploaded: 'CSR accepted', again: 'Make another key', anotherWay: 'Give the key in another way', keepIt: 'Keep the one that is there',
    unconfirmed: 'The RA has not confirmed the CSR yet. Try again, or give another.', unconfirmedShort: 'The RA has not confirmed the CSR',
    fingerprint: 'fingerprint',
    withheldAlgorithms: (names: string): string => `Not offered here: ${names}. This browser has no such keys.`,
    noAlgorithm: 'The policy takes no key that this browser can make. Give the key in another way, or use another browser.', noAlgorithmShort: 'No key can be made in this browser',
    // ------------------------------------------------------------------------------------------------ token
    token: {
      use: 'Sign with the card', useAnother: 'Sign with the card again', first: 'Sign with the card first', made: 'CSR signed by the card', csr: 'the CSR of your card',
      how: ['Put the card or token in its reader.', 'Press the button below. The program of your card asks for the PIN; this page never sees it.', 'The card signs the request. Its CSR is checked on this computer before it goes to the RA.'],
      withheld: 'The policy also takes a key on a smart card, but this page has no way to a card reader. Open it where the program of your card is installed, or ask RA support.',
      waiting: 'Waiting for the card', waitingText: 'Enter the PIN where the program of your card asks for it, and leave the card in the reader.', sending: 'The CSR goes to the RA',
      refused: 'This key cannot be used. Use another key of the card, or another card.',
      triesLeft: (n: number): string => (n === 0 ? 'No tries are left.' : n === 1 ? 'One try is left.' : `${n} tries are left.`),
    },
    // ------------------------------------------------------------------------------------------------ upload
    upload: 'Upload CSR', drop: 'Drop the CSR here', dropAnother: 'Drop another CSR, or', orPaste: 'or', paste: 'paste it as text', limit: 'PEM or DER, up to 64 kB',
    pasteLabel: 'CSR as text', pasteHint: 'With the lines BEGIN and END.', checkPasted: 'Check the CSR', pasteEmpty: 'Paste the CSR, or choose a file',
    checksOf: (name: string): string => `Checks of ${name}`, pastedName: 'the pasted text', attachedName: 'your CSR',
    pem: (bytes: number): string => `Signing request, ${bytes.toLocaleString('en')} bytes`, uploadFirst: 'Upload a CSR first', needsPass: 'Needs a CSR that passes',
    checking: 'Checking the CSR',
    rules: 'Where these rules come from', ignored: 'The RA takes the names from the current certificate; those in the CSR do not count.',
    wrongKind: {
      'private-key': 'This is a private key. It was not stored and not sent. Give the CSR that was made with it.',
      certificate: 'This is a certificate. Give the certificate signing request (CSR) for the new key.',
      pkcs7: 'This is a PKCS#7 file with certificates. Give the certificate signing request (CSR).', pkcs12: 'This is a PKCS#12 file, which may hold a private key. It was not stored and not sent. Give the CSR.',
      'public-key': 'This is a public key. Give the certificate signing request (CSR) that is signed with its private key.',
      crl: 'This is a list of revoked certificates (CRL). Give the certificate signing request (CSR).',
      'java-keystore': 'This is a Java keystore, which may hold a private key. It was not stored and not sent. Give the CSR, which keytool -certreq writes.',
      'ssh-public-key': 'This is a public key for SSH. Give a certificate signing request (CSR).', pgp: 'This is a file of PGP. Give a certificate signing request (CSR).',
      'web-page': 'This is a web page: the download may have gone wrong. Give the certificate signing request (CSR) itself.',
      unknown: 'This cannot be read as a certificate signing request. Nothing was sent.',
    } as Readonly<Record<string, string>>,
    tooLarge: 'This file is larger than 64 kB. A certificate signing request has a few kilobytes.',
    // ------------------------------------------------------------------------------------------------ backup
    backupHeading: 'Keep your new key safe', backupLead: 'Four short parts. You can go on when the last one is done.', backupOptional: 'Four short parts. The last two are up to you here, and worth it.',
    chosen: 'Passphrase chosen', chosenText: 'It is known to you alone.',
    download: 'Encrypted key downloaded', downloadNow: 'Download the encrypted key', downloadButton: 'Download encrypted key',
    downloadWhy: 'It is the only copy that lasts: browsers clear their storage, and the RA never has it. The file is encrypted with your passphrase.',
    downloadAgain: 'Download the file again', gone: 'This browser no longer has a copy of the key. Open the file that you downloaded, or make another key.',
    open: 'Open the file again', openWhy: 'Approval can take days, and browsers clear their storage. Opening the file now proves that you have it, that the passphrase works, and that it fits the CSR. It is read on this computer only.',
    dropKey: (name: string): string => `Drop ${name || 'the key file'} here`, chosenFile: (name: string): string => `Chosen: ${name}`, chooseFile: 'Choose file',
    checkPassphrase: 'Passphrase', checkFile: 'Check the file', checkingFile: 'Opening the file',
    proven: 'The file fits', provenText: 'It opens with your passphrase and holds the key of your CSR.',
    first: { download: 'Download the key first', open: 'Open the file first' },
    fileErrors: {
      none: 'Choose the file that you downloaded', passphrase: 'Enter the passphrase', wrong: 'Wrong passphrase, or the file is damaged. Try the passphrase again, or choose the file again.',
      otherKey: 'This file holds another key, not the one of your CSR. Choose the file that you downloaded last.',
      unreadable: 'This is no encrypted key file. Choose the file that you downloaded.', plain: 'This key is not encrypted. Choose the file that you downloaded.', large: 'This file is too large for a key. Choose the file that you downloaded.',
    },
    nothingLost: 'Nothing is lost.',
  },
};

/** What the wizard is doing for a request. */
export const busyWords: Readonly<Record<Exclude<Effect['type'], 'load' | 'create-request'>, string>> = {
  'make-key': 'Making the key', 'inspect-csr': 'Checking the CSR', 'sign-csr': 'Signing the CSR', 'attach-csr': 'Sending the CSR to the RA', 'prove-key': 'Opening the file',
  refresh: 'Reading the request', 'reload-policy': 'Reading the new agreement', submit: 'Submitting the request',
  'fetch-issued': 'Fetching and checking the certificate', 'cancel-request': 'Cancelling the request', 'reopen-request': 'Opening the request again',
  forget: 'Removing the key copy from this browser',
};
