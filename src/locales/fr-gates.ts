import type { wizardGates as English } from './en-gates.js';

export const wizardGates: typeof English = {
  artefacts: {
    created: 'Créé le',
    underNumber: (number) => `Tout ce qui figure sous la demande ${number}`,
    kinds: { certificate: 'Certificat', csr: 'Demande de signature de certificat', agreement: 'Accord d’abonné', 'caa-report': 'Rapport CAA' },
    none: 'Rien n’est conservé sous ce numéro.',
  },
  gates: {
    refused(reason, f) {
      switch (reason) {
        case 'expired': return ['Ce certificat a expiré', `Il a pris fin le ${f.ended}. Un changement de clé exige un certificat encore valide. Demandez un nouveau certificat.`];
        case 'revoked': return ['Ce certificat a été révoqué', `${f.revoked ? `Révoqué le ${f.revoked}${f.crlReason ? `, motif : ${f.crlReason}` : ''}. ` : ''}Un certificat révoqué se remplace par une réémission, qui est une demande à part.`];
        case 'renew-only': return ['Le changement de clé est désactivé', `La politique ${f.policy} ne permet que le renouvellement. Votre administrateur de l’AE peut le modifier dans la section Politique.`];
        case 'policy-off': return ['Le changement de clé est désactivé', `La politique ${f.policy} ne permet pas de changer la clé. Votre administrateur de l’AE peut le modifier dans la section Politique.`];
        case 'request-open': return ['Un changement de clé de ce certificat est déjà en cours', `${f.who ? `${f.who} a ouvert la demande ${f.number ?? ''} le ${f.on ?? ''}. Son état : ${f.status ?? ''}. ` : ''}Un certificat n’a qu’une demande ouverte à la fois.`];
        case 'not-yours': return ['Ce certificat n’est pas le vôtre', 'Il appartient à quelqu’un d’autre. Adressez-vous à son titulaire ou à un opérateur.'];
        case 'unavailable-here': return ['Aucune clé ne peut être fournie ici', f.byCard ? 'La politique veut une clé sur carte ou jeton, et cette page n’y a pas accès. Utilisez la page ou le programme fourni avec votre carte, ou adressez-vous à votre administrateur de l’AE.' : 'La politique veut que la clé soit créée d’une manière que cette page ne permet pas : il faut une connexion sécurisée (https) et un navigateur à jour.'];
      }
    },
    crlReasons: {
      unspecified: 'non précisé', keyCompromise: 'compromission de la clé', cACompromise: 'compromission de l’AC', affiliationChanged: 'changement d’affiliation', superseded: 'remplacé',
      cessationOfOperation: 'cessation d’utilisation', certificateHold: 'suspendu', privilegeWithdrawn: 'droit retiré',
    },
    reissue: 'Demander une réémission',
    left: 'Votre demande est conservée', leftText: 'Rien n’est perdu. Vous pouvez la poursuivre ici, ou plus tard à partir du certificat.', goOn: 'Poursuivre',
    leave: 'Quitter ce changement de clé ?',
    leaveText: (number, until) => `La demande ${number} reste ouverte jusqu’au ${until}, sauf si vous l’annulez.`,
    keep: 'Garder la demande et quitter', withdraw: 'Annuler la demande', stay: 'Rester ici',
    withdrawHint: 'L’annulation met définitivement fin à la demande et retire la copie de sa clé de ce navigateur. Le certificat actuel reste tel quel.',
  },
};
