import type { wizardFirst as English } from './en-first.js';

export const wizardFirst: typeof English = {
  frame: {
    about: 'Changement de clé du certificat',
    region: (name) => (name ? `Changement de clé du certificat ${name}` : 'Changement de clé du certificat'),
    idle: 'Changer la clé d’un certificat', noTarget: 'Aucun certificat n’a été choisi.',
    loading: 'Lecture du certificat et de sa politique',
    names: {
      'certificate-action': 'Certificat', welcome: 'Bienvenue', agreement: 'Accord', reason: 'Motif', csr: 'Demande de signature',
      'key-backup': 'Demande de signature', subject: 'Nom du sujet', san: 'Noms alternatifs', validity: 'Validité', domains: 'Propriété des domaines',
      confirm: 'Récapitulatif', 'second-factor': 'Confirmation d’identité', pending: 'Approbation', result: 'Résultat',
    },
    busy: { load: 'Lecture du certificat et de sa politique', 'create-request': 'Ouverture de la demande' },
    stop: 'Arrêter', toCertificates: 'Retour aux certificats',
    cancelRequest: 'Annuler la demande',
    chunk: ['Cet écran n’a pas pu être chargé', 'La page n’a pas pu récupérer une partie d’elle-même. Rien n’est perdu.'],
    ledger: {
      label: 'Ce qui change et ce qui reste',
      key: 'La clé change', fingerprint: 'L’empreinte change', validity: 'La validité change', names: 'Le sujet et les noms restent',
      to: 'devient', newKey: 'devient une nouvelle clé, pas encore créée',
      ends: (date) => `prend fin le ${date}`, newEnd: 'à une date que fixe l’AC',
    },
  },
  early: {
    choose: 'Que faut-il faire de ce certificat ?',
    sure: 'Voulez-vous vraiment changer la clé de ce certificat ?',
    rekey: 'Changer la clé du certificat', viewRequest: 'Consulter la demande',
    rekeyHint: 'Vous obtenez une nouvelle clé et un nouveau certificat pour les mêmes noms.',
    serial: 'Numéro de série', key: 'Clé', validUntil: 'Valide jusqu’au', requestNumber: 'Numéro de demande',
    goesOn: (number) => `La demande ${number} est ouverte. Vous pouvez la poursuivre.`,
    old: (p, end, name) => {
      if (p.disposition === 'superseded') return `Le certificat actuel de ${name} est révoqué comme remplacé dès que le changement de clé est approuvé.`;
      if (p.disposition === 'revoked-after') return `Le certificat actuel de ${name} est révoqué ${p.hours === undefined ? 'quelque temps' : `${p.hours} heure${p.hours < 2 ? '' : 's'}`} après l’émission du nouveau.`;
      return `Le certificat actuel de ${name} n’est pas révoqué. Il fonctionne jusqu’à sa fin, le ${end}.`;
    },
    welcome: (name) => `Changer la clé de ${name}`,
    version: (version, language, since) => `Version ${version} en ${language}${since ? `, en vigueur depuis le ${since}` : ''}.`,
    document: (title, version) => `${title}, version ${version}`,
    agree: 'J’accepte',
    agreeHint: (version, name) => `la version ${version}, en tant que ${name}. La version, le condensé ci-dessus et l’heure sont conservés avec votre demande.`,
    agreeFirst: 'Acceptez le texte pour continuer, ou annulez',
    outdated: ['L’accord a changé', 'Une nouvelle version est entrée en vigueur depuis votre acceptation. Vos autres réponses sont conservées.'],
    reason: 'Pourquoi changez-vous la clé ?', reasonLegend: 'Motif', chooseReason: 'Choisissez pourquoi vous changez la clé',
    reasonHints: { routine: 'Un changement prévu.', lost: 'Personne d’autre ne l’a.', compromised: 'Quelqu’un d’autre l’a peut-être, ou l’a peut-être eue.', algorithm: 'Par exemple de RSA à ECDSA.' },
    compromised: 'Le certificat actuel reste valide jusqu’à sa révocation',
    compromisedText: 'Quiconque détient l’ancienne clé peut s’en servir jusque-là. Changer la clé ne suffit pas à révoquer le certificat. Nous gardons une tâche ouverte pour vous : demandez la révocation avec le motif compromission de la clé.',
    revoke: 'Demander la révocation maintenant',
    newTab: '(s’ouvre dans un nouvel onglet)',
  },
};
