import type { busyWords as EnglishBusy, wizardKey as English } from './en-key.js';
import { count, number } from './fr-count.js';

const mlDsa = 'ML-DSA résiste aux ordinateurs quantiques. Peu de logiciels le lisent encore, OpenSSL à partir de 3.5 et Java à partir de 24 : sa clé et son fichier PKCS#12 ne servent à rien aux programmes plus anciens.';

export const wizardKey: typeof English = {
  key: {
    heading: 'Demande de signature de certificat',
    lead: 'Il faut une nouvelle clé. Sa moitié publique figure dans la demande, la moitié privée reste chez vous.',
    legend: 'Où la nouvelle clé est créée',
    sources: {
      browser: ['Créer la clé dans ce navigateur', 'Elle est créée sur cet ordinateur et n’est jamais envoyée. Le mieux si vous n’avez pas d’outil à vous.'],
      upload: ['Téléverser une demande de signature de certificat', 'Vous avez créé la clé sur le serveur et avez sa CSR sous forme de fichier ou de texte.'],
      token: ['Utiliser une carte à puce ou un jeton', 'La clé se trouve sur une carte ou un jeton dans un lecteur et ne le quitte jamais.'],
    },
    insecure: 'Aucune clé ne peut être créée dans cette page : il faut une connexion sécurisée (https). Créez la clé sur le serveur et fournissez sa CSR ici.',
    algorithm: 'Algorithme de la clé',
    algorithmHints: {
      'ec-p256': 'ECDSA P-256 est compact, rapide et accepté par tout navigateur actuel.', 'ec-p384': 'ECDSA P-384 est un peu plus lent et répond à des règles plus strictes.',
      'rsa-2048': 'RSA 2048 est lu par les logiciels les plus anciens.', 'rsa-3072': 'RSA 3072 est plus lent et répond à des règles plus strictes.', 'rsa-4096': 'La création d’une clé RSA 4096 peut prendre plusieurs secondes.',
      'ec-p521': 'ECDSA P-521 n’est pas accepté par tous les navigateurs.',
      ed25519: 'Ed25519 est compact et rapide. OpenSSL, GnuTLS et Java lisent ses fichiers ; les programmes fondés sur NSS, comme Firefox, n’ouvrent pas son fichier PKCS#12.',
      'ml-dsa-44': mlDsa, 'ml-dsa-65': mlDsa, 'ml-dsa-87': mlDsa,
    },
    passphrase: 'Phrase secrète de la clé chiffrée', passphraseHint: 'Vous en aurez besoin pour installer la clé sur le serveur. Personne ne peut la réinitialiser.',
    show: 'Afficher la phrase secrète', hide: 'Masquer la phrase secrète', suggest: 'En proposer une', suggestAnother: 'En proposer une autre', suggested: 'Une phrase secrète a été insérée. Conservez-la dans votre gestionnaire de mots de passe.',
    refusals: { short: 'Saisissez une phrase secrète d’au moins 12 caractères', charset: 'N’utilisez que des lettres, chiffres et signes ASCII : Java n’en lit pas d’autres' },
    strength: {
      1: ['Faible.', 'Un ordinateur la devine en un rien de temps.'], 2: ['Moyenne.', 'Une plus longue est préférable.'], 3: ['Forte.', 'ASCII imprimable seulement, pour que Java puisse la lire.'],
      4: ['Très forte.', 'ASCII imprimable seulement, pour que Java puisse la lire.'],
    },
    strengthLabel: 'Robustesse', strengthNone: 'Au moins 12 caractères, ASCII imprimable seulement.',
    generate: 'Générer la clé et la CSR', generateFirst: 'Générez d’abord la clé',
    making: (algorithm) => `Création d’une clé : ${algorithm}`,
    stages: { key: 'La bi-clé est créée sur cet ordinateur. Vous pouvez continuer à travailler.', wrap: 'La clé est chiffrée avec votre phrase secrète.', csr: 'La demande de signature est signée.', attach: 'La demande de signature part vers l’AE. La clé reste ici.' },
    made: 'Clé et CSR créées', uploaded: 'CSR acceptée', again: 'Créer une autre clé', anotherWay: 'Fournir la clé autrement', keepIt: 'Garder celle qui est là',
    unconfirmed: 'L’AE n’a pas encore confirmé la CSR. Réessayez ou fournissez-en une autre.', unconfirmedShort: 'L’AE n’a pas confirmé la CSR',
    fingerprint: 'empreinte',
    withheldAlgorithms: (names) => `Non proposés ici : ${names}. Ce navigateur ne connaît pas de telles clés.`,
    noAlgorithm: 'La politique n’accepte aucune clé que ce navigateur puisse créer. Fournissez la clé autrement ou utilisez un autre navigateur.', noAlgorithmShort: 'Aucune clé ne peut être créée dans ce navigateur',
    token: {
      use: 'Signer avec la carte', useAnother: 'Signer de nouveau avec la carte', first: 'Signez d’abord avec la carte', made: 'CSR signée par la carte', csr: 'la CSR de votre carte',
      how: ['Placez la carte ou le jeton dans son lecteur.', 'Appuyez sur le bouton ci-dessous. Le programme de votre carte demande le code PIN ; cette page ne le voit jamais.', 'La carte signe la demande. Sa CSR est contrôlée sur cet ordinateur avant d’aller à l’AE.'],
      withheld: 'La politique accepte aussi une clé sur une carte à puce, mais cette page n’a pas accès à un lecteur de cartes. Ouvrez-la là où le programme de votre carte est installé ou adressez-vous à l’assistance de l’AE.',
      waiting: 'En attente de la carte', waitingText: 'Saisissez le code PIN là où le programme de votre carte le demande, et laissez la carte dans le lecteur.', sending: 'La CSR part vers l’AE',
      refused: 'Cette clé ne peut pas être utilisée. Utilisez une autre clé de la carte ou une autre carte.',
      triesLeft: (n) => (n === 0 ? 'Il ne reste aucun essai.' : `Il reste ${count(n, 'essai', 'essais')}.`),
    },
    upload: 'Téléverser la CSR', drop: 'Déposez la CSR ici', dropAnother: 'Déposez une autre CSR, ou', orPaste: 'ou', paste: 'collez-la sous forme de texte', limit: 'PEM ou DER, jusqu’à 64 ko',
    pasteLabel: 'CSR sous forme de texte', pasteHint: 'Avec les lignes BEGIN et END.', checkPasted: 'Contrôler la CSR', pasteEmpty: 'Collez la CSR ou choisissez un fichier',
    checksOf: (name) => `Contrôles de ${name}`, pastedName: 'ce texte collé', attachedName: 'votre CSR',
    pem: (bytes) => `Demande de signature, ${number(bytes)} octets`, uploadFirst: 'Téléversez d’abord une CSR', needsPass: 'Il faut une CSR qui réussit les contrôles',
    checking: 'Contrôle de la CSR',
    rules: 'D’où viennent ces règles', ignored: 'L’AE reprend les noms du certificat actuel ; ceux de la CSR ne comptent pas.',
    wrongKind: {
      'private-key': 'Ceci est une clé privée. Elle n’a été ni conservée ni envoyée. Fournissez la CSR créée avec elle.',
      certificate: 'Ceci est un certificat. Fournissez la demande de signature de certificat (CSR) de la nouvelle clé.',
      pkcs7: 'Ceci est un fichier PKCS#7 avec des certificats. Fournissez la demande de signature de certificat (CSR).', pkcs12: 'Ceci est un fichier PKCS#12, qui peut contenir une clé privée. Il n’a été ni conservé ni envoyé. Fournissez la CSR.',
      'public-key': 'Ceci est une clé publique. Fournissez la demande de signature de certificat (CSR) signée avec sa clé privée.',
      unknown: 'Ceci ne peut pas être lu comme une demande de signature de certificat. Rien n’a été envoyé.',
    },
    tooLarge: 'Ce fichier dépasse 64 ko. Une demande de signature de certificat compte quelques kilo-octets.',
    backupHeading: 'Mettez votre nouvelle clé en lieu sûr', backupLead: 'Quatre étapes courtes. Vous pouvez continuer une fois la dernière achevée.', backupOptional: 'Quatre étapes courtes. Les deux dernières sont facultatives ici, mais elles valent la peine.',
    chosen: 'Phrase secrète choisie', chosenText: 'Vous seul la connaissez.',
    download: 'Clé chiffrée téléchargée', downloadNow: 'Téléchargez la clé chiffrée', downloadButton: 'Télécharger la clé chiffrée',
    downloadWhy: 'C’est la seule copie durable : les navigateurs vident leur stockage, et l’AE ne l’a jamais. Le fichier est chiffré avec votre phrase secrète.',
    downloadAgain: 'Télécharger de nouveau le fichier', gone: 'Ce navigateur n’a plus de copie de la clé. Ouvrez le fichier que vous avez téléchargé ou créez une autre clé.',
    open: 'Ouvrez de nouveau le fichier', openWhy: 'L’approbation peut prendre des jours, et les navigateurs vident leur stockage. Ouvrir le fichier maintenant prouve que vous l’avez, que la phrase secrète fonctionne et qu’il correspond à la CSR. Il n’est lu que sur cet ordinateur.',
    dropKey: (name) => `Déposez ${name || 'le fichier de clé'} ici`, chosenFile: (name) => `Choisi : ${name}`, chooseFile: 'Choisir un fichier',
    checkPassphrase: 'Phrase secrète', checkFile: 'Contrôler le fichier', checkingFile: 'Ouverture du fichier',
    proven: 'Le fichier correspond', provenText: 'Il s’ouvre avec votre phrase secrète et contient la clé de votre CSR.',
    first: { download: 'Téléchargez d’abord la clé', open: 'Ouvrez d’abord le fichier' },
    fileErrors: {
      none: 'Choisissez le fichier que vous avez téléchargé', passphrase: 'Saisissez la phrase secrète', wrong: 'Phrase secrète erronée ou fichier endommagé. Essayez de nouveau la phrase secrète ou choisissez de nouveau le fichier.',
      otherKey: 'Ce fichier contient une autre clé que celle de votre CSR. Choisissez le dernier fichier que vous avez téléchargé.',
      unreadable: 'Ceci n’est pas un fichier de clé chiffrée. Choisissez le fichier que vous avez téléchargé.', plain: 'Cette clé n’est pas chiffrée. Choisissez le fichier que vous avez téléchargé.', large: 'Ce fichier est trop volumineux pour une clé. Choisissez le fichier que vous avez téléchargé.',
    },
    nothingLost: 'Rien n’est perdu.',
  },
};

export const busyWords: typeof EnglishBusy = {
  'make-key': 'Création de la clé', 'inspect-csr': 'Contrôle de la CSR', 'sign-csr': 'Signature de la CSR', 'attach-csr': 'Envoi de la CSR à l’AE', 'prove-key': 'Ouverture du fichier',
  refresh: 'Lecture de la demande', 'reload-policy': 'Lecture du nouvel accord', submit: 'Envoi de la demande',
  'fetch-issued': 'Récupération et contrôle du certificat', 'cancel-request': 'Annulation de la demande', 'reopen-request': 'Réouverture de la demande',
  forget: 'Retrait de la copie de la clé de ce navigateur',
};
