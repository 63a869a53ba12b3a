import { count, nouns, number, say } from './ar-count.js';
import type { pageCheck as English } from './en-caa-page.js';

const records = ['لا سجلات', 'سجل واحد', 'سجلان', 'سجلات', 'سجلًا', 'سجل'] as const;
const others = ['لا سجلات أخرى', 'سجل آخر', 'سجلان آخران', 'سجلات أخرى', 'سجلًا آخر', 'سجل آخر'] as const;

export const pageCheck: typeof English = {
  page: {
    verifying: 'سؤال المحلّلات', asking: 'تُسأل المحلّلات', noNames: say`حدّد الأسماء المطلوب فحصها في ${'domains'}.`, noIssuer: say`حدّد سلطة التصديق المطلوب الفحص لأجلها في ${'issuer'}.`,
    tally(permitted, applicable, forbidden, unclear) {
      const rest = [forbidden > 0 && `الممنوع على الأرجح: ${number(forbidden)}`, unclear > 0 && `ما تعذّر الحكم عليه: ${number(unclear)}`].filter(Boolean).join('، ');
      return [`المسموح على الأرجح ${number(permitted)} من أصل ${count(applicable, nouns.name)}.`, rest ? `${rest}.` : ''];
    },
    decides: 'فُحص هنا؛ والقرار لسلطة التصديق.',
    lasts: (until) => say`يُعتدّ بما وجدته هذه الصفحة حتى ${until}.`,
    beside: (verdict) => say`هذه الصفحة (للاسترشاد): ${verdict}`,
    label: 'هذه الصفحة (للاسترشاد)', ra: 'سلطة التسجيل', raNotAsked: 'لم تنظر سلطة التسجيل في هذا الاسم بعد.',
    failed: 'لم تتمكن هذه الصفحة من الفحص بنفسها. ويبقى ما تقوله سلطة التسجيل قائمًا.',
    who: 'من يُسأل',
    learns: (n) => (n === 1 ? 'يرسل «تحقّق» الأسماء أدناه إلى هذا المحلّل، فيعلم مشغّله بها وبعنوان شبكتك.' : 'يرسل «تحقّق» الأسماء أدناه إلى هذه المحلّلات، فيعلم مشغّلوها بها وبعنوان شبكتك.'),
    alsoLearns: 'إلى جانب سلطة التسجيل، تفحص هذه الصفحة بنفسها.',
    runBy: (operator) => say`يشغّله ${operator}`, privacy: 'ما يفعله بها', subnet: 'يمرّر جزءًا من عنوانك إلى خوادم الأسماء', filters: 'يحجب بعض الأسماء',
    ofPage: 'حددته هذه الصفحة',
  },
  again: {
    later: (time) => say`قد يبقى ما في DNS الآن محفوظًا حتى ${time}. وقد لا يُرى سجل معدَّل قبل ذلك؛ ولك أن تتحقق من جديد في أي وقت.`,
    now: 'لم يعد ما حسم الأمر محفوظًا. وقد يأتي التحقق من جديد بنتيجة أخرى.',
    atOnce: 'قد يزول العطل في أي لحظة. تحقّق من جديد.',
    early: (time) => say`سُئل من جديد قبل ${time}: قد تعود الإجابة نفسها.`,
    remembered: (time) => say`محفوظ حتى ${time}.`,
  },
  dnssec: {
    secure: 'موقَّع بـ DNSSEC والتوقيعات صحيحة.', insecure: 'غير موقَّع بـ DNSSEC: لا أحد يضمنه.',
    bogus: 'موقَّع بـ DNSSEC والتوقيعات خاطئة. وليس ذلك إذنًا أبدًا.', unknown: 'لم يُذكر شيء عن DNSSEC.',
  },
  dnssecShort: { secure: 'موقَّع', insecure: 'غير موقَّع', bogus: 'التوقيعات خاطئة', unknown: 'لم يُذكر' },
  trouble: {
    network: 'تعذّر الوصول إلى المحلّل', timeout: 'لم يُجب المحلّل في الوقت المحدد', 'content-type': 'لم تكن الإجابة رسالة DNS', 'too-large': 'كانت الإجابة كبيرة جدًا',
    'alias-loop': 'تدور الأسماء المستعارة في حلقة', 'alias-too-long': 'تقود الأسماء المستعارة إلى اسم طويل جدًا', 'bad-resolver': 'عنوان المحلّل غير صالح',
  },
  troubleOf: { http: (status) => say`رفض المحلّل، ${`HTTP ${status}`}`, rcode: (code) => say`رفض الخادم، الرمز ${code}`, other: (reason) => say`تعذّرت قراءة الإجابة (${reason})` },
  extended: (codes) => say`خطأ DNS موسّع ${codes}`,
  answeredBy: (who) => say`أجاب ${who}`,
  noSuchName: 'لا وجود لهذا الاسم، ولا سجلات CAA',
  stands: 'موضع السجل', nowhere: 'لم يُعثر على سجل', timeToLive: 'مدة البقاء',
  differ: 'وجدت سجلات مختلفة. قد يكون تعديل في طريقه بعد، أو تُعطى إجابات مختلفة.',
  trailOf: (who) => say`كيف وجده ${who}`,
  showAll: (n) => `عرض الكل (${count(n, records)})`, showFewer: 'عرض أقل',
  fix: {
    heading: 'تصحيح لمسؤول DNS لديك', form: 'صيغة السجل', forms: { zone: 'ملف المنطقة', generic: 'بحسب RFC 3597', fields: 'حقلًا حقلًا' },
    add: (owner) => say`أضف عند ${owner}`, replace: (owner) => say`استبدل عند ${owner}`, whole: (owner) => say`كل سجلات CAA عند ${owner} بعد التعديل`,
    name: 'الاسم', flags: 'الأعلام', tag: 'الوسم', value: 'القيمة',
    remove: 'احذف ما يمنعه على كل سلطة تصديق:',
    stays: (n) => `يبقى على حاله: ${count(n, records)}.`,
    alias: (name, target) => say`لا يمكن أن يوضع عند ${name} لأنه اسم مستعار. وقد يكون ${target} لغيرك، فعليه إجراء التعديل.`,
    blocked: 'هذا السجل حرج ومن نوع لا تعرفه سلطة التصديق. وما دام موجودًا فلا تنفع أي إضافة:',
    needs: {
      'account-uri': 'يسمّي سجل سلطة التصديق هذه لحساب واحد فقط. اطلب من سلطة التصديق معرّف URI لحسابك ثم افحص به من جديد.',
      'validation-method': 'يسمّي سجل سلطة التصديق هذه لطريقة واحدة لإثبات التحكم فقط. اسأل سلطة التصديق عن الطريقة التي تستعملها ثم افحص بها من جديد.',
    },
    copyLetter: 'نسخ لمسؤول DNS لديّ',
  },
  letter: {
    subject: (issuers) => say`سجلات CAA المطلوب تعديلها كي يجوز لـ ${issuers} إصدار شهادة`,
    intro: (names, issuers) => say`يُراد أن تصدر ${issuers} شهادة للأسماء: ${names}. وسجلات CAA في DNS (RFC 8659) تمنع ذلك حاليًا.`,
    present: (owner) => say`سجلات CAA الحالية عند ${owner}:`, add: (owner) => say`يُضاف عند ${owner}:`, remove: (owner) => say`يُحذف عند ${owner}:`,
    generic: 'والشيء نفسه للبرامج التي لا تعرف CAA (RFC 3597):', after: (owner) => say`كل سجلات CAA عند ${owner} بعد التعديل:`,
    why: (names) => say`السبب، في ما يخص ${names}:`, more: (n) => `و${count(n, others)} من دون تغيير`,
    closing: 'تقرأ سلطة التصديق السجلات من جديد قبل أن تصدر. ويُرى التعديل بعد انتهاء مدة بقاء السجلات القديمة.',
  },
  files: { download: 'تنزيل التقرير', downloadOwn: 'تنزيل تقرير هذه الصفحة', copySummary: 'نسخ الملخص' },
};
