import type { CaaVerdict } from '../core/domain.js';
import type { caa as English, ForbiddingReason, UnclearReason } from './en-caa.js';
import { pageCheck } from './fr-caa-page.js';
import { count, number } from './fr-count.js';

const verdicts: Readonly<Record<CaaVerdict | 'unverified' | 'verifying', string>> = {
  permitted: 'Vérifié', forbidden: 'Interdit', indeterminate: 'Indéterminé', 'not-applicable': 'Sans objet',
  'likely-permitted': 'Probablement permis', 'likely-forbidden': 'Probablement interdit', unverified: 'Non vérifié', verifying: 'Vérification',
};

const unclear: Readonly<Record<UnclearReason, string>> = {
  servfail: 'Un serveur de noms a échoué.', timeout: 'Un serveur de noms n’a pas répondu à temps.', truncated: 'Une réponse a été tronquée.', bogus: 'La signature DNSSEC d’une réponse est fausse.',
  'bad-name': 'Ce n’est pas un nom que le DNS puisse contenir.', 'no-resolver': 'Personne n’a été interrogé.', 'not-corroborated': 'Ce que l’AC a vu d’un endroit n’a pas été confirmé depuis d’autres.',
  'resolvers-disagree': 'Les résolveurs ne sont pas d’accord.',
};
const othersOnly = (owner: string): string => `Les enregistrements de ${owner} désignent d’autres AC.`;
const forbidding: Readonly<Record<ForbiddingReason, (owner: string) => string>> = {
  'other-issuer': othersOnly,
  'empty-issuer': (owner) => `Un enregistrement de ${owner} l’interdit à toute AC.`,
  'critical-unknown': (owner) => `Un enregistrement de ${owner} est marqué critique et d’un type que cette AC ne connaît pas.`,
  'malformed-value': (owner) => `Un enregistrement de ${owner} est mal formé, ce qui vaut interdiction.`,
  'account-uri': (owner) => `Un enregistrement de ${owner} désigne cette AC, mais un autre compte.`,
  'validation-method': (owner) => `Un enregistrement de ${owner} désigne cette AC, mais une autre méthode de preuve du contrôle.`,
};

export const caa: typeof English = {
  verify: 'Vérifier', verifying: 'Interrogation de l’AC', caption: 'CAA par nom',
  verdicts,
  tally(verified, applicable, forbidden, unclear) {
    const rest = [forbidden > 0 && count(forbidden, 'interdit', 'interdits'), unclear > 0 && count(unclear, 'indéterminé', 'indéterminés')].filter(Boolean).join(', ');
    return [`${count(verified, 'nom vérifié', 'noms vérifiés')} sur ${number(applicable)}.`, rest ? `${rest}.` : ''];
  },
  wildcard: 'Nom générique', extra: 'Ajouté par l’AC', kinds: { dns: '', ip: 'Adresse IP', email: 'E-mail', other: 'Autre nom' },
  notAsked: 'pas encore interrogé', notCovered: 'CAA ne porte que sur les noms', asking: 'l’AC consulte son DNS', expiredResult: 'le résultat est trop ancien',
  until: (time, today) => (today ? `jusqu’à ${time} aujourd’hui` : `jusqu’au ${time}`),
  by: (owner) => `par ${owner}`,
  brief: { servfail: 'un serveur de noms a échoué', timeout: 'pas de réponse à temps', truncated: 'une réponse a été tronquée', bogus: 'réponse DNSSEC fausse', 'bad-name': 'pas un nom DNS', 'not-corroborated': 'non confirmé ailleurs', 'resolvers-disagree': 'résolveurs en désaccord' },
  explain: (name) => `Explication pour ${name}`,
  sentence(verdict, reason, owner, wildcard) {
    const what = wildcard ? 'un certificat générique pour ce nom' : 'un certificat pour ce nom';
    if (verdict === 'not-applicable') return 'CAA ne dit rien de ce type de nom.';
    if (verdict === 'indeterminate') return `${(unclear as Readonly<Record<string, string>>)[reason] ?? 'Le DNS n’a pas pu être lu.'} L’AC ne peut pas émettre sans réponse fiable.`;
    const likely = verdict === 'likely-permitted' || verdict === 'likely-forbidden' ? 'D’après ce navigateur : ' : '';
    const start = likely ? 'l’AC' : 'L’AC';
    if (verdict === 'forbidden' || verdict === 'likely-forbidden') {
      return `${likely}${start} ne peut pas émettre ${what}. ${((forbidding as Readonly<Record<string, (owner: string) => string>>)[reason] ?? othersOnly)(owner ?? 'un nom supérieur')}`;
    }
    if (!owner || reason === 'no-record') return `${likely}${start} peut émettre ${what}. Aucun enregistrement CAA ne figure à ce nom ni au-dessus, donc toute AC le peut.`;
    return `${likely}${start} peut émettre ${what}. ${reason === 'no-applicable-property' ? `Les enregistrements de ${owner} ne le restreignent pas.` : `Un enregistrement de ${owner} la désigne.`}`;
  },
  record: 'L’enregistrement décisif', noRecord: 'Aucun enregistrement n’a décidé : aucun n’a été trouvé.', trail: 'Comment il a été trouvé', perspectives: 'Ce qu’a dit l’AC', resolvers: 'Ce qu’a trouvé ce navigateur',
  perspective: 'Perspective', resolver: 'Résolveur', answer: 'Réponse', advisory: 'Simple indication. L’AC décide.',
  ttl: (duration) => `Durée de vie ${duration}.`,
  records: (n) => (n === 0 ? 'aucun enregistrement CAA' : count(n, 'enregistrement', 'enregistrements')),
  endsHere: (n) => `${count(n, 'enregistrement', 'enregistrements')}, la recherche s’arrête ici`,
  aliasTo: (target) => `alias de ${target}`,
  dns: { ok: '', nxdomain: 'nom inexistant', servfail: 'le serveur a échoué', timeout: 'pas de réponse à temps', truncated: 'la réponse a été tronquée', bogus: 'la réponse DNSSEC est fausse' },
  control: {
    valid: (until) => (until ? `Contrôle prouvé jusqu’au ${until}` : 'Contrôle prouvé'),
    expired: 'Le contrôle est à prouver de nouveau', missing: 'Contrôle pas encore prouvé',
  },
  moreRecords: (n) => count(n, 'enregistrement de plus', 'enregistrements de plus'),
  notNow: 'La demande ne peut pas être contrôlée dans son état actuel.',
  lasts: (until) => `Fin de validité de ces résultats : ${until}. L’approbation peut prendre plus longtemps ; l’AC regarde donc de nouveau avant d’émettre.`,
  outdated: 'Ces résultats sont trop anciens. Vérifiez de nouveau.',
  announceDone: (strong, rest) => `${strong} ${rest}`.trim(),
  stopped: 'Arrêté. Rien n’a été modifié.',
  noRequest: 'L’AC ne peut être interrogée qu’au sujet d’une demande. Indiquez request-id.',
  needsResolvers: 'Contrôler depuis la page exige des résolveurs DNS, que cette page n’a pas indiqués.',
  cannot: 'Cette AE n’offre pas de contrôle CAA.',
  none: 'Cette demande ne contient aucun nom.',
  ...pageCheck,
};
