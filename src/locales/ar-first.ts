import { count, nouns, say } from './ar-count.js';
import type { wizardFirst as English } from './en-first.js';

export const wizardFirst: typeof English = {
  frame: {
    about: 'تغيير مفتاح الشهادة',
    region: (name) => (name ? say`تغيير مفتاح الشهادة ${name}` : 'تغيير مفتاح الشهادة'),
    idle: 'تغيير مفتاح شهادة', noTarget: 'لم تُختَر أي شهادة.',
    loading: 'قراءة الشهادة وسياستها',
    names: {
      'certificate-action': 'الشهادة', welcome: 'ترحيب', agreement: 'الاتفاقية', reason: 'السبب', csr: 'طلب التوقيع',
      'key-backup': 'طلب التوقيع', subject: 'اسم الموضوع', san: 'الأسماء البديلة', validity: 'مدة الصلاحية', domains: 'ملكية النطاقات',
      confirm: 'المراجعة', 'second-factor': 'تأكيد الهوية', pending: 'الموافقة', result: 'النتيجة',
    },
    busy: { load: 'قراءة الشهادة وسياستها', 'create-request': 'فتح الطلب' },
    stop: 'إيقاف', toCertificates: 'العودة إلى الشهادات',
    cancelRequest: 'إلغاء الطلب',
    chunk: ['تعذّر تحميل هذه الشاشة', 'لم تستطع الصفحة جلب جزء منها. لم يُفقد شيء.'],
    ledger: {
      label: 'ما يتغيّر وما يبقى',
      key: 'المفتاح يتغيّر', fingerprint: 'البصمة تتغيّر', validity: 'مدة الصلاحية تتغيّر', names: 'الموضوع والأسماء باقية',
      to: 'إلى', newKey: 'إلى مفتاح جديد لم يُنشأ بعد',
      ends: (date) => say`تنتهي في ${date}`, newEnd: 'إلى تاريخ تحدده سلطة التصديق',
    },
  },
  early: {
    choose: 'ما الذي تريد فعله بهذه الشهادة؟',
    sure: 'هل تريد حقًا تغيير مفتاح هذه الشهادة؟',
    rekey: 'تغيير مفتاح الشهادة', viewRequest: 'عرض الطلب',
    rekeyHint: 'تحصل على مفتاح جديد وشهادة جديدة للأسماء نفسها.',
    serial: 'الرقم التسلسلي', key: 'المفتاح', validUntil: 'صالحة حتى', requestNumber: 'رقم الطلب',
    goesOn: (number) => say`الطلب ${number} مفتوح، ويمكنك متابعته.`,
    old: (p, end, name) => {
      if (p.disposition === 'superseded') return say`تُبطَل الشهادة الحالية لـ ${name} بوصفها مستبدَلة عند الموافقة على تغيير المفتاح.`;
      if (p.disposition === 'revoked-after') return say`تُبطَل الشهادة الحالية لـ ${name} بعد ${p.hours === undefined ? 'مدة' : count(p.hours, nouns.ofHours)} من إصدار الجديدة.`;
      return say`لا تُبطَل الشهادة الحالية لـ ${name}، وتظل تعمل حتى انتهائها في ${end}.`;
    },
    welcome: (name) => say`تغيير مفتاح ${name}`,
    version: (version, language, since) => (since ? say`الإصدار ${version} باللغة ${language}، سارٍ منذ ${since}.` : say`الإصدار ${version} باللغة ${language}.`),
    document: (title, version) => say`${title}، الإصدار ${version}`,
    agree: 'أوافق',
    agreeHint: (version, name) => say`على الإصدار ${version} بصفتي ${name}. يُحفظ الإصدار وقيمة التجزئة أعلاه والوقت مع طلبك.`,
    agreeFirst: 'وافق على النص للمتابعة، أو ألغِ',
    outdated: ['تغيّرت الاتفاقية', 'دخل إصدار جديد حيّز التنفيذ بعد موافقتك. إجاباتك الأخرى محفوظة.'],
    reason: 'لماذا تغيّر المفتاح؟', reasonLegend: 'السبب', chooseReason: 'اختر سبب تغيير المفتاح',
    reasonHints: { routine: 'تغيير مخطط له.', lost: 'ليس عند أحد غيرك.', compromised: 'ربما يملكه شخص آخر، أو ربما كان يملكه.', algorithm: 'مثلًا من RSA إلى ECDSA.' },
    compromised: 'تبقى الشهادة الحالية صالحة إلى أن تُبطَل',
    compromisedText: 'يستطيع كل من يملك المفتاح القديم استخدامه حتى ذلك الحين. تغيير المفتاح وحده لا يبطل الشهادة. نُبقي لك مهمة مفتوحة: اطلب الإبطال بسبب انكشاف المفتاح.',
    revoke: 'اطلب الإبطال الآن',
    newTab: '(يفتح في علامة تبويب جديدة)',
  },
};
