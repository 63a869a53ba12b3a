import type { wizardNames as English } from './en-names.js';
import { count } from './fr-count.js';

const days = (n: number): string => count(n, 'jour', 'jours');

export const wizardNames: typeof English = {
  names: {
    subjectHeading: 'Nom distinctif du sujet', subjectLead: 'Copié octet pour octet du certificat actuel. Un changement de clé ne peut pas le modifier.',
    attributes: {
      '2.5.4.3': 'Nom commun', '2.5.4.10': 'Organisation', '2.5.4.11': 'Unité organisationnelle', '2.5.4.7': 'Localité', '2.5.4.8': 'État ou province',
      '2.5.4.6': 'Pays', '2.5.4.9': 'Adresse', '2.5.4.17': 'Code postal', '2.5.4.5': 'Numéro de série', '2.5.4.12': 'Fonction', '2.5.4.4': 'Nom de famille',
      '2.5.4.42': 'Prénom', '2.5.4.65': 'Pseudonyme', '2.5.4.13': 'Désignation', '2.5.4.15': 'Catégorie d’activité', '2.5.4.97': 'Identifiant de l’organisation',
      '0.9.2342.19200300.100.1.25': 'Composant de domaine', '0.9.2342.19200300.100.1.1': 'Identifiant d’utilisateur', '1.2.840.113549.1.9.1': 'Adresse e-mail',
      '1.3.6.1.4.1.311.60.2.1.1': 'Localité d’immatriculation', '1.3.6.1.4.1.311.60.2.1.2': 'État ou province d’immatriculation', '1.3.6.1.4.1.311.60.2.1.3': 'Pays d’immatriculation',
    },
    multiValued: (n) => `Une partie du nom, à ${n} valeurs`,
    emptySubject: 'Le sujet est vide', emptySubjectWhy: 'Ce certificat ne nomme ses serveurs que dans les noms alternatifs. Le nouveau fait de même.',
    otherSubject: 'Pour changer le sujet, demandez un nouveau certificat.',
    subjectIgnored: 'Votre CSR a un autre sujet', namesIgnored: 'Votre CSR a d’autres noms alternatifs',
    ignoredWhy: 'L’AE n’en reprend que la clé. Les noms sont ceux du certificat actuel, tels qu’ils figurent ici.',
    sanHeading: 'Noms alternatifs du sujet',
    sanLead: (n) => (n === 1 ? 'Le certificat couvre ce nom. Il reste tel quel.' : `Le certificat couvre ces ${n} noms. Ils restent tels quels.`),
    kinds: {
      dns: 'DNS', ip: 'Adresse IP', email: 'E-mail', uri: 'URI', dirName: 'Nom d’annuaire', registeredId: 'Identifiant enregistré', otherName: 'Autre nom',
      x400: 'Adresse X.400', ediParty: 'Partenaire EDI',
    },
    wildcard: 'DNS, générique',
    noNames: 'Il n’y a pas de noms alternatifs', noNamesWhy: 'Le certificat actuel n’en a pas, et le nouveau n’en a pas non plus.',
    otherNames: 'Pour ajouter ou retirer un nom, demandez un nouveau certificat.',
    validityHeading: 'Validité du certificat', validityLegend: 'Durée',
    publicMaximum: (n) => `Un certificat TLS public peut durer au plus ${days(n)} à ce jour.`,
    policyMaximum: (n) => `La politique permet au plus ${days(n)}.`,
    modes: { new: 'Aussi longtemps que permis', 'same-duration': 'Aussi longtemps que le certificat actuel', 'same-expiry': 'Même fin que le certificat actuel' },
    hints: {
      new: (end, n) => `${days(n)}, jusqu’au ${end} s’il est émis aujourd’hui.`,
      'same-duration': (end, n) => `${days(n)}, jusqu’au ${end} s’il est émis aujourd’hui.`,
      'same-expiry': (end, n) => `Demande le ${end} : ${days(n)} s’il est émis aujourd’hui.`,
    },
    cut: {
      br: (n) => `Plus de ${days(n)} ne sont pas permis pour les certificats publics.`,
      policy: (n) => `La politique ne permet pas plus de ${days(n)}.`,
    },
    caDecides: 'L’AC fixe les dates définitives lors de l’émission. Si l’approbation prend plus de temps, elles se décalent d’autant.',
    current: 'Certificat actuel', new: (n) => `Nouveau certificat, ${days(n)}`, today: (date) => `Aujourd’hui, ${date}`,
    timeline: (oldEnd, start, end) => `Le certificat actuel prend fin le ${oldEnd}. Le nouveau irait du ${start} au ${end}.`,
  },
};
