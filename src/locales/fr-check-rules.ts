import type { aroundChecks as English, RuleKey } from './en-check-rules.js';
import { number } from './fr-count.js';
import { textOf } from './shape.js';
import type { RuleWording } from './shape.js';

const otherTool = 'Créez une nouvelle clé avec un autre outil : celui-ci fait des clés défectueuses.';

export const keyRules: Readonly<Record<RuleKey, RuleWording>> = {
  'rsa-size': {
    rule: ({ bits }) => `Au moins 2048 bits, et un multiple de 8${textOf(bits) === '' ? '' : ` : elle en a ${textOf(bits)}`}`,
    bad: ({ bits }) => (Number(bits) < 2048 ? `Une clé RSA de ${textOf(bits)} bits peut être cassée, et les AC refusent moins de 2048.`
      : Number(bits) % 8 === 0 ? `Une clé RSA de ${textOf(bits)} bits est trop grande pour les logiciels.` : `${textOf(bits)} bits ne sont pas un multiple de 8, et les AC refusent une telle clé RSA.`),
    todo: 'Créez une clé RSA de 2048, 3072 ou 4096 bits, ou une clé ECDSA.',
  },
  'rsa-exponent': {
    rule: 'L’exposant est impair, de 65537 à 2^256 - 1',
    bad: ({ exponent }) => (textOf(exponent) === '' ? 'Son exposant public sort de l’ordinaire, et certaines AC et certains logiciels le refusent.'
      : `Son exposant public est ${textOf(exponent)} au lieu de 65537, la valeur habituelle. Petit ou pair, il facilite les attaques, et certaines AC le refusent.`),
    todo: 'Créez une nouvelle clé avec l’exposant 65537, qu’OpenSSL prend de lui-même.',
  },
  'rsa-odd': { rule: 'Le module est impair', bad: 'Son module est pair : n’importe qui peut calculer la clé privée.', todo: otherTool },
  'rsa-small-factor': {
    rule: 'Aucun facteur inférieur à 752 ne divise le module',
    bad: ({ factor }) => `Son module est divisible par ${textOf(factor) === '' ? 'un petit nombre' : textOf(factor)} : n’importe qui peut calculer la clé privée.`, todo: otherTool,
  },
  'rsa-prime-power': { rule: 'Le module n’est pas la puissance d’un seul nombre premier', bad: 'Son module est la puissance d’un seul nombre premier : n’importe qui peut calculer la clé privée.', todo: otherTool },
  'rsa-roca': {
    rule: 'Non issue de la bibliothèque défectueuse d’Infineon (ROCA)',
    bad: 'Elle porte la marque de la bibliothèque défectueuse d’Infineon (ROCA, CVE-2017-15361) : la clé privée se calcule à partir de la clé publique.',
    todo: 'Créez une nouvelle clé avec un autre logiciel ou sur une autre puce, et remplacez toutes les clés faites par celle-ci.',
  },
  'rsa-fermat': {
    rule: ({ rounds }) => `Pas de nombres premiers trop proches (Fermat, ${number(rounds === undefined ? 100 : Number(rounds))} essais)`,
    bad: 'Ses deux nombres premiers sont si proches que la clé privée se trouve aussitôt.', todo: otherTool,
  },
  known: { rule: 'Absente des listes de clés faibles de l’AE', bad: 'L’AE la sait faible, comme les clés que Debian a produites en 2008.', todo: 'Créez une nouvelle clé et sa CSR.' },
  'ec-curve': { rule: 'Sur la courbe P-256, P-384 ou P-521', bad: 'Elle est sur une courbe que les AC n’acceptent pas.', todo: 'Créez une nouvelle clé sur P-256 ou P-384.' },
  'ec-point': { rule: 'Le point est sur sa courbe', bad: 'Son point n’est pas sur sa courbe : ce n’est pas une clé valable.', todo: otherTool },
  'ed25519-point': { rule: 'Le point est valable', bad: 'Son point n’est celui d’aucune clé valable.', todo: otherTool },
  'key-size': { rule: 'Autant d’octets que les clés de son type', bad: 'Elle est trop courte ou trop longue pour son type.', todo: otherTool },
  algorithm: { rule: 'D’un type dont la robustesse est connue', bad: 'Elle est d’un type que les AC n’acceptent pas.', todo: 'Créez une clé ECDSA ou RSA.' },
  encoding: { rule: 'Lisible comme clé publique', bad: 'Elle ne peut pas être lue comme une clé publique.', todo: otherTool },
};

export const aroundChecks: typeof English = {
  showRule: 'Règle', of: (what) => `du contrôle : ${what}`,
  outcomes: { pass: 'respectée', warn: 'avertissement', fail: 'enfreinte', unknown: 'non connue' },
  source: 'Origine :', newTab: 's’ouvre dans un nouvel onglet', policy: 'La politique de ce certificat auprès de votre AE',
  facts: {
    expected: 'Dans le certificat', found: 'Dans la CSR', removed: 'Manquants', added: 'Ajoutés', names: 'Noms', bits: 'Taille en bits', exponent: 'Exposant', factor: 'Divisible par (facteur)', curve: 'Courbe',
    algorithm: 'Algorithme', allowed: 'Acceptés', oids: 'Identifiants', blocks: 'Blocs', bytes: 'Octets',
  },
  keys: {
    heading: 'Ancienne et nouvelle clé', old: 'Ancienne clé', new: 'Nouvelle clé', key: 'Type et taille', fingerprint: 'SHA-256 de la clé', strength: 'Robustesse',
    verdicts: { pass: 'Suffisante', warn: 'Inhabituelle', fail: 'Faible', unknown: 'Non connue' },
    another: (from, to) => (from === to ? 'La nouvelle clé est du même type que l’ancienne, mais c’est une autre clé.' : `Le type de clé passe de ${from} à ${to}.`),
    same: 'C’est la clé du certificat actuel. Un changement de clé en exige une autre.',
    weakTitle: 'L’ancienne clé est faible', weak: 'C’est une raison suffisante pour en changer. Mettez vite le nouveau certificat en service : les AC doivent révoquer les certificats dont la clé est faible.',
    oddTitle: 'L’ancienne clé est inhabituelle', odd: 'C’est une bonne raison pour en changer.',
    checked: 'Comment l’ancienne clé a été contrôlée',
  },
  again: {
    heading: 'Refaire la CSR avec OpenSSL', commands: 'Commandes OpenSSL', save: 'Enregistrer current.pem',
    text: 'OpenSSL 3 reprend tels quels le sujet et les noms du certificat actuel. Enregistrez d’abord le certificat à côté de votre clé.',
    newKey: 'La première commande crée une nouvelle clé, la seconde sa CSR.', sameKey: 'Mettez le nom du fichier de votre nouvelle clé à la place de new.key.',
  },
};
