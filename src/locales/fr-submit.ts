import type { wizardSubmit as English } from './en-submit.js';
import { count } from './fr-count.js';

export const wizardSubmit: typeof English = {
  submit: {
    rekey: 'Changer la clé', generate: 'Générer',
    domainsHeading: 'Vérification de la propriété des domaines',
    domainsLead: 'Votre DNS dit quelles AC peuvent émettre pour vos noms. Chaque enregistrement CAA est non vérifié tant que l’AC n’a pas regardé.',
    domainsLeadUngated: 'Votre DNS dit quelles AC peuvent émettre pour vos noms. Vous pouvez regarder maintenant ; l’AC regarde avant d’émettre.',
    domainsLeadAdvisory: 'Votre DNS dit quelles AC peuvent émettre pour vos noms. Cette page le consulte ; l’AC décide.', unchecked: 'Chaque nom doit être contrôlé.',
  shut: { unverified: 'Chaque nom doit être vérifié.', forbidden: 'Un nom est interdit. Modifiez son enregistrement, puis vérifiez de nouveau.', indeterminate: 'Un nom reste indéterminé. Vérifiez de nouveau.' },
    confirmHeading: 'Contrôler et changer la clé', whatChanges: 'Ce qui change', yourAnswers: 'Vos réponses',
    rows: {
      key: 'Clé', fingerprint: 'Empreinte', validUntil: 'Valide jusqu’au', subject: 'Sujet', names: 'Noms', reason: 'Motif', validity: 'Validité', caa: 'CAA',
      agreement: 'Accord', request: 'Numéro de demande', certificate: 'Certificat', who: 'Demandé à', method: 'Confirmé par',
    },
    about: (date) => `environ ${date}`, more: (n) => `et ${n} de plus`, emptySubject: 'vide', noNames: 'aucun',
    key: {
      proven: 'Créée dans ce navigateur. Le fichier chiffré a été ouvert et correspond à la CSR.', browser: 'Créée dans ce navigateur. Le fichier chiffré n’a pas été rouvert.',
      upload: 'Votre propre CSR. Sa clé reste là où vous l’avez créée.', token: 'Sur un jeton. Elle y reste.',
    },
    caaNotAsked: 'Non demandé', caaNone: 'Sans objet',
    caaCount: (good, of, by) => (by === 'ra' ? `${count(good, 'vérifié', 'vérifiés')} sur ${count(of, 'nom', 'noms')}` : `${count(good, 'contrôlé ici', 'contrôlés ici')} sur ${count(of, 'nom', 'noms')} ; l’AC décide`),
    agreed: (version, at) => `Version ${version}, acceptée le ${at}`,
    message: 'Message à l’approbateur', messageHint: 'Par exemple quand vous comptez l’installer.',
    fate: {
      kept: (end) => `Le certificat actuel est conservé. Il fonctionne jusqu’à sa fin, le ${end}.`,
      superseded: () => 'Le certificat actuel est révoqué comme remplacé dès que le nouveau est approuvé. Installez aussitôt le nouveau.',
      'revoked-after': (_end, hours) => `Le certificat actuel est révoqué ${count(hours, 'heure', 'heures')} après l’émission du nouveau.`,
    },
    compromisedTitle: 'Le certificat actuel reste valide jusqu’à sa révocation',
    compromised: 'Quiconque détient l’ancienne clé peut s’en servir jusque-là. Changer la clé ne suffit pas à révoquer le certificat : demandez la révocation avec le motif compromission de la clé.',
    askRevocation: 'Demander la révocation',
    factorHeading: 'Confirmez votre identité', factorLead: 'L’AE exige un second facteur avant de prendre cette demande.', factorLeadApproved: 'L’AE exige un second facteur avant que le certificat soit généré.',
    factorKept: 'Rien n’est envoyé avant votre confirmation. Votre clé et vos réponses sont conservées.', factorAccepted: 'Votre identité est confirmée. La demande est en route.',
  },
};
