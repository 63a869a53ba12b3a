import type { pageCheck as English } from './en-caa-page.js';
import { count, number } from './fr-count.js';

export const pageCheck: typeof English = {
  page: {
    verifying: 'Interrogation des résolveurs', asking: 'les résolveurs sont interrogés', noNames: 'Indiquez les noms à contrôler avec domains.', noIssuer: 'Indiquez l’AC pour laquelle contrôler avec issuer.',
    tally(permitted, applicable, forbidden, unclear) {
      const rest = [forbidden > 0 && count(forbidden, 'probablement interdit', 'probablement interdits'), unclear > 0 && count(unclear, 'indéterminé', 'indéterminés')].filter(Boolean).join(', ');
      return [`${count(permitted, 'nom probablement permis', 'noms probablement permis')} sur ${number(applicable)}.`, rest ? `${rest}.` : ''];
    },
    decides: 'Contrôlé ici ; l’AC décide.',
    lasts: (until) => `Fin de validité de ce que cette page a trouvé : ${until}.`,
    beside: (verdict) => `Cette page (indicatif) : ${verdict}`,
    label: 'Cette page (indicatif)', ra: 'AE', raNotAsked: 'L’AE n’a pas encore examiné ce nom.',
    failed: 'Cette page n’a pas pu contrôler elle-même. Ce que dit l’AE reste valable.',
    who: 'Qui est interrogé',
    learns: (n) => (n === 1 ? 'Vérifier envoie les noms ci-dessous à ce résolveur. Son exploitant les apprend, ainsi que votre adresse réseau.' : 'Vérifier envoie les noms ci-dessous à ces résolveurs. Leurs exploitants les apprennent, ainsi que votre adresse réseau.'),
    alsoLearns: 'Outre l’AE, cette page contrôle elle-même.',
    runBy: (operator) => `exploité par ${operator}`, privacy: 'Ce qu’il en fait', subnet: 'transmet une partie de votre adresse aux serveurs de noms', filters: 'retient certains noms',
    ofPage: 'choisi par cette page',
  },
  again: {
    later: (time) => `Le contenu actuel du DNS peut rester en mémoire jusqu’à ${time}. Un enregistrement modifié peut ne pas être vu avant ; vous pouvez vérifier de nouveau à tout moment.`,
    now: 'Ce qui a décidé n’est plus en mémoire. Une nouvelle vérification peut donner un autre résultat.',
    atOnce: 'Une panne peut cesser à tout moment. Vérifiez de nouveau.',
    early: (time) => `Nouvelle question avant ${time} : la même réponse peut revenir.`,
    remembered: (time) => `En mémoire jusqu’à ${time}.`,
  },
  dnssec: {
    secure: 'Signé avec DNSSEC, et les signatures sont justes.', insecure: 'Non signé avec DNSSEC : personne ne s’en porte garant.',
    bogus: 'Signé avec DNSSEC, et les signatures sont fausses. Ce n’est jamais une permission.', unknown: 'Rien n’a été dit de DNSSEC.',
  },
  dnssecShort: { secure: 'signé', insecure: 'non signé', bogus: 'signatures fausses', unknown: 'non précisé' },
  trouble: {
    network: 'le résolveur est injoignable', timeout: 'le résolveur n’a pas répondu à temps', 'content-type': 'la réponse n’était pas un message DNS', 'too-large': 'la réponse était trop grande',
    'alias-loop': 'les alias tournent en rond', 'alias-too-long': 'les alias mènent à un nom trop long', 'bad-resolver': 'l’adresse du résolveur n’en est pas une',
  },
  troubleOf: { http: (status) => `le résolveur a refusé, HTTP ${status}`, rcode: (code) => `le serveur a refusé, code ${code}`, other: (reason) => `la réponse est illisible (${reason})` },
  extended: (codes) => `erreur DNS étendue ${codes}`,
  answeredBy: (who) => `réponse de ${who}`,
  noSuchName: 'nom inexistant, aucun enregistrement CAA',
  stands: 'Où figure l’enregistrement', nowhere: 'aucun enregistrement trouvé', timeToLive: 'durée de vie',
  differ: 'Ils ont trouvé des enregistrements différents. Une modification est peut-être encore en route, ou des réponses différentes leur sont données.',
  trailOf: (who) => `Comment ${who} l’a trouvé`,
  showAll: (n) => `Tout afficher (${count(n, 'enregistrement', 'enregistrements')})`, showFewer: 'Afficher moins',
  fix: {
    heading: 'Une correction pour votre administrateur DNS', form: 'Forme de l’enregistrement', forms: { zone: 'Fichier de zone', generic: 'Selon RFC 3597', fields: 'Champ par champ' },
    add: (owner) => `À ajouter à ${owner}`, replace: (owner) => `À remplacer à ${owner}`, whole: (owner) => `Tous les enregistrements CAA de ${owner} après la modification`,
    name: 'Nom', flags: 'Indicateurs', tag: 'Étiquette', value: 'Valeur',
    remove: 'À retirer, car cela l’interdit à toute AC :',
    stays: (n) => (n > 1 ? `${count(n, 'enregistrement reste', 'enregistrements restent')} tels quels.` : `${count(n, 'enregistrement reste', 'enregistrements restent')} tel quel.`),
    alias: (name, target) => `Il ne peut pas figurer à ${name}, car ce nom est un alias. ${target} appartient peut-être à quelqu’un d’autre, qui doit faire la modification.`,
    blocked: 'Cet enregistrement est critique et d’un type que l’AC ne connaît pas. Tant qu’il existe, aucun ajout n’aide :',
    needs: {
      'account-uri': 'Un enregistrement désigne cette AC pour un seul compte. Demandez à l’AC l’URI de votre compte, puis contrôlez de nouveau avec elle.',
      'validation-method': 'Un enregistrement désigne cette AC pour une seule méthode de preuve du contrôle. Demandez à l’AC laquelle elle emploie, puis contrôlez de nouveau avec elle.',
    },
    copyLetter: 'Copier pour mon administrateur DNS',
  },
  letter: {
    subject: (issuers) => `Enregistrements CAA à modifier pour que ${issuers} puisse émettre un certificat`,
    intro: (names, issuers) => `Un certificat doit être émis par ${issuers} pour : ${names}. Les enregistrements CAA du DNS (RFC 8659) l’interdisent à présent.`,
    present: (owner) => `Enregistrements CAA actuels de ${owner} :`, add: (owner) => `À ajouter à ${owner} :`, remove: (owner) => `À retirer de ${owner} :`,
    generic: 'De même pour les logiciels qui ne connaissent pas CAA (RFC 3597) :', after: (owner) => `Tous les enregistrements CAA de ${owner} après la modification :`,
    why: (names) => `Pourquoi, pour ${names} :`, more: (n) => `et ${count(n, 'autre enregistrement', 'autres enregistrements')} sans changement`,
    closing: 'L’AC lit de nouveau les enregistrements avant d’émettre. Une modification est vue une fois écoulée la durée de vie des anciens enregistrements.',
  },
  files: { download: 'Télécharger le rapport', downloadOwn: 'Télécharger le rapport de cette page', copySummary: 'Copier le résumé' },
};
