import type { CheckKey, checkWords as English } from './en-checks.js';
import { count, number } from './fr-count.js';
import { describeCheck, namesOf } from './shape.js';
import type { CheckWording, Facts } from './shape.js';

const names = (facts: Facts, key: string): string => namesOf(facts, key, (n) => ` et ${n} de plus`);

const wordings: Readonly<Record<CheckKey, CheckWording>> = {
  signature: { what: 'Signature', pass: 'Prouve la possession de la clé', why: 'Elle ne correspond pas à la clé publique. Refaites la CSR.' },
  'key-reuse': { what: 'Nouvelle clé', pass: 'Jamais utilisée par un certificat antérieur', why: 'Un changement de clé exige une clé qu’aucun certificat n’a eue. Créez une nouvelle clé et sa CSR.' },
  'key-strength': { what: 'Robustesse de la clé', pass: 'Suffisante', why: 'La clé est trop faible ou d’un type qui n’est pas accepté. Créez-en une autre.' },
  'key-algorithm': { what: 'Algorithme de la clé', pass: 'Accepté par la politique', why: 'La politique n’accepte pas les clés de ce type. Créez-en une d’un type qu’elle cite.' },
  'key-encoding': {
    what: 'Encodage de la clé', pass: 'Conforme',
    why: ({ form }) => (form === 'parameters' ? 'La clé RSA n’a pas les paramètres NULL propres aux clés RSA. Refaites la CSR avec un autre outil.'
      : form === 'extra-parameters' ? 'La clé a des paramètres, ce que n’ont pas les clés de son type. Refaites la CSR avec un autre outil.'
      : 'Le point de la courbe est compressé. Refaites la CSR avec une clé non compressée.'),
  },
  'subject-match': { what: 'Sujet', pass: 'Identique au certificat', why: 'Le sujet diffère de celui du certificat. Un changement de clé le conserve octet pour octet.' },
  'san-match': {
    what: 'Noms alternatifs', pass: 'Identiques au certificat',
    why: (facts) => [names(facts, 'removed') && `Manquants : ${names(facts, 'removed')}.`, names(facts, 'added') && `Ajoutés : ${names(facts, 'added')}.`, 'Un changement de clé conserve les noms tels quels. Refaites la CSR avec les mêmes noms.'].filter(Boolean).join(' '),
  },
  'san-policy': {
    what: 'Noms conformes à la politique', pass: 'Tous',
    why: (facts) => (Array.isArray(facts['problems']) ? facts['problems'] as readonly Facts[] : []).map((problem) => {
      const which = names(problem, 'names');
      switch (problem['rule']) {
        case 'kind': return `D’un type qui ne peut pas être ajouté : ${which}.`;
        case 'form': return `Pas des noms de leur type : ${which}.`;
        case 'within': return `Hors de ${names(problem, 'within')} : ${which}.`;
        case 'duplicate': return 'Un nom figure deux fois.';
        case 'max': return `Il y a ${count(Number(problem['count']), 'nom', 'noms')}, et au plus ${number(Number(problem['max']))} sont permis.`;
        case 'empty': return 'Il ne reste aucun nom.';
        default: return 'Les noms sont illisibles.';
      }
    }).join(' '),
  },
  'signature-algorithm': { what: 'Algorithme de signature', pass: 'Accepté', why: 'Il n’est pas accepté. Signez avec SHA-256 ou plus robuste.' },
  'trailing-bytes': { what: 'Rien après la demande', pass: 'Se termine où il faut', why: 'Des octets suivent la demande. Refaites le fichier.' },
  'duplicate-extension': { what: 'Extensions', pass: 'Chacune une seule fois', why: 'Une extension figure deux fois. Refaites la CSR.' },
  'dnsname-ascii': { what: 'Noms DNS', pass: 'ASCII seul', why: 'Un nom DNS contient des lettres qui doivent s’écrire sous leur forme xn--.' },
  'ip-length': { what: 'Adresses IP', pass: 'Quatre ou seize octets', why: 'Une adresse IP n’a pas la bonne longueur.' },
  'multiple-pem': { what: 'Un seul bloc PEM', pass: 'Un bloc', why: 'Il y a plus d’un bloc PEM. Fournissez la CSR seule.' },
  'wrong-object': { what: 'Type de fichier', pass: 'Demande de signature de certificat', why: 'Ceci n’est pas une demande de signature de certificat. Rien n’a été conservé ni envoyé.' },
  'surrounding-text': { what: 'Texte autour du bloc PEM', pass: 'Aucun', why: 'Le texte autour du bloc a été laissé de côté. La demande elle-même est entière.' },
  'challenge-password': { what: 'Mot de passe de contestation', pass: 'Aucun', why: 'La CSR contient un mot de passe (challengePassword) que peut lire quiconque voit la CSR. Il est ignoré.' },
  attributes: { what: 'Attributs', pass: 'Conformes', why: 'Les attributs de la demande ne sont pas conformes à la RFC 2986.' },
  version: { what: 'Version', pass: 'Version 0', why: 'La version de la demande n’est pas 0.' },
  format: { what: 'Format', pass: 'PEM ou DER', why: 'Ceci ne peut pas être lu comme une demande de signature de certificat.' },
  'key-known': { what: 'Clés connues', pass: 'Ni faible ni compromise à ce que l’on sait', why: 'L’AE connaît cette clé comme faible ou compromise. Créez-en une nouvelle.' },
  agreement: { what: 'Accord', pass: 'Accepté', why: 'L’accord en vigueur n’a pas été accepté.' },
  eligibility: { what: 'Certificat', pass: 'Sa clé peut être changée', why: 'La clé de ce certificat ne peut plus être changée.' },
  caa: { what: 'CAA', pass: 'Vérifié', why: 'L’AC doit consulter de nouveau le DNS.' },
  'domain-control': { what: 'Contrôle des domaines', pass: 'Prouvé', why: 'Le contrôle d’un domaine doit être prouvé de nouveau.' },
  'second-factor': { what: 'Second facteur', pass: 'Accepté', why: 'L’identité du demandeur n’a pas été confirmée.' },
  validity: { what: 'Validité', pass: 'Dans les limites', why: 'Elle est plus longue que la politique ne le permet.' },
  'issued-key': { what: 'Correspond à votre clé', pass: 'La clé publique de votre CSR', why: 'Le certificat contient une autre clé publique que votre CSR.' },
  'issued-names': { what: 'Couvre les noms', pass: 'Tous', why: (facts) => `Manquants : ${names(facts, 'removed') || 'un nom'}.` },
  'issued-subject': { what: 'Sujet', pass: 'Identique à l’ancien', why: 'Le sujet diffère de celui de l’ancien certificat.' },
  'issued-chain': {
    what: 'Chaîne', pass: 'Chaque signature est vérifiée',
    why: ({ reason }) => (reason === 'unreadable' ? 'Le certificat ou sa chaîne est illisible. Ne l’installez pas ; remettez le fichier à votre AE.'
      : reason === 'form' ? 'Un certificat de la chaîne n’a pas la forme que prescrit la RFC 5280.' : 'Une signature de la chaîne n’est pas valide.'),
  },
  'issued-not-before': { what: 'Début de validité', pass: 'Valide dès maintenant', why: 'Elle commence plus tard : d’ici là, les serveurs doivent garder l’ancien certificat.' },
};

export const checkWords: typeof English = {
  describe: describeCheck(wordings, { passed: 'Réussi', unknown: 'Pas encore connu', unknownWhy: 'Ce navigateur ne peut pas le contrôler. L’AE le fait.', fail: 'Non accepté', warn: 'Avertissement' }),
  summary(passed, warned, failed, total) {
    if (failed > 0) return `${count(failed, 'contrôle échoué', 'contrôles échoués')} sur ${number(total)}`;
    return warned > 0 ? `${count(passed, 'réussi', 'réussis')}, ${number(warned)} à noter` : count(total, 'contrôle réussi', 'contrôles réussis');
  },
};
