import { count, say } from './ar-count.js';
import type { secondFactor as English } from './en-factor.js';

const by = (channel: 'email' | 'sms'): string => (channel === 'sms' ? 'برسالة SMS' : 'بالبريد الإلكتروني');
const code = (length: number, alphabet: 'digits' | 'alphanumeric'): string =>
  `رمزًا من ${alphabet === 'digits' ? count(length, ['0 أرقام', 'رقم واحد', 'رقمين', 'أرقام', 'رقمًا', 'رقم']) : count(length, ['0 محارف', 'محرف واحد', 'محرفين', 'محارف', 'محرفًا', 'محرف'])}`;
const tries = (left: number): string => (left > 0 ? ` المحاولات الباقية: ${count(left, ['لا محاولات', 'محاولة واحدة', 'محاولتان', 'محاولات', 'محاولة', 'محاولة'])}.` : '');

export const secondFactor: typeof English = {
  heading: 'أكّد هويتك',
  starting: 'إرسال رمز', preparing: 'تحضير تسجيل الدخول', asking: 'سؤال سلطة التسجيل',
  sent: (length, alphabet, channel, to) => `أرسلنا ${code(length, alphabet)} ${by(channel)} إلى ${to}.`,
  sentOne: (length, alphabet, places) => `أرسلنا ${code(length, alphabet)} ${places.map(([channel, to]) => `${by(channel)} إلى ${to}`).join(' و')}. وهو الرمز نفسه.`,
  twoHeading: 'رمزان',
  sentTwo: (places) => `${places.map(([channel, to], at) => `${at === 0 ? 'أحدهما' : 'والآخر'} ${by(channel)} إلى ${to}`).join('، ')}.`,
  code: 'الرمز', codeFrom: { email: 'الرمز من البريد الإلكتروني', sms: 'الرمز من رسالة SMS' },
  confirm: 'تأكيد', confirming: 'جارٍ الفحص',
  expires: 'ينتهي', triesLeft: 'المحاولات الباقية', noCode: 'لم يصل الرمز؟', noCodeBy: { email: 'لم يصل البريد؟', sms: 'لم تصل الرسالة؟' },
  resend: 'إعادة إرسال الرمز', resendBy: by, resent: 'رمز جديد في الطريق.',
  resendIn: (duration) => say`إعادة إرسال الرمز بعد ${duration}`,
  anotherWay: 'استخدام طريقة أخرى', chooseHeading: 'اختر طريقة أخرى', chooseFirst: 'كيف نتأكد من هويتك؟', method: 'الطريقة', goOn: 'متابعة',
  opensWindow: 'يفتح نافذة تسجيل دخول',
  empty: 'أدخل الرمز', tooShort: (length) => `طول الرمز ${count(length, ['0 محارف', 'محرف واحد', 'محرفان', 'محارف', 'محرفًا', 'محرف'])}`,
  wrong: (left) => `هذا الرمز غير صحيح.${tries(left)}`,
  wrongOfTwo: (left) => `أحد الرمزين غير صحيح.${tries(left)}`,
  expiredHeading: 'انتهت صلاحية الرمز',
  expiredAt: (time) => say`كان صالحًا حتى ${time}.`,
  kept: 'مفتاحك وإجاباتك محفوظة.',
  newCodeTo: (to) => `سيُرسَل رمز جديد إلى ${to}.`,
  lockedUntil: (time) => say`مقفل حتى ${time}`,
  locked: 'مقفل',
  lockedFor: (duration) => say`رموز خاطئة كثيرة. يمكنك إعادة المحاولة بعد ${duration}.`,
  lockedHelp: 'طلبك محفوظ كمسودة. يستطيع دعم سلطة التسجيل مساعدتك قبل ذلك.',
  voidHeading: 'يلزم تأكيد جديد',
  voidText: 'تغيّر طلب التوقيع منذ إرسال الرمز، فلم يعد الرمز معتدًّا به.',
  voidOther: 'تغيّر طلب التوقيع منذ أن طُلب منك التأكيد، فلم يعد ذلك التأكيد معتدًّا به.',
  accepted: 'تم التأكيد.',
  expiresIn: (duration) => say`تنتهي صلاحية الرمز بعد ${duration}.`,
  unsupportedHeading: 'غير ممكن هنا',
  unsupported: 'لا تستطيع هذه الصفحة استخدام الطرق التي تطلبها سلطة التسجيل. اطلب من دعم سلطة التسجيل طريقة أخرى.',
  startAgain: 'البدء من جديد',

  password: {
    heading: 'كلمة مرور الدليل', account: 'اسم المستخدم', password: 'كلمة المرور', empty: 'أدخل كلمة المرور',
    hint: 'تصل إلى الدليل عبر سلطة التسجيل ولا تُحفظ في أي مكان.',
    wrong: (left) => `كلمة المرور هذه غير صحيحة.${tries(left)}`,
    refused: {
      disabled: 'هذا الحساب معطَّل. راجع المسؤول عن الدليل لديك.',
      locked: 'هذا الحساب مقفل في الدليل. انتظر حتى يُفتح، أو راجع المسؤول عن الدليل لديك.',
      'password-expired': 'انتهت صلاحية كلمة المرور هذه. غيّرها حيث تسجّل الدخول عادةً، ثم عد.',
    },
    expiresIn: (duration) => say`تنتهي مهلة كلمة المرور بعد ${duration}.`,
    expiredHeading: 'انتهت المهلة', lockedFor: (duration) => say`كلمات مرور خاطئة كثيرة. يمكنك إعادة المحاولة بعد ${duration}.`,
  },

  signIn: {
    heading: (provider) => say`سجّل الدخول عبر ${provider}`,
    continueTo: (provider) => say`المتابعة إلى ${provider}`,
    ready: 'ستُفتح نافذة تسجيل دخول. عندما تنتهي هناك تتابع هذه الصفحة من تلقاء نفسها.',
    none: (provider) => say`سجّل الدخول عبر ${provider} في نافذة أخرى. عندما تنتهي هناك تتابع هذه الصفحة من تلقاء نفسها.`,
    thisWindow: 'المتابعة في هذه النافذة', openAgain: 'فتح من جديد',
    waiting: (provider) => say`بانتظار ${provider}`,
    open: 'نافذة تسجيل الدخول مفتوحة. عندما تنتهي هناك تتابع هذه الصفحة من تلقاء نفسها، حتى إن بقيت النافذة مفتوحة.',
    away: 'إن كنت قد سجّلت الدخول فستتابع هذه الصفحة بعد لحظة. وإلا فافتح تسجيل الدخول من جديد.',
    closedTitle: 'أُغلقت النافذة', closed: 'إن كنت قد انتهيت هناك فستتابع هذه الصفحة من تلقاء نفسها. وإلا فافتحها من جديد.',
    blockedTitle: 'حُظرت النافذة',
    blocked: 'اسمح بها وافتحها من جديد، أو تابع في هذه النافذة. ستعود إلى هذه الخطوة ومعك كل ما أدخلته.',
    leaving: (provider) => say`ننقلك إلى ${provider}. ستعود إلى هذه الخطوة ومعك كل ما أدخلته.`,
    unheard: 'لا تجيب سلطة التسجيل حاليًا. تواصل هذه الصفحة سؤالها.',
    oneMoment: 'لحظة واحدة',
    expiresIn: (duration) => say`يجب إتمام تسجيل الدخول خلال ${duration}.`,
    expiredHeading: 'انتهت مهلة تسجيل الدخول', lockedFor: (duration) => say`محاولات دخول فاشلة كثيرة. يمكنك إعادة المحاولة بعد ${duration}.`,
    refusedHeading: 'لم تُؤكَّد هويتك',
    refused: {
      cancelled: (provider) => say`أُلغي تسجيل الدخول عبر ${provider}.`,
      denied: (provider) => say`لم يؤكد ${provider} هويتك.`,
      provider: (provider) => say`لم يستطع ${provider} إتمام تسجيل الدخول. الخلل هناك وليس عندك.`,
      'other-person': (provider) => say`سجّل شخص آخر الدخول عبر ${provider}. سجّل خروجه هناك، ثم سجّل الدخول بنفسك.`,
    },
  },
};
