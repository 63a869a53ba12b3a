import { apart, count, joint, number, say } from './ar-count.js';
import type { CheckKey, checkWords as English } from './en-checks.js';
import { describeCheck, namesOf } from './shape.js';
import type { CheckWording, Facts } from './shape.js';

const names = (facts: Facts, key: string): string => apart(namesOf(facts, key, (n) => `${joint}و${number(n)} غيرها`, joint));
const checks = ['لا فحوص', 'فحص واحد', 'فحصان', 'فحوص', 'فحصًا', 'فحص'] as const;
const ofChecks = ['0 فحوص', 'فحص واحد', 'فحصين', 'فحوص', 'فحصًا', 'فحص'] as const;

const wordings: Readonly<Record<CheckKey, CheckWording>> = {
  signature: { what: 'التوقيع', pass: 'يثبت حيازة المفتاح', why: 'لا يوافق المفتاح العام. أنشئ طلب التوقيع (CSR) من جديد.' },
  'key-reuse': { what: 'مفتاح جديد', pass: 'لم تستخدمه أي شهادة سابقة', why: 'يتطلب تغيير المفتاح مفتاحًا لم يسبق لأي شهادة أن استخدمته. أنشئ مفتاحًا جديدًا وطلب توقيع له.' },
  'key-strength': { what: 'قوة المفتاح', pass: 'كافية', why: 'المفتاح ضعيف جدًا أو من نوع غير مقبول. أنشئ غيره.' },
  'key-algorithm': { what: 'خوارزمية المفتاح', pass: 'خوارزمية تقبلها السياسة', why: 'لا تقبل السياسة مفاتيح من هذا النوع. أنشئ مفتاحًا من نوع تذكره.' },
  'key-encoding': {
    what: 'ترميز المفتاح', pass: 'سليم',
    why: ({ form }) => (form === 'parameters' ? 'ليس لمفتاح RSA معاملات NULL التي لمفاتيح RSA. أنشئ طلب التوقيع (CSR) بأداة أخرى.'
      : 'النقطة على المنحنى مضغوطة. أنشئ طلب التوقيع (CSR) بمفتاح غير مضغوط.'),
  },
  'subject-match': { what: 'الموضوع', pass: 'مطابق للشهادة', why: 'يختلف الموضوع عن الشهادة. تغيير المفتاح يُبقيه كما هو بايتًا ببايت.' },
  'san-match': {
    what: 'الأسماء البديلة', pass: 'مطابقة للشهادة',
    why: (facts) => [names(facts, 'removed') && `الناقص: ${names(facts, 'removed')}.`, names(facts, 'added') && `المضاف: ${names(facts, 'added')}.`, 'تغيير المفتاح يُبقي الأسماء كما هي. أنشئ طلب التوقيع (CSR) من جديد بالأسماء نفسها.'].filter(Boolean).join(' '),
  },
  'san-policy': {
    what: 'الأسماء ضمن السياسة', pass: 'كلها',
    why: (facts) => (Array.isArray(facts['problems']) ? facts['problems'] as readonly Facts[] : []).map((problem) => {
      const which = names(problem, 'names');
      switch (problem['rule']) {
        case 'kind': return `من نوع لا يمكن إضافته: ${which}.`;
        case 'form': return `ليست أسماء من نوعها: ${which}.`;
        case 'within': return `خارج ${names(problem, 'within')}: ${which}.`;
        case 'duplicate': return 'يوجد اسم مكرر.';
        case 'max': return `عدد الأسماء ${number(Number(problem['count']))}، والحد الأقصى المسموح ${number(Number(problem['max']))}.`;
        case 'empty': return 'لم يبقَ أي اسم.';
        default: return 'تتعذّر قراءة الأسماء.';
      }
    }).join(' '),
  },
  'signature-algorithm': { what: 'خوارزمية التوقيع', pass: 'مقبولة', why: 'غير مقبولة. وقّع باستخدام SHA-256 أو ما هو أقوى.' },
  'trailing-bytes': { what: 'لا شيء بعد الطلب', pass: 'ينتهي حيث ينبغي', why: 'توجد بايتات بعد الطلب. أنشئ الملف من جديد.' },
  'duplicate-extension': { what: 'الامتدادات', pass: 'كل منها مرة واحدة', why: 'يوجد امتداد مكرر. أنشئ طلب التوقيع (CSR) من جديد.' },
  'dnsname-ascii': { what: 'أسماء DNS', pass: 'أحرف ASCII فقط', why: say`يحتوي أحد أسماء DNS على أحرف يجب كتابتها بصيغة ${'xn--'}.` },
  'ip-length': { what: 'عناوين IP', pass: 'أربعة بايتات أو ستة عشر', why: 'طول أحد عناوين IP غير صحيح.' },
  'multiple-pem': { what: 'كتلة PEM واحدة', pass: 'كتلة واحدة', why: 'توجد أكثر من كتلة PEM. قدّم طلب التوقيع (CSR) وحده.' },
  'wrong-object': { what: 'نوع الملف', pass: 'طلب توقيع شهادة', why: 'ليس هذا طلب توقيع شهادة. لم يُخزَّن ولم يُرسَل.' },
  'surrounding-text': { what: 'نص حول كتلة PEM', pass: 'لا يوجد', why: 'تُرك النص المحيط بالكتلة جانبًا. الطلب نفسه كامل.' },
  'challenge-password': { what: 'كلمة مرور التحدي', pass: 'لا توجد', why: 'يحتوي طلب التوقيع (CSR) على كلمة مرور (challengePassword) يقرؤها كل من يراه. سيجري تجاهلها.' },
  attributes: { what: 'السمات', pass: 'سليمة', why: 'سمات الطلب ليست كما ينص عليها RFC 2986.' },
  version: { what: 'الإصدار', pass: 'الإصدار 0', why: 'إصدار الطلب ليس 0.' },
  format: { what: 'الصيغة', pass: 'PEM أو DER', why: 'لا يمكن قراءة هذا كطلب توقيع شهادة.' },
  'key-known': { what: 'المفاتيح المعروفة', pass: 'غير معروف بالضعف أو الانكشاف', why: 'تعرف سلطة التسجيل أن هذا المفتاح ضعيف أو مكشوف. أنشئ مفتاحًا جديدًا.' },
  agreement: { what: 'الاتفاقية', pass: 'مقبولة', why: 'لم تُقبل الاتفاقية السارية.' },
  eligibility: { what: 'الشهادة', pass: 'يمكن تغيير مفتاحها', why: 'لم يعد تغيير مفتاح الشهادة ممكنًا.' },
  caa: { what: 'CAA', pass: 'متحقَّق منه', why: 'على سلطة التصديق أن تنظر في DNS من جديد.' },
  'domain-control': { what: 'التحكم في النطاقات', pass: 'مُثبَت', why: 'يجب إثبات التحكم في أحد النطاقات من جديد.' },
  'second-factor': { what: 'العامل الثاني', pass: 'مقبول', why: 'لم تُؤكَّد هوية مقدّم الطلب.' },
  validity: { what: 'مدة الصلاحية', pass: 'ضمن الحدود', why: 'أطول مما تسمح به السياسة.' },
  'issued-key': { what: 'توافق مفتاحك', pass: 'المفتاح العام لطلب التوقيع', why: 'تحتوي الشهادة على مفتاح عام غير الذي في طلب التوقيع (CSR).' },
  'issued-names': { what: 'تشمل الأسماء', pass: 'كلها', why: (facts) => `الناقص: ${names(facts, 'removed') || 'اسم واحد'}.` },
  'issued-subject': { what: 'الموضوع', pass: 'كما كان', why: 'يختلف الموضوع عن الشهادة القديمة.' },
  'issued-chain': {
    what: 'السلسلة', pass: 'كل توقيع فيها صحيح',
    why: ({ reason }) => (reason === 'unreadable' ? 'تتعذّر قراءة الشهادة أو سلسلتها. لا تثبّتها، وسلّم الملف إلى سلطة التسجيل.'
      : reason === 'form' ? 'إحدى شهادات السلسلة ليست على الصورة التي ينص عليها RFC 5280.' : 'أحد التوقيعات في السلسلة غير صحيح.'),
  },
  'issued-not-before': { what: 'بداية الصلاحية', pass: 'صالحة الآن', why: 'تبدأ لاحقًا: وحتى ذلك الحين ينبغي أن تُبقي الخوادم الشهادة القديمة.' },
};

export const checkWords: typeof English = {
  describe: describeCheck(wordings, { passed: 'ناجح', unknown: 'غير معروف بعد', unknownWhy: 'لا يستطيع هذا المتصفح فحصه. تفحصه سلطة التسجيل.', fail: 'غير مقبول', warn: 'تنبيه' }),
  summary(passed, warned, failed, total) {
    if (failed > 0) return `لم ينجح ${number(failed)} من ${count(total, ofChecks)}`;
    return warned > 0 ? `نجح ${number(passed)}، وللانتباه ${number(warned)}` : `نجح ${count(total, checks)}`;
  },
};
