import type { common as English } from './en-common.js';
import { count } from './fr-count.js';

export const common: typeof English = {
  lang: 'fr',

  common: {
    next: 'Suivant', back: 'Retour', cancel: 'Annuler', tryAgain: 'Réessayer', loading: 'Chargement', problem: 'Un problème est survenu',
    allSteps: 'Toutes les étapes', steps: 'Étapes', stepDone: 'terminée', noAdapter: 'Aucune autorité d’enregistrement n’est reliée à cette page.',
    step: (n, of) => `Étape ${n} sur ${of}`,
    wholeFingerprint: (short) => `Empreinte complète de ${short}`,
    sandbox: 'Cette autorité d’enregistrement n’existe que dans cette page. Personne ne fait confiance à ses certificats.',
    names: (n) => count(n, 'nom', 'noms'),
  },

  algorithms: {
    'ec-p256': 'ECDSA P-256', 'ec-p384': 'ECDSA P-384', 'ec-p521': 'ECDSA P-521',
    'rsa-2048': 'RSA 2048', 'rsa-3072': 'RSA 3072', 'rsa-4096': 'RSA 4096',
    ed25519: 'Ed25519', 'ml-dsa-44': 'ML-DSA-44', 'ml-dsa-65': 'ML-DSA-65', 'ml-dsa-87': 'ML-DSA-87',
  },

  certificateStatus: { active: 'Actif', expired: 'Expiré', revoked: 'Révoqué', 'rekey-open': 'Changement de clé en cours', superseded: 'Remplacé' },

  reasons: { routine: 'Changement planifié', lost: 'La clé est perdue', compromised: 'La clé est peut-être compromise', algorithm: 'Changement d’algorithme' },
};
