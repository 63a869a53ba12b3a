import { count, nouns, number, say } from './ar-count.js';
import type { wizardSubmit as English } from './en-submit.js';

const names = (n: number): string => count(n, nouns.name);

export const wizardSubmit: typeof English = {
  submit: {
    rekey: 'تغيير المفتاح', generate: 'إصدار الشهادة',
    domainsHeading: 'التحقق من ملكية النطاقات',
    domainsLead: 'يحدد DNS الخاص بك سلطات التصديق التي يجوز لها الإصدار لأسمائك. يبقى كل سجل CAA غير متحقَّق منه إلى أن تنظر فيه سلطة التصديق.',
    domainsLeadUngated: 'يحدد DNS الخاص بك سلطات التصديق التي يجوز لها الإصدار لأسمائك. يمكنك النظر الآن، وتنظر سلطة التصديق قبل أن تصدر.',
    domainsLeadAdvisory: 'يحدد DNS لديك سلطات التصديق التي يجوز لها الإصدار لأسمائك. تنظر هذه الصفحة فيه، والقرار لسلطة التصديق.', unchecked: 'يجب فحص كل اسم.',
  shut: { unverified: 'يجب التحقق من كل اسم.', forbidden: 'أحد الأسماء ممنوع. غيّر سجله، ثم تحقّق من جديد.', indeterminate: 'تعذّر الحكم على أحد الأسماء. تحقّق من جديد.' },
    confirmHeading: 'راجع ثم غيّر المفتاح', whatChanges: 'ما الذي يتغيّر', yourAnswers: 'إجاباتك',
    rows: {
      key: 'المفتاح', fingerprint: 'البصمة', validUntil: 'صالحة حتى', subject: 'الموضوع', names: 'الأسماء', reason: 'السبب', validity: 'مدة الصلاحية', caa: 'CAA',
      agreement: 'الاتفاقية', request: 'رقم الطلب', certificate: 'الشهادة', who: 'المطلوب من', method: 'التأكيد بواسطة',
    },
    about: (date) => say`نحو ${date}`, more: (n) => `و${number(n)} غيرها`, emptySubject: 'فارغ', noNames: 'لا توجد',
    key: {
      proven: 'أُنشئ في هذا المتصفح. فُتح الملف المشفّر وهو يوافق طلب التوقيع.', browser: 'أُنشئ في هذا المتصفح. لم يُفتح الملف المشفّر من جديد.',
      upload: 'طلب توقيع من عندك. يبقى مفتاحه حيث أنشأته.', token: 'على جهاز أمان، ويبقى هناك.',
    },
    caaNotAsked: 'غير مطلوب', caaNone: 'لا ينطبق',
    caaCount: (good, of, by) => (by === 'ra' ? `تم التحقق من ${number(good)} من أصل ${names(of)}` : `فُحص هنا ${number(good)} من أصل ${names(of)}، والقرار لسلطة التصديق`),
    agreed: (version, at) => say`الإصدار ${version}، قُبل في ${at}`,
    message: 'رسالة إلى صاحب الموافقة', messageHint: 'مثلًا: متى تنوي تثبيتها.',
    fate: {
      kept: (end) => say`تبقى الشهادة الحالية، وتعمل حتى انتهائها في ${end}.`,
      superseded: () => 'تُبطَل الشهادة الحالية بوصفها مستبدَلة عند الموافقة على الجديدة. ثبّت الجديدة فورًا.',
      'revoked-after': (_end, hours) => say`تُبطَل الشهادة الحالية بعد ${count(hours, nouns.ofHours)} من إصدار الجديدة.`,
    },
    compromisedTitle: 'تبقى الشهادة الحالية صالحة إلى أن تُبطَل',
    compromised: 'يستطيع كل من يملك المفتاح القديم استخدامه حتى ذلك الحين. تغيير المفتاح وحده لا يبطل الشهادة: اطلب الإبطال بسبب انكشاف المفتاح.',
    askRevocation: 'طلب الإبطال',
    factorHeading: 'أكّد هويتك', factorLead: 'تطلب سلطة التسجيل عاملًا ثانيًا قبل أن تتسلّم هذا الطلب.', factorLeadApproved: 'تطلب سلطة التسجيل عاملًا ثانيًا قبل إصدار الشهادة.',
    factorKept: 'لا يُرسَل شيء قبل تأكيد هويتك. مفتاحك وإجاباتك محفوظة.', factorAccepted: 'تأكدت هويتك. الطلب في طريقه.',
  },
};
