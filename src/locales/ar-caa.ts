import type { CaaVerdict } from '../core/domain.js';
import { pageCheck } from './ar-caa-page.js';
import { count, nouns, number, say } from './ar-count.js';
import type { caa as English, ForbiddingReason, UnclearReason } from './en-caa.js';

const verdicts: Readonly<Record<CaaVerdict | 'unverified' | 'verifying', string>> = {
  permitted: 'متحقَّق منه', forbidden: 'ممنوع', indeterminate: 'تعذّر الحكم', 'not-applicable': 'لا ينطبق',
  'likely-permitted': 'مسموح على الأرجح', 'likely-forbidden': 'ممنوع على الأرجح', unverified: 'غير متحقَّق منه', verifying: 'جارٍ التحقق',
};

const unclear: Readonly<Record<UnclearReason, string>> = {
  servfail: 'أخفق أحد خوادم الأسماء.', timeout: 'لم يُجب أحد خوادم الأسماء في الوقت المحدد.', truncated: 'وصلت إحدى الإجابات مبتورة.', bogus: 'توقيع DNSSEC لإحدى الإجابات خاطئ.',
  'bad-name': 'ليس هذا اسمًا يمكن أن يحمله DNS.', 'no-resolver': 'لم يُسأل أحد.', 'not-corroborated': 'ما رأته سلطة التصديق من مكان لم تؤكده أماكن أخرى.',
  'resolvers-disagree': 'محلّلات الأسماء غير متفقة.',
};
const othersOnly = (owner: string): string => say`السجلات عند ${owner} تسمّي سلطات تصديق أخرى.`;
const forbidding: Readonly<Record<ForbiddingReason, (owner: string) => string>> = {
  'other-issuer': othersOnly,
  'empty-issuer': (owner) => say`يمنعه سجل عند ${owner} على كل سلطة تصديق.`,
  'critical-unknown': (owner) => say`سجل عند ${owner} موسوم بأنه حرج ومن نوع لا تعرفه سلطة التصديق هذه.`,
  'malformed-value': (owner) => say`سجل عند ${owner} غير سليم الصياغة، وهذا يُعَدّ منعًا.`,
  'account-uri': (owner) => say`سجل عند ${owner} يسمّي سلطة التصديق هذه، لكن بحساب آخر.`,
  'validation-method': (owner) => say`سجل عند ${owner} يسمّي سلطة التصديق هذه، لكن بطريقة أخرى لإثبات التحكم.`,
};
const records = ['لا سجلات', 'سجل واحد', 'سجلان', 'سجلات', 'سجلًا', 'سجل'] as const;

export const caa: typeof English = {
  verify: 'تحقّق', verifying: 'سؤال سلطة التصديق', caption: 'CAA لكل اسم',
  verdicts,
  tally(verified, applicable, forbidden, unclear) {
    const rest = [forbidden > 0 && `الممنوع: ${number(forbidden)}`, unclear > 0 && `ما تعذّر الحكم عليه: ${number(unclear)}`].filter(Boolean).join('، ');
    return [`تم التحقق من ${number(verified)} من أصل ${count(applicable, nouns.name)}.`, rest ? `${rest}.` : ''];
  },
  wildcard: 'اسم عام (*)', extra: 'أضافته سلطة التصديق', kinds: { dns: '', ip: 'عنوان IP', email: 'بريد إلكتروني', other: 'اسم آخر' },
  notAsked: 'لم يُسأل عنه بعد', notCovered: 'تشمل CAA الأسماء فقط', asking: 'تنظر سلطة التصديق في DNS الخاص به', expiredResult: 'النتيجة قديمة جدًا',
  until: (time, today) => (today ? say`حتى ${time} اليوم` : say`حتى ${time}`),
  by: (owner) => say`بسجل عند ${owner}`,
  brief: { servfail: 'أخفق أحد خوادم الأسماء', timeout: 'لا إجابة في الوقت المحدد', truncated: 'وصلت إجابة مبتورة', bogus: 'إجابة DNSSEC خاطئة', 'bad-name': 'ليس اسم DNS', 'not-corroborated': 'لم يُؤكَّد من أماكن أخرى', 'resolvers-disagree': 'المحلّلات غير متفقة' },
  explain: (name) => say`شرح ${name}`,
  sentence(verdict, reason, owner, wildcard) {
    const what = wildcard ? 'شهادة عامة (*) لهذا الاسم' : 'شهادة لهذا الاسم';
    if (verdict === 'not-applicable') return 'لا تقول CAA شيئًا عن هذا النوع من الأسماء.';
    if (verdict === 'indeterminate') return `${(unclear as Readonly<Record<string, string>>)[reason] ?? 'تعذّرت قراءة DNS.'} لا يجوز لسلطة التصديق أن تصدر من دون إجابة موثوقة.`;
    const likely = verdict === 'likely-permitted' || verdict === 'likely-forbidden' ? 'وفق ما وجده هذا المتصفح: ' : '';
    if (verdict === 'forbidden' || verdict === 'likely-forbidden') {
      return `${likely}لا يجوز لسلطة التصديق أن تصدر ${what}. ${((forbidding as Readonly<Record<string, (owner: string) => string>>)[reason] ?? othersOnly)(owner ?? 'اسم أعلى منه')}`;
    }
    if (!owner || reason === 'no-record') return `${likely}يجوز لسلطة التصديق أن تصدر ${what}. لا يوجد سجل CAA عنده ولا فوقه، فيجوز ذلك لكل سلطة تصديق.`;
    return `${likely}يجوز لسلطة التصديق أن تصدر ${what}. ${reason === 'no-applicable-property' ? say`السجلات عند ${owner} لا تقيّده.` : say`سجل عند ${owner} يسمّيها.`}`;
  },
  record: 'السجل الذي حسم الأمر', noRecord: 'لم يحسم الأمر أي سجل: لم يُعثر على شيء.', trail: 'كيف عُثر عليه', perspectives: 'ما قالته سلطة التصديق', resolvers: 'ما وجده هذا المتصفح',
  perspective: 'المنظور', resolver: 'المحلّل', answer: 'الإجابة', advisory: 'مجرد إشارة. القرار لسلطة التصديق.',
  ttl: (duration) => say`مدة البقاء ${duration}.`,
  records: (n) => (n === 0 ? 'لا سجلات CAA' : count(n, records)),
  endsHere: (n) => `${count(n, records)}، وينتهي البحث هنا`,
  aliasTo: (target) => say`اسم مستعار لـ ${target}`,
  dns: { ok: '', nxdomain: 'لا وجود لهذا الاسم', servfail: 'أخفق الخادم', timeout: 'لا إجابة في الوقت المحدد', truncated: 'وصلت الإجابة مبتورة', bogus: 'إجابة DNSSEC خاطئة' },
  control: {
    valid: (until) => (until ? say`التحكم مُثبَت حتى ${until}` : 'التحكم مُثبَت'),
    expired: 'يجب إثبات التحكم من جديد', missing: 'لم يُثبَت التحكم بعد',
  },
  moreRecords: (n) => count(n, ['لا سجلات أخرى', 'سجل آخر', 'سجلان آخران', 'سجلات أخرى', 'سجلًا آخر', 'سجل آخر']),
  notNow: 'لا يمكن فحص الطلب في حالته الراهنة.',
  lasts: (until) => say`تبقى هذه النتائج صالحة حتى ${until}. قد تطول الموافقة أكثر من ذلك، لذا تنظر سلطة التصديق من جديد قبل أن تصدر.`,
  outdated: 'هذه النتائج قديمة جدًا. تحقّق من جديد.',
  announceDone: (strong, rest) => `${strong} ${rest}`.trim(),
  stopped: 'توقّف. لم يتغيّر شيء.',
  noRequest: say`لا يمكن سؤال سلطة التصديق إلا عن طلب. حدّد ${'request-id'}.`,
  needsResolvers: 'الفحص من الصفحة يحتاج إلى محلّلات DNS، ولم تحددها هذه الصفحة.',
  cannot: 'لا تقدّم سلطة التسجيل هذه فحص CAA.',
  none: 'لا يحتوي هذا الطلب على أي أسماء.',
  ...pageCheck,
};
