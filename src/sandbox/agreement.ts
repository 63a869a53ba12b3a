import type { AgreementRecord } from './ra/model.js';

/** The texts that the sandbox begins with. Plain text: each is hashed and agreed to as it stands. */
const ENGLISH = `SUBSCRIBER AGREEMENT

This agreement is between you, the subscriber, and Sandbox RA, which exists in this page alone. Certificates issued under it are real in form and trusted by nobody. Please read it all the same: it says what such agreements say.

1. What you ask for
You ask us to rekey a certificate: to have a new certificate issued for the same subject and the same names, with a new public key. Everything you tell us for that purpose is true and complete, and you are entitled to act for the subject that the certificate names.

2. Your private key
You made the new key pair yourself, or had it made on a device that you control, and nobody else holds the private key. You keep it secret, and you protect the file or the device that holds it with a passphrase or a PIN of its own. We never receive your private key and cannot restore it.

3. Accepting the certificate
When the new certificate arrives you compare its names with those you expect before you install it. Using it means that you accept it. If anything in it is wrong, you tell us without delay and do not use it.

4. Use
You install the certificate only on servers that are reachable at the names in it, or in the application that it was issued for, and you use it only lawfully and within this agreement. You do not use the key of a certificate that has expired or was revoked.

5. When something is wrong
You ask for revocation at once, and stop using the key, if the private key was lost, disclosed or misused, or if you suspect so; if you no longer control a name in the certificate; or if anything that the certificate says is no longer true. A rekey by itself does not revoke the certificate that you have now: it stays valid until it expires or is revoked.

6. Revocation by us
We may revoke a certificate without asking you first where this agreement was broken, where the key turns out to be weak or compromised, where the certificate should not have been issued, or where the rules of the certification authority require it. Those rules may give us no more than 24 hours.

7. What we keep
We keep your request, the version of this agreement that you accepted and when, the results of our checks, who decided on the request, and the certificate. We keep no private key, no passphrase and no one-time code.

8. How long this holds
This agreement holds from the moment you accept it until the certificate expires or is revoked. If we change the text, the new version applies to requests made after that, and we ask for your consent again.
`;

const FRENCH = `CONTRAT D’ABONNÉ

Ce contrat vous lie, vous, l’abonné, et Sandbox RA, qui n’existe que dans cette page. Les certificats émis sous ce contrat ont une forme réelle et personne ne leur fait confiance. Lisez-le tout de même : il dit ce que disent de tels contrats.

1. Ce que vous demandez
Vous nous demandez de changer la clé d’un certificat : de faire émettre un nouveau certificat pour le même sujet et les mêmes noms, avec une nouvelle clé publique. Tout ce que vous nous dites à cette fin est vrai et complet, et vous avez le droit d’agir pour le sujet que nomme le certificat.

2. Votre clé privée
Vous avez fait vous-même la nouvelle paire de clés, ou l’avez fait faire sur un appareil que vous contrôlez, et personne d’autre ne détient la clé privée. Vous la gardez secrète, et vous protégez le fichier ou l’appareil qui la contient par une phrase secrète ou un code qui lui est propre. Nous ne recevons jamais votre clé privée et ne pouvons pas la rétablir.

3. Acceptation du certificat
Quand le nouveau certificat arrive, vous comparez ses noms à ceux que vous attendez avant de l’installer. L’utiliser, c’est l’accepter. Si quelque chose y est faux, vous nous le dites sans tarder et vous ne l’utilisez pas.

4. Usage
Vous n’installez le certificat que sur des serveurs joignables sous les noms qu’il porte, ou dans l’application pour laquelle il a été émis, et vous ne l’utilisez que dans le respect de la loi et de ce contrat. Vous n’utilisez pas la clé d’un certificat expiré ou révoqué.

5. Quand quelque chose ne va pas
Vous demandez aussitôt la révocation, et cessez d’utiliser la clé, si la clé privée a été perdue, divulguée ou détournée, ou si vous le soupçonnez ; si un nom du certificat n’est plus sous votre contrôle ; ou si quoi que ce soit que dit le certificat n’est plus vrai. Changer la clé ne révoque pas par soi-même le certificat que vous avez maintenant : il reste valide jusqu’à son expiration ou sa révocation.

6. Révocation par nous
Nous pouvons révoquer un certificat sans vous le demander d’abord lorsque ce contrat a été rompu, que la clé se révèle faible ou compromise, que le certificat n’aurait pas dû être émis, ou que les règles de l’autorité de certification l’exigent. Ces règles peuvent ne nous laisser que 24 heures.

7. Ce que nous gardons
Nous gardons votre demande, la version de ce contrat que vous avez acceptée et quand, les résultats de nos contrôles, qui a décidé de la demande, et le certificat. Nous ne gardons ni clé privée, ni phrase secrète, ni code à usage unique.

8. Combien de temps cela dure
Ce contrat vaut du moment où vous l’acceptez jusqu’à ce que le certificat expire ou soit révoqué. Si nous changeons le texte, la nouvelle version s’applique aux demandes faites ensuite, et nous vous demandons de nouveau votre accord.
`;

const ARABIC = `اتفاقية المشترك

هذه الاتفاقية بينك، أنت المشترك، وبين Sandbox RA التي لا وجود لها إلا في هذه الصفحة. الشهادات الصادرة بموجبها حقيقية في شكلها ولا يثق بها أحد. نرجو أن تقرأها مع ذلك، فهي تقول ما تقوله مثل هذه الاتفاقيات.

1. ما تطلبه
تطلب منا تغيير مفتاح شهادة، أي إصدار شهادة جديدة لصاحب الشهادة نفسه وللأسماء نفسها بمفتاح عام جديد. كل ما تخبرنا به لهذا الغرض صحيح وكامل، ويحق لك التصرف باسم صاحب الشهادة المذكور فيها.

2. مفتاحك الخاص
أنشأت زوج المفاتيح الجديد بنفسك، أو أُنشئ على جهاز تتحكم فيه، ولا يملك المفتاح الخاص أحد سواك. تُبقيه سرًّا، وتحمي الملف أو الجهاز الذي يحفظه بعبارة مرور أو رمز خاص به. لا نتلقى مفتاحك الخاص أبدًا ولا يمكننا استعادته.

3. قبول الشهادة
عند وصول الشهادة الجديدة تقارن أسماءها بما تتوقعه قبل أن تثبّتها. واستعمالها يعني قبولها. إن كان فيها خطأ أخبرتنا دون تأخير ولم تستعملها.

4. الاستعمال
لا تثبّت الشهادة إلا على خوادم يمكن الوصول إليها بالأسماء الواردة فيها، أو في التطبيق الذي أُصدرت له، ولا تستعملها إلا وفق القانون ووفق هذه الاتفاقية. ولا تستعمل مفتاح شهادة انتهت أو أُبطلت.

5. عند وقوع خلل
تطلب الإبطال فورًا وتكف عن استعمال المفتاح إذا فُقد المفتاح الخاص أو كُشف أو أُسيء استعماله، أو إذا اشتبهت في ذلك، أو إذا لم يعد اسم من أسماء الشهادة تحت سيطرتك، أو إذا لم يعد شيء مما تقوله الشهادة صحيحًا. تغيير المفتاح لا يُبطل بذاته الشهادة التي لديك الآن: فهي تبقى صالحة إلى أن تنتهي أو تُبطل.

6. الإبطال من جانبنا
يجوز لنا إبطال شهادة دون سؤالك أولًا إذا خُرقت هذه الاتفاقية، أو تبيّن أن المفتاح ضعيف أو مكشوف، أو كان ينبغي ألا تصدر الشهادة، أو اقتضت ذلك قواعد سلطة التصديق. وقد لا تمنحنا تلك القواعد أكثر من 24 ساعة.

7. ما نحتفظ به
نحتفظ بطلبك، وبنسخة هذه الاتفاقية التي قبلتها ووقت قبولها، وبنتائج فحوصنا، وبمن بتّ في الطلب، وبالشهادة. ولا نحتفظ بأي مفتاح خاص أو عبارة مرور أو رمز لمرة واحدة.

8. مدة السريان
تسري هذه الاتفاقية من لحظة قبولك لها إلى أن تنتهي الشهادة أو تُبطل. إن غيّرنا النص سرت النسخة الجديدة على الطلبات اللاحقة، وطلبنا موافقتك من جديد.
`;

export const SUBSCRIBER_AGREEMENT: AgreementRecord = {
  id: 'subscriber', version: '3.1', language: 'en', title: 'Subscriber Agreement', text: ENGLISH, inForceSince: '2026-01-15T00:00:00.000Z',
  translations: { fr: { title: 'Contrat d’abonné', text: FRENCH }, ar: { title: 'اتفاقية المشترك', text: ARABIC } },
};
