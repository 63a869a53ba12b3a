import type { ErrorKey, shared as English } from './en-shared.js';
import { count } from './fr-count.js';
import { errorWords } from './shape.js';
import type { ErrorWording } from './shape.js';

const again = 'Réessayez : rien n’est fait deux fois.';
const support = 'Communiquez la référence ci-dessous à l’assistance de l’AE.';

const nonsense: ErrorWording = ['L’AE a donné une réponse incompréhensible', 'La faute se situe entre cette page et l’AE, elle ne vient pas de vous.', support];
const refused: ErrorWording = ['La clé de ce certificat ne peut pas être changée', 'L’AE le refuse dans son état actuel.', 'Revenez à vos certificats.'];

const errors: Readonly<Record<ErrorKey, ErrorWording>> = {
  auth: ['Votre session est terminée', 'L’AE ne sait plus qui vous êtes. Tout ce que vous avez saisi est conservé.', 'Reconnectez-vous, puis choisissez Réessayer.'],
  forbidden: ['Non autorisé', 'Votre rôle ne le permet pas.', 'Adressez-vous à un administrateur de l’AE.'],
  'forbidden:own-request': ['Cette demande est la vôtre', 'Une autre personne doit en décider.', 'Adressez-vous à un autre administrateur.'],
  'not-eligible': refused,
  'not-eligible:expired': ['Ce certificat a expiré', 'Un changement de clé exige un certificat encore valide.', 'Demandez un nouveau certificat.'],
  'not-eligible:revoked': ['Ce certificat a été révoqué', 'Un certificat révoqué se remplace par une réémission, qui est une demande à part.', 'Demandez une réémission.'],
  'not-eligible:policy-off': ['Le changement de clé est désactivé', 'La politique de ce certificat ne permet pas de changer la clé.', 'Un administrateur de l’AE peut le modifier dans la section Politique.'],
  'not-eligible:renew-only': ['Le changement de clé est désactivé', 'La politique de ce certificat ne permet que le renouvellement.', 'Un administrateur de l’AE peut le modifier dans la section Politique.'],
  'not-eligible:not-yours': ['Ce certificat n’est pas le vôtre', 'Il appartient à quelqu’un d’autre.', 'Adressez-vous à son titulaire ou à un opérateur.'],
  conflict: ['Quelque chose a changé entre-temps', 'La demande n’est plus dans l’état que montre cette page.', 'Rechargez-la et reprenez à partir de là.'],
  'conflict:stale': ['Quelque chose a changé entre-temps', 'Une autre personne a modifié cette demande. Rien de votre part n’a été envoyé.', 'Regardez ce qui a changé, puis décidez de nouveau.'],
  'conflict:request-open': ['Un changement de clé de ce certificat est déjà en cours', 'Un certificat n’a qu’une demande ouverte à la fois.', 'Consultez cette demande.'],
  'csr-rejected': ['L’AE n’a pas accepté la CSR', 'L’un de ses contrôles a échoué.', 'Regardez les contrôles, puis utilisez une autre CSR.'],
  'key-rejected': ['L’AE n’a pas accepté la clé', 'Elle est faible, a déjà servi ou est connue comme compromise.', 'Créez une nouvelle clé.'],
  'caa-forbidden': ['CAA interdit ce certificat', 'Le DNS d’un nom interdit à cette AC d’émettre pour lui.', 'Modifiez l’enregistrement, puis vérifiez de nouveau.'],
  'caa-indeterminate': ['CAA n’a pas pu être contrôlé', 'Le DNS d’un nom n’a pas donné de réponse fiable.', 'Vérifiez de nouveau. Si cela persiste, adressez-vous à votre administrateur DNS.'],
  'agreement-changed': ['L’accord a changé', 'Une nouvelle version est entrée en vigueur depuis votre acceptation. Vos autres réponses sont conservées.', 'Lisez la nouvelle version et acceptez-la.'],
  'second-factor': ['Votre identité n’a pas été confirmée', 'Le second facteur n’a pas été accepté.', 'Confirmez votre identité une nouvelle fois.'],
  'second-factor:wrong-code': ['Ce code n’est pas le bon', 'Il diffère de celui qui a été envoyé.', 'Saisissez-le de nouveau.'],
  'second-factor:expired': ['Le code a expiré', 'Il n’était valable que peu de temps.', 'Demandez-en un nouveau.'],
  'second-factor:locked': ['Bloqué', 'Trop de codes erronés.', 'Attendez la fin du blocage ou utilisez un autre moyen.'],
  'second-factor:unsupported': ['Impossible ici', 'L’AE ne peut pas envoyer de code de cette façon.', 'Utilisez un autre moyen.'],
  'second-factor:method': ['Impossible ici', 'La politique ne permet pas ce moyen.', 'Utilisez un autre moyen.'],
  'second-factor:account': ['Aucun compte', 'L’annuaire n’a pas de compte à votre nom.', 'Utilisez un autre moyen.'],
  'second-factor:elsewhere': ['Impossible ici', 'L’AE ne prend ce mot de passe que sur une page à elle.', 'Utilisez un autre moyen.'],
  'second-factor:void': ['Une nouvelle confirmation est nécessaire', 'La demande de signature a changé depuis que la confirmation vous a été demandée.', 'Confirmez votre identité une nouvelle fois.'],
  'rate-limited': ['Trop de tentatives', 'L’AE demande de patienter un peu.', 'Réessayez plus tard.'],
  unavailable: ['L’AE n’a pas répondu', 'Ce qui était en cours d’envoi est peut-être arrivé malgré tout.', again],
  protocol: nonsense,
  aborted: ['Arrêté', 'Vous avez arrêté l’opération avant sa fin.', again],
  'not-found': ['Introuvable', 'L’AE n’a rien sous ce numéro, ou vous n’avez pas le droit de le voir.', 'Revenez à la liste.'],
  'bad-input': ['Lecture impossible', 'Ce n’est pas ce qui était demandé, ou c’est endommagé.', 'Choisissez un autre fichier.'],
  'bad-input:private-key': ['Ceci est une clé privée', 'Elle n’a été ni conservée ni envoyée. Une clé privée reste où elle est.', 'Fournissez plutôt la demande de signature de certificat.'],
  'bad-input:certificate': ['Ceci est un certificat', 'Le certificat seul ne permet pas de changer la clé.', 'Fournissez plutôt la demande de signature de certificat.'],
  'wrong-passphrase': ['Phrase secrète erronée ou fichier endommagé', 'Le fichier n’a pas pu être ouvert avec cette phrase secrète.', 'Saisissez de nouveau la phrase secrète ou choisissez le fichier que vous avez téléchargé.'],
  'too-large': ['Ce fichier est trop volumineux', 'Une demande de signature ou une clé compte quelques kilo-octets.', 'Choisissez un autre fichier.'],
  unsupported: ['Ce navigateur ne le permet pas', 'La page exige une connexion sécurisée et un navigateur à jour.', 'Utilisez un autre navigateur ou téléversez une CSR créée sur le serveur.'],
  'locked-by-other-tab': ['Ouvert dans un autre onglet', 'Cette demande est en cours de traitement dans un autre onglet de ce navigateur.', 'Continuez là-bas, ou fermez cet onglet et choisissez Réessayer.'],
  'issued-mismatch': ['Émis, avec un problème', 'Le certificat ne correspond pas à ce qui était demandé.', 'Ne l’installez pas encore. Montrez-le à l’assistance de l’AE.'],
  storage: ['Ce navigateur n’a pas pu conserver votre clé', 'Son espace de stockage est plein ou désactivé.', 'Conservez le fichier de clé téléchargé : il vous suffit.'],
  'storage:forget': ['La copie de la clé n’a pas pu être retirée', 'La copie chiffrée de votre clé se trouve peut-être encore dans ce navigateur.', 'Réessayez ou effacez les données de ce site dans le navigateur.'],
  token: ['La carte n’a pas pu être utilisée', 'Son programme n’a pas donné de raison.', 'Retirez la carte, replacez-la et réessayez. Si cela persiste, redémarrez le programme de votre carte.'],
  'token:reader-absent': ['Aucun lecteur de cartes trouvé', 'Le programme de votre carte n’en voit aucun ou n’est pas lancé.', 'Branchez le lecteur, lancez le programme de votre carte et réessayez.'],
  'token:card-absent': ['Pas de carte dans le lecteur', 'Elle a été retirée ou se trouve à l’envers.', 'Placez la carte et laissez-la jusqu’à ce que la CSR soit signée.'],
  'token:pin-refused': ['Le code PIN n’a pas été accepté', 'Une carte se bloque après quelques codes erronés.', 'Vérifiez le code PIN avant de réessayer.'],
  'token:pin-locked': ['Le code PIN est bloqué', 'Trop de codes PIN erronés ont été saisis.', 'Débloquez la carte avec son code PUK ou adressez-vous à son émetteur, puis réessayez.'],
  'token:key-absent': ['La carte n’a pas de clé pour cela', 'C’est une autre carte, ou la clé doit d’abord y être créée.', 'Utilisez la bonne carte ou créez la clé avec le programme fourni avec elle.'],
  'token:cancelled': ['La signature a été annulée', 'Le programme de votre carte a reçu l’ordre de s’arrêter. Rien n’a été signé.', 'Réessayez quand vous serez prêt.'],
  'token:bad-signature': ['La carte a donné une signature fausse', 'Ce qu’elle a signé ne correspond pas à sa clé publique, rien n’a donc été envoyé.', 'Retirez la carte, replacez-la et réessayez.'],
};

export const shared: typeof English = {
  common: {
    close: 'Fermer', change: 'Modifier', view: 'Consulter', done: 'Terminé',
    download: 'Télécharger', copy: 'Copier', copied: 'Copié', copyFailed: 'La copie n’est pas permise ici. Sélectionnez le texte et copiez-le.',
    optional: 'facultatif', recommended: 'recommandé',
    field: 'Champ', old: 'Actuellement', new: 'Après le changement de clé', same: 'Reste identique', changes: 'Change',
    chooseFile: 'Choisir un fichier', dropHere: 'Déposez-le ici', stepNow: 'en cours', code: 'Code', reference: 'Référence pour l’assistance',
    retryAfter: (duration) => `Vous pourrez réessayer dans ${duration}.`,
    days: (n) => count(n, 'jour', 'jours'),
  },

  errors: errorWords(errors),

  requestStatus: {
    draft: 'Brouillon', 'second-factor': 'En attente de confirmation', 'pending-approval': 'En attente d’approbation', 'in-review': 'En examen', approved: 'Approuvée',
    validating: 'En validation', issuing: 'En cours d’émission', issued: 'Certificat émis', declined: 'Refusée', failed: 'Échouée', cancelled: 'Annulée', expired: 'Expirée',
  },

  methods: {
    'email-otp': 'Code par e-mail', 'sms-otp': 'Code par SMS', 'email-sms': 'Codes par e-mail et SMS', saml: 'Connexion SAML',
    'active-directory': 'Mot de passe d’annuaire', 'azure-ad': 'Microsoft Entra ID (Azure Active Directory)', oidc: 'Connexion OpenID Connect',
  },
};
