import type { install as English } from './en-install.js';

export const install: typeof English = {
  heading: 'L’installer', server: 'Votre serveur',
  steps: {
    place: 'Placez les fichiers là où seul root lit la clé', configure: 'Dans la configuration, à la place des anciens noms', passphrase: 'Donnez la phrase secrète au serveur, dans un fichier à part',
    import: 'Dans PowerShell, en tant qu’administrateur, dans le dossier des téléchargements', bind: 'Faites-le utiliser par le site', combine: 'Dans le dossier des téléchargements : un seul fichier avec certificat, chaîne et clé', reload: 'Vérifiez, puis faites relire la configuration',
  },
  about(server, elsewhere) {
    if (server === 'haproxy') return 'HAProxy lit la clé sans phrase secrète : le fichier la contient en clair, seul root doit donc pouvoir le lire.';
    if (server === 'iis') return elsewhere ? 'Cela achève la demande qui a été créée sur cette machine.' : 'Téléchargez d’abord le fichier PKCS#12. Windows le lit à partir de Windows Server 2019.';
    if (server === 'tomcat' && !elsewhere) return 'Téléchargez d’abord le fichier PKCS#12. Sa phrase secrète est celle de la clé ; elle remplace les points dans server.xml.';
    return elsewhere ? 'Votre clé est là où vous l’avez créée : indiquez son nom.' : 'La clé reste chiffrée sur le disque.';
  },
  backTitle: 'Pour revenir en arrière :', back: 'gardez les anciens fichiers jusqu’à ce que chaque serveur présente le nouveau numéro de série. Remettez les anciens noms, rechargez, et tout est comme avant, tant que l’ancien certificat est valide.',
};
