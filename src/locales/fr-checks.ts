import type { CheckKey, checkWords as English } from './en-checks.js';
import { aroundChecks, keyRules } from './fr-check-rules.js';
import { count, number } from './fr-count.js';
import { checkWording, faultsOf, namesOf } from './shape.js';
import type { CheckWording, Facts } from './shape.js';

const names = (facts: Facts, key: string): string => namesOf(facts, key, (n) => ` et ${n} de plus`);

/** What is wrong with a name, behind the name. */
const faults: Readonly<Record<string, string>> = {
  'empty-label': 'a une partie vide entre ses points', length: 'est trop long', ip: 'est une adresse IP et non un nom DNS', underscore: 'contient un tiret bas',
  characters: 'contient un caractère que n’ont pas les noms d’hôtes', hyphen: 'a un trait d’union au bord d’une partie', reserved: 'a deux traits d’union là où seul xn-- peut les avoir',
  'a-label': 'a une partie xn-- qui ne représente rien',
};

const wordings: Readonly<Record<CheckKey, CheckWording>> = {
  signature: {
    what: 'Signature', pass: 'Prouve la possession de la clé', look: 'La signature de la demande, vérifiée avec sa propre clé publique : qui a fait la demande a la clé privée.',
    why: 'Elle ne correspond pas à la clé publique : la demande a été modifiée, ou signée avec une autre clé. Refaites la CSR avec la clé elle-même.',
  },
  'key-reuse': {
    what: 'Nouvelle clé', pass: 'Jamais utilisée par un certificat antérieur', look: 'La clé publique comparée à celle du certificat actuel, quelle que soit son écriture, et aux clés que l’AE a déjà vues.',
    why: ({ known }) => (known === 'compromised' ? 'L’AE sait cette clé compromise : quelqu’un d’autre peut l’avoir. Créez une nouvelle clé et sa CSR.'
      : 'Un changement de clé exige une clé qu’aucun certificat n’a eue. Créez une nouvelle clé et sa CSR.'),
  },
  'key-strength': {
    what: 'Robustesse de la clé', pass: 'Suffisante', look: 'La clé privée pourrait-elle être calculée à partir de la clé publique ?',
    why: 'La clé est trop faible ou d’un type qui n’est pas accepté. Créez-en une autre.',
  },
  'key-algorithm': {
    what: 'Algorithme de la clé', pass: 'Accepté par la politique', look: 'Le type de la clé comparé à ceux que la politique de ce certificat accepte.',
    why: 'La politique n’accepte pas les clés de ce type. Créez-en une d’un type qu’elle cite.',
  },
  'key-encoding': {
    what: 'Encodage de la clé', pass: 'Conforme', look: 'L’écriture de la clé publique : une AC met les mêmes octets dans le certificat.',
    why: ({ form }) => (form === 'parameters' ? 'La clé RSA n’a pas les paramètres NULL propres aux clés RSA. Refaites la CSR avec un autre outil.'
      : form === 'pss' ? 'La clé RSA est réservée aux signatures PSS, ce que les AC publiques n’acceptent pas. Créez la clé sans cette marque.'
      : form === 'explicit-curve' ? 'La clé décrit sa courbe au lieu de la nommer. Créez une nouvelle clé sur une courbe nommée, comme P-256.'
      : form === 'extra-parameters' ? 'La clé a des paramètres, ce que n’ont pas les clés de son type. Refaites la CSR avec un autre outil.'
      : 'Le point de la courbe est compressé. Refaites la CSR avec une clé non compressée.'),
  },
  'subject-match': {
    what: 'Sujet', pass: 'Identique au certificat', look: 'Le sujet de la demande comparé à celui du certificat, octet pour octet. Le même texte sous un autre type de chaîne est un autre nom.',
    why: ({ reason }) => (reason === 'encoding'
      ? 'Il se lit comme le sujet du certificat mais s’écrit avec d’autres octets, par exemple en UTF8String au lieu de PrintableString. Faites la CSR à partir du certificat actuel, pour en garder les octets.'
      : 'Le sujet diffère de celui du certificat. Un changement de clé le conserve octet pour octet. Faites la CSR à partir du certificat actuel.'),
  },
  'san-match': {
    what: 'Noms alternatifs', pass: 'Identiques au certificat', look: 'Chaque nom alternatif de la demande comparé à ceux du certificat. Seuls les noms DNS peuvent différer par des majuscules.',
    why: (facts) => facts['reason'] === 'unreadable' ? 'Les noms alternatifs de la demande sont illisibles. Refaites la CSR avec un autre outil.' : [names(facts, 'removed') && `Manquants : ${names(facts, 'removed')}.`, names(facts, 'added') && `Ajoutés : ${names(facts, 'added')}.`, 'Un changement de clé conserve les noms tels quels. Refaites la CSR avec les mêmes noms.'].filter(Boolean).join(' '),
  },
  'san-policy': {
    what: 'Noms conformes à la politique', pass: 'Tous', look: 'Les noms alternatifs comparés à ceux que permet la politique de ce certificat.',
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
  'signature-algorithm': {
    what: 'Algorithme de signature', pass: ({ algorithm }) => (typeof algorithm === 'string' ? algorithm : 'Accepté'), look: 'L’algorithme de la signature. Les signatures SHA-1 ou MD5 peuvent être falsifiées.',
    why: 'Il n’est pas accepté. Signez avec SHA-256 ou plus robuste : openssl req -sha256.',
  },
  'trailing-bytes': {
    what: 'Rien après la demande', pass: 'Se termine où il faut', look: 'Le fichier finit-il où finit la demande ? Ce qui la suit n’est signé par personne.',
    why: 'Des octets suivent la demande. Refaites le fichier.',
  },
  'duplicate-extension': {
    what: 'Extensions', pass: 'Chacune une seule fois', look: 'Chaque extension ne figure-t-elle qu’une fois ? De deux, un logiciel peut lire la première et un autre la seconde.',
    why: (facts) => `Figurent deux fois : ${names(facts, 'names') || 'une extension'}. Refaites la CSR avec chacune une seule fois.`,
  },
  'dnsname-ascii': {
    what: 'Noms DNS', pass: 'ASCII seul', look: 'Les noms DNS sont-ils en ASCII seul, sans espaces ?',
    why: (facts) => `Contiennent des lettres qui doivent s’écrire sous leur forme xn-- : ${names(facts, 'names') || 'un nom DNS'}. Refaites la CSR avec cette forme.`,
  },
  'dnsname-syntax': {
    what: 'Forme des noms DNS', pass: 'Noms d’hôtes', look: 'Chaque nom DNS peut-il être celui d’un hôte : lettres, chiffres et traits d’union, des parties de 63 caractères au plus ?',
    why: (facts) => `${faultsOf(facts).map(([name, rule]) => `${name} ${faults[rule] ?? 'n’est pas un nom d’hôte'}.`).join(' ')} Une AC publique refuse ces noms. Un changement de clé les conserve si le certificat les a.`,
  },
  'dnsname-wildcard': {
    what: 'Jokers', pass: 'À leur place', look: 'L’étoile est-elle seule au début d’un nom, comme dans *.example.com, et nulle part ailleurs ?',
    why: (facts) => `Les navigateurs n’acceptent pas d’étoile à cet endroit : ${names(facts, 'names')}. Mettez-la seule au début du nom.`,
  },
  'name-ascii': {
    what: 'Adresses et URI', pass: 'ASCII seul', look: 'Les adresses de courriel et les URI parmi les noms sont-elles en ASCII seul ?',
    why: (facts) => `Celles-ci ont d’autres lettres : ${names(facts, 'names')}. Refaites la CSR avec la forme xn-- de leurs domaines.`,
  },
  'san-encoding': {
    what: 'Liste des noms alternatifs', pass: 'Lisible', look: 'La liste des noms alternatifs est-elle lisible, non vide, et ne contient-elle que des noms de types connus ?',
    why: ({ reason }) => (reason === 'empty' ? 'La liste des noms alternatifs est vide. Retirez-la ou mettez-y les noms du certificat, puis refaites la CSR.'
      : 'Les noms alternatifs sont illisibles. Refaites la CSR avec un autre outil.'),
  },
  'san-critical': {
    what: 'Noms sans sujet', pass: 'Conformes', look: 'Les noms alternatifs sont-ils marqués comme critiques quand le sujet est vide ? Eux seuls nomment alors le certificat.',
    why: ({ reason }) => (reason === 'missing' ? 'Le sujet est vide et il n’y a pas de noms alternatifs : la demande ne nomme personne. L’AC prend les noms du certificat, ou refuse.'
      : 'Le sujet est vide et les noms alternatifs ne sont pas marqués comme critiques. La plupart des AC mettent elles-mêmes cette marque.'),
  },
  'san-duplicate': {
    what: 'Noms répétés', pass: 'Aucun', look: 'Un nom alternatif figure-t-il deux fois dans la liste ?',
    why: (facts) => `Figurent deux fois : ${names(facts, 'names')}. C’est sans danger ; l’AC peut en omettre un.`,
  },
  'ip-length': {
    what: 'Adresses IP', pass: 'Quatre ou seize octets', look: 'Chaque adresse IP a-t-elle quatre octets (IPv4) ou seize (IPv6) ?',
    why: (facts) => `N’ont pas la bonne longueur : ${names(facts, 'names') || 'une adresse IP'}. Refaites la CSR avec l’adresse seule, sans masque.`,
  },
  'multiple-pem': {
    what: 'Un seul bloc PEM', pass: 'Un bloc', look: 'Le fichier n’a-t-il qu’un bloc, pour que nul n’ait à deviner lequel compte ?',
    why: 'Il y a plus d’un bloc PEM. Fournissez la CSR seule.',
  },
  'wrong-object': {
    what: 'Type de fichier', pass: 'Demande de signature de certificat', look: 'Ce qui a été fourni : une demande, un certificat, une clé, ou un fichier de plusieurs.',
    why: 'Ceci n’est pas une demande de signature de certificat. Rien n’a été conservé ni envoyé.',
  },
  'surrounding-text': {
    what: 'Texte autour du bloc PEM', pass: 'Aucun', look: 'Y a-t-il du texte avant la ligne BEGIN ou après la ligne END ?',
    why: 'Le texte autour du bloc a été laissé de côté. La demande elle-même est entière.',
  },
  'challenge-password': {
    what: 'Mot de passe de contestation', pass: 'Aucun', look: 'La demande contient-elle un mot de passe ? Les demandes sont signées, mais non chiffrées.',
    why: 'La CSR contient un mot de passe (challengePassword) que peut lire quiconque voit la CSR. Il est ignoré. S’il vous sert ailleurs, changez-le.',
  },
  attributes: {
    what: 'Attributs', pass: 'Conformes', look: 'La demande a-t-elle sa liste d’attributs, même vide, chacun tel qu’il est défini ?',
    why: ({ reason }) => (reason === 'missing' ? 'La demande n’a pas de liste d’attributs, obligatoire même vide. Refaites la CSR avec un outil à jour.'
      : 'Les attributs de la demande ne sont pas conformes à la RFC 2986. Refaites la CSR avec un outil à jour.'),
  },
  'extension-request': {
    what: 'Demande d’extensions', pass: 'Une au plus', look: 'Les extensions, et les noms parmi elles, sont-elles demandées en un seul endroit ?',
    why: 'Les extensions sont demandées en deux endroits, ou en un qui est illisible, si bien que les logiciels peuvent trouver d’autres noms. Refaites la CSR avec une seule liste d’extensions.',
  },
  'microsoft-extensions': {
    what: 'Identifiant des extensions', pass: 'Celui de la norme', look: 'L’identifiant sous lequel les extensions sont demandées : la norme en a un, et d’anciens logiciels Windows un autre (1.3.6.1.4.1.311.2.1.14).',
    why: 'Les extensions sont demandées sous l’identifiant propre à Microsoft. Elles sont lues ici ; si un logiciel ne trouve pas les noms, refaites la CSR avec un autre outil.',
  },
  'other-extensions': {
    what: 'Autres extensions', pass: 'Rien à noter', look: 'Les extensions demandées en plus des noms et des usages ordinaires d’une clé.',
    why: (facts) => `La demande veut aussi : ${names(facts, 'names')}. Le profil de l’AC décide et peut l’omettre : n’y comptez pas.`,
  },
  version: { what: 'Version', pass: 'Version 0', look: 'Le numéro de version, 0 dans toute demande de ce type.', why: 'La version de la demande n’est pas 0. Refaites la CSR avec un outil à jour.' },
  format: {
    what: 'Format', pass: 'PEM ou DER', look: 'Le fichier est-il une demande de certification (PKCS#10) en PEM, base64 ou DER ?',
    why: ({ reason }) => (reason === 'lengths' ? 'Des longueurs y prennent plus d’octets que nécessaire, ce que certains logiciels refusent. Refaites la CSR avec un autre outil, sauf si le certificat a ses noms ainsi.'
      : 'Ceci ne peut pas être lu comme une demande de signature de certificat. Le fichier est peut-être tronqué : copiez-le de nouveau, avec les lignes BEGIN et END.'),
  },
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
  ...aroundChecks,
  ...checkWording(wordings, keyRules, { passed: 'Réussi', unknown: 'Pas encore connu', unknownWhy: 'Ce navigateur ne peut pas le contrôler. L’AE le fait.', fail: 'Non accepté', warn: 'Avertissement' }),
  rulesHold: (n) => count(n, 'règle respectée', 'règles respectées'), morePassed: (n) => count(n, 'autre contrôle réussi', 'autres contrôles réussis'),
  summary(passed, warned, failed, total) {
    if (failed > 0) return `${count(failed, 'contrôle échoué', 'contrôles échoués')} sur ${number(total)}`;
    return warned > 0 ? `${count(passed, 'réussi', 'réussis')}, ${number(warned)} à noter` : count(total, 'contrôle réussi', 'contrôles réussis');
  },
};
