import { apart, count, nouns, number, say } from './ar-count.js';
import type { Forms } from './ar-count.js';
import type { list as English } from './en-list.js';

type By = string | undefined;
const by = (who: By): string => (who === undefined ? '' : say` بواسطة ${who}`);
const requests = (n: number): string => count(n, nouns.request);
const ofRequests = (n: number): string => count(n, nouns.ofRequests);
const range = (n: number, of: number): string => `${number(n)} من أصل ${number(of)}`;

const reasons: Readonly<Record<string, string>> = {
  'caa-forbidden': 'تمنعه سجلات CAA', 'caa-indeterminate': 'تعذّر فحص CAA', lookup: 'تعذّر فحص CAA', expired: 'انتهت صلاحية الشهادة',
  revoked: 'أُبطِلت الشهادة', 'policy-off': 'تغيير المفتاح معطَّل', 'renew-only': 'تغيير المفتاح معطَّل', used: 'سبق استخدام المفتاح',
  weak: 'المفتاح ضعيف', compromised: 'انكشف المفتاح',
};
const because = (why: By): string => (why === undefined ? '' : say`: ${reasons[why] ?? why}`);

const events: Readonly<Record<string, (who: By, detail: By) => string>> = {
  created: (who) => `فُتح${by(who)}`,
  'csr-attached': (who) => `أُرفق طلب التوقيع (CSR)${by(who)}`,
  'caa-verified': () => 'فُحص CAA',
  'second-factor-started': () => 'طُلب العامل الثاني',
  'second-factor-accepted': () => 'قُبل العامل الثاني',
  'second-factor-failed': () => 'لم يُقبل العامل الثاني',
  'second-factor-locked': () => 'أُقفل العامل الثاني',
  submitted: (who, message) => `قُدِّم${by(who)}${message === undefined ? '' : say`، مع الرسالة: ${message}`}`,
  claimed: (who) => `أُخذ للمراجعة${by(who)}`,
  approved: (who, message) => `تمت الموافقة${by(who)}${message === undefined ? '' : say`، مع الرسالة: ${message}`}`,
  refused: (who, why) => `جرت محاولة الموافقة${by(who)} ورُفضت${because(why)}`,
  declined: (who, remarks) => `رُفض${by(who)}${remarks === undefined ? '' : say`: ${remarks}`}`,
  issued: (_who, serial) => (serial === undefined ? 'صدرت الشهادة' : say`صدرت الشهادة، رقمها التسلسلي ${serial}`),
  failed: (_who, why) => `لم تصدر${because(why)}`,
  cancelled: (who) => `أُلغي${by(who)}`,
  reopened: (who) => `أُعيد فتحه${by(who)}`,
  expired: () => 'انتهت مدته',
};

const changes: Readonly<Record<string, (who: string) => string>> = {
  approved: (who) => say`وافق ${who} على هذا الطلب بينما كان مفتوحًا عندك`,
  issued: (who) => say`وافق ${who} على هذا الطلب بينما كان مفتوحًا عندك`,
  declined: (who) => say`رفض ${who} هذا الطلب بينما كان مفتوحًا عندك`,
  cancelled: (who) => say`ألغى ${who} هذا الطلب بينما كان مفتوحًا عندك`,
  claimed: (who) => say`أخذ ${who} هذا الطلب للمراجعة بينما كان مفتوحًا عندك`,
  refused: (who) => say`حاول ${who} الموافقة على هذا الطلب بينما كان مفتوحًا عندك، ورُفضت المحاولة`,
  expired: () => 'انتهت مدة هذا الطلب بينما كان مفتوحًا عندك',
};

const hours: Forms = nouns.ofHours;

export const list: typeof English = {
  heading: { all: 'طلبات تغيير المفتاح', own: 'طلباتي لتغيير المفتاح' },
  total: (n, exact) => (exact ? requests(n) : `نحو ${ofRequests(n)}`),
  caption: (heading, column, descending) => `${heading}، مرتبة حسب ${column}، ${descending ? 'تنازليًا' : 'تصاعديًا'}`,
  columns: { number: 'الطلب', requestedBy: 'مقدّم الطلب', certificate: 'الشهادة', createdAt: 'تاريخ الطلب', reason: 'السبب', status: 'الحالة', actions: 'الإجراءات' },
  selectColumn: 'التحديد', selectPage: 'تحديد هذه الصفحة', select: (number) => say`تحديد ${number}`,
  claimedBy: (who) => say`عند ${who}`, claimedByYou: 'عندك',
  citizenId: (id) => say`رقم المواطن ${id}`,
  reasons: { routine: 'دوري', lost: 'مفتاح مفقود', compromised: 'انكشاف', algorithm: 'الخوارزمية' },
  view: 'عرض', fresh: (n) => count(n, ['لا جديد', 'جديد واحد', 'جديدان', 'جديدة', 'جديدًا', 'جديد']), showFresh: 'من الطلبات: اعرضها',
  announceFresh: (n) => `${count(n, ['لا طلبات جديدة', 'طلب جديد واحد', 'طلبان جديدان', 'طلبات جديدة', 'طلبًا جديدًا', 'طلب جديد'])} في أعلى القائمة ولم تُعرض بعد`,
  announcePage: (range) => `المعروض: ${range}`,
  range: (from, to, total, exact) => `من ${number(from)} إلى ${number(to)} من أصل ${exact ? '' : 'نحو '}${number(total)}`,
  previous: 'السابقة', next: 'الصفحة التالية', firstPage: 'هذه هي الصفحة الأولى', lastPage: 'هذه هي الصفحة الأخيرة',
  pageSize: 'الصفوف في الصفحة',
  loading: 'جارٍ تحميل الطلبات', refresh: 'تحديث', readAt: (time) => say`حتى الساعة ${time}`,
  stale: { text: (time) => say`توقفت التحديثات المباشرة عند ${time}`, again: 'تحديث' },
  notRead: (time) => say`ما يلي هو كما كان عند ${time}.`,

  search: { label: 'البحث في الطلبات', placeholder: 'رقم أو اسم أو رقم تسلسلي أو مقدّم طلب' },
  filters: {
    label: 'عوامل التصفية', status: 'الحالة', reason: 'السبب', date: 'التاريخ', claim: 'المراجع', columns: 'الأعمدة', csv: 'CSV',
    on: (n) => `المختار: ${number(n)}`, isOn: 'مختار',
    statusLegend: 'حالة الطلب', reasonLegend: 'سبب الطلب', dateLegend: 'متى قُدِّم', claimLegend: 'من أخذه للمراجعة', columnsLegend: 'الأعمدة المعروضة',
    from: 'مقدَّم منذ', before: 'مقدَّم قبل', days: 'تبدأ الأيام عند منتصف الليل بالتوقيت العالمي (UTC).',
    anyone: 'أي شخص أو لا أحد', me: 'أنا', nobody: 'لا أحد', always: 'معروض دائمًا',
    clearOne: 'مسح', close: 'إغلاق',
  },
  clear: { search: 'مسح البحث', filters: 'مسح عوامل التصفية' },

  selection: {
    count: (n) => `المحدد: ${number(n)}`, elsewhere: (n) => `${number(n)} في صفحات أخرى`,
    clear: 'مسح', claim: 'أخذ للمراجعة',
    vanished: (n) => (n === 1 ? 'طلب محدد لم يعد في هذه القائمة، ولم يعد محددًا.' : `طلبات محددة لم تعد في هذه القائمة ولم تعد محددة: ${number(n)}.`),
  },

  export: {
    title: 'حفظ القائمة بصيغة CSV', progress: (rows, total) => (total === undefined ? rows : say`${rows} من أصل ${total}`),
    done: (n, file) => say`حُفظ ${requests(n)} في ${file}`, failed: 'تعذّر حفظ القائمة', cancelled: 'أُوقف الحفظ، ولم يُنشأ ملف.',
    citizenId: 'رقم المواطن', subject: 'الموضوع', serial: 'الرقم التسلسلي',
  },
  empty: { title: 'لا توجد طلبات لتغيير المفتاح', all: 'عندما يطلب أحدهم مفتاحًا جديدًا يظهر الطلب هنا.', own: 'عندما تطلب مفتاحًا جديدًا يظهر الطلب هنا.' },
  nothing: {
    title: 'لا نتائج', text: (statuses) => `لا يوجد طلب حالته ${statuses}.`,
    search: (words, isFiltered) => `لا يوجد طلب فيه «${apart(words)}»${isFiltered ? ' ويوافق عوامل التصفية' : ''}.`, filters: 'لا يوجد طلب يوافق عوامل التصفية.',
  },
  notAllowed: {
    title: 'غير مسموح',
    text: (role) => `${role === '' ? 'دورك' : say`دورك (${role})`} لا يتيح الاطلاع على هذه الطلبات. يستطيع مدير سلطة التسجيل تغيير ذلك.`,
    roles: { user: 'مستخدم', operator: 'مشغّل', admin: 'مدير' },
    own: 'عرض طلباتي',
  },
  noList: { title: 'لا توجد قائمة هنا', text: 'لا تستطيع سلطة التسجيل هذه سرد طلباتها.' },
  failed: 'تعذّر تحميل القائمة', detailFailed: 'تعذّر تحميل الطلب',

  detail: {
    unknown: 'الطلب', loading: 'جارٍ تحميل الطلب',
    back: 'كل الطلبات', close: 'إغلاق',
    about: (name, citizenId, reason, at) => (citizenId === '' ? say`${name}. ${reason}، ${at}.` : say`${name}، ${citizenId}. ${reason}، ${at}.`),
    onlyKey: 'المفتاح وحده يتغيّر', more: 'ليس المفتاح وحده ما يتغيّر', notCompared: 'المفتاح يتغيّر',
    same: {
      new: 'الموضوع والأسماء والملف التعريفي هي البايتات نفسها. تبدأ مدة الصلاحية من جديد.',
      'same-duration': 'الموضوع والأسماء والملف التعريفي هي البايتات نفسها. تبدأ مدة الصلاحية من جديد.',
      'same-expiry': 'الموضوع والأسماء والملف التعريفي هي البايتات نفسها. والمطلوب هو تاريخ الانتهاء نفسه.',
    },
    ignored: 'الموضوع والأسماء والملف التعريفي مأخوذة من الشهادة الحالية. يُترك ما يخالفها في طلب التوقيع جانبًا.',
    differs: 'انظر إلى الصفوف المعلَّمة بسهم.', noComparison: 'لم تذكر سلطة التسجيل هل الموضوع والأسماء كما هي.',
    noCsr: 'لا يوجد طلب توقيع (CSR) بعد.',
    caption: 'ما يغيّره هذا الطلب', current: 'الحالي', new: 'الجديد',
    fields: { key: 'المفتاح العام', fingerprint: 'بصمة المفتاح SHA-256', serial: 'الرقم التسلسلي', validUntil: 'صالحة حتى', subject: 'الموضوع', names: 'الأسماء', profile: 'الملف التعريفي' },
    newSerial: 'يُعطى عند الإصدار', emptySubject: 'فارغ', noNames: 'لا توجد',
    subjectIgnored: (subject) => say`في طلب التوقيع ${subject}، ويُترك جانبًا.`,
    names: (n) => `${count(n, nouns.name)}، بايتًا ببايت`,
    namesPlain: (n) => count(n, nouns.name),
    namesIgnored: (change) => `يختلف طلب التوقيع (${change})، ويُترك ذلك جانبًا.`,
    added: (names) => say`المضاف: ${names}`, removed: (names) => say`الناقص: ${names}`,
    fromIssue: (days) => `${count(days, nouns.day)} من الإصدار`, upTo: (days) => `حتى ${count(days, nouns.ofDays)} من الإصدار`,
    caSets: 'تحدده سلطة التصديق عند الإصدار', sameEnd: (date) => say`${date}، بقدر ما تسمح سلطة التصديق`,
    checks: 'الفحوص', noChecks: 'لم يُفحص شيء بعد.',
    possession: ['إثبات الحيازة', 'التوقيع يوافق المفتاح'],
    keyIsNew: ['المفتاح جديد', 'لم يُستخدم، وليس معروفًا بالانكشاف'],
    keyUsed: 'سبق استخدام هذا المفتاح أو هو معروف بالانكشاف.',
    notTold: 'غير معروف', notToldWhy: 'لم تذكر سلطة التسجيل النتيجة.',
    caa: {
      what: 'CAA', verified: (ago) => say`تم التحقق ${ago}`, old: 'نتيجة قديمة', forbidden: 'ممنوع', unclear: 'تعذّر الحكم', missing: 'لم يُفحص بعد',
      seen: (ago) => say`آخر فحص ${ago}.`, again: 'تنظر سلطة التصديق من جديد عند موافقتك.', later: 'تنظر سلطة التصديق من جديد عند الموافقة.',
      names: (names) => say`يخص ${names}.`,
    },
    control: { what: 'التحكم في النطاقات', until: (date) => say`مُثبَت، ويُعاد استخدامه حتى ${date}`, proven: 'مُثبَت', missing: 'غير مُثبَت', names: (names) => say`غير مُثبَت أو لم يعد كذلك: ${names}.` },
    agreement: { what: 'الاتفاقية', accepted: (version, at) => say`الإصدار ${version}، ${at}` },
    factor: { what: 'العامل الثاني', accepted: (method, at) => say`${method}، ${at}`, later: 'يُطلب بعد الموافقة', missing: 'غير مؤكَّد' },
    message: (name) => say`رسالة ${name}`,
    old: {
      heading: 'الشهادة الحالية', kept: 'تبقى صالحة إلى جانب الجديدة حتى انتهائها.', superseded: 'تُبطَل بوصفها مستبدَلة عند إصدار الجديدة.',
      after: (n) => `تُبطَل بعد ${count(n, hours)} من إصدار الجديدة.`,
      task: 'مهمة مفتوحة: إبطال الشهادة الحالية', taskText: say`ربما انكشف المفتاح. تبقى الشهادة صالحة إلى أن تُبطَل بالسبب ${'keyCompromise'}، وهذا الطلب لا يفعل ذلك.`,
      taskDone: 'أُبطِلت.', revoke: 'أبطلها',
    },
    audit: 'سجل التدقيق', noAudit: 'لا تحتفظ سلطة التسجيل بسجل له.',
    event: (action, who, detail) => events[action]?.(who, detail) ?? `${action}${by(who)}`,
    wholeSerial: (short) => say`الرقم التسلسلي الكامل لـ ${short}`,
  },

  decision: {
    approve: 'موافقة', decline: 'رفض', reviewed: 'راجعتُ التغييرات وتحققتُ منها',
    approving: 'جارٍ تسجيل الموافقة', declining: 'جارٍ تسجيل الرفض', told: 'يُبلَّغ مقدّم الطلب فورًا.',
    tickFirst: 'أشّر على أنك راجعت التغييرات.',
    own: 'هذا طلبك أنت', ownWhy: 'الرقابة المزدوجة مطلوبة: يجب أن يبتّ فيه مدير آخر.', ownShort: 'لا يمكنك البتّ في طلبك',
    not: { role: 'لا يحق لدورك البتّ في الطلبات.', claimed: 'ينظر فيه شخص آخر.', state: 'لا شيء يُبتّ فيه في هذه الحالة.' },
    claimedBy: (name) => say`ينظر فيه ${name}.`,
    claim: 'أخذ للمراجعة', takeOver: 'تولّي المراجعة', claiming: 'جارٍ أخذه للمراجعة', claimed: (number) => say`أخذتَ ${number} للمراجعة`, mine: 'أخذته للمراجعة: يرى الآخرون أنك تنظر فيه.',
    claimFirst: 'تولَّ مراجعته لتبتّ فيه بنفسك.',
    template: 'البدء من قالب', templateNone: 'اختر قالبًا',
    previewMany: (name, others) => (others === 0 ? say`ما سيقرؤه ${name}` : say`ما سيقرؤه ${name} ومعه ${count(others, ['0 آخرون', 'شخص آخر', 'شخصان آخران', 'آخرين', 'شخصًا آخر', 'شخص آخر'])}`),
    notNow: 'لا تسمح سلطة التسجيل بذلك الآن.',
    declineHeading: (number) => say`رفض ${number}`,
    remarks: 'الملاحظات', remarksHint: 'يقرؤها مقدّم الطلب كما تكتبها.', prefilled: 'مُلئت من الفحص غير الناجح.',
    remarksMissing: 'اكتب السبب، ليعرف مقدّم الطلب ما يجب تغييره.',
    preview: (name) => say`ما سيقرؤه ${name}`,
    previewTitle: (certificate) => say`رُفض طلبك لتغيير مفتاح ${certificate}`,
    previewEmpty: 'من دون ملاحظات.', previewEnd: 'تبقى شهادتك الحالية سارية. يمكنك تعديل الطلب وتقديمه من جديد.',
    keptRemarks: 'ملاحظاتك محفوظة', copyRemarks: 'نسخ ملاحظاتي',
    you: 'أنت',
    changed: (action, who) => changes[action]?.(who ?? 'شخص ما') ?? (who === undefined ? 'تغيّر هذا الطلب بينما كان مفتوحًا عندك' : say`غيّر ${who} هذا الطلب بينما كان مفتوحًا عندك`),
    changedAt: (at) => say`${at}. `, nothingSent: 'لم يُرسَل شيء من جانبك.', lookAgain: 'انظر فيه من جديد قبل أن تقرر.',
    done: { approve: (number) => say`تمت الموافقة على ${number}`, decline: (number) => say`رُفض ${number}` },
    doneText: {
      issued: 'يُبلَّغ مقدّم الطلب فورًا. صدرت الشهادة الجديدة.', issuing: 'يُبلَّغ مقدّم الطلب فورًا. ستصدر سلطة التصديق الشهادة الجديدة بعد ذلك.',
      factor: 'يُبلَّغ مقدّم الطلب فورًا ويؤكد هويته، ثم تصدر سلطة التصديق الشهادة.', failed: 'يُبلَّغ مقدّم الطلب فورًا. لم تستطع سلطة التصديق إصدارها.',
      declined: 'يُبلَّغ مقدّم الطلب فورًا، ويمكنه تعديل الطلب وتقديمه من جديد. تبقى الشهادة الحالية سارية.',
    },
    decidedBy: { approved: (who, at) => say`وافق ${who}، ${at}`, declined: (who, at) => say`رفض ${who}، ${at}` },
    arrived: { text: 'وصل قرارك رغم ذلك، كما يُظهر الطلب.', next: 'أعد المحاولة لتحصل على إجابته: لا شيء يُنفَّذ مرتين.' },
    refused: {
      'caa-forbidden': { text: 'نظرت سلطة التسجيل من جديد: يمنع DNS الخاص بأحد الأسماء سلطة التصديق هذه من الإصدار له.', next: 'ارفض الطلب، ليستطيع مقدّمه تغيير السجل.' },
      'caa-indeterminate': { text: 'نظرت سلطة التسجيل من جديد: لم يعطِ DNS الخاص بأحد الأسماء إجابة موثوقة.', next: 'أعد المحاولة أو ارفض الطلب.' },
      'not-eligible': { next: 'ارفض الطلب. لم يصدر شيء.' },
      'key-rejected': { next: 'ارفض الطلب، ليستطيع مقدّمه إنشاء مفتاح جديد.' },
    },
    remarksOf: (name) => say`ملاحظات ${name}`,
  },

  bulk: {
    ask: { claim: (n) => `أخذ ${ofRequests(n)} للمراجعة`, approve: (n) => `الموافقة على ${ofRequests(n)}`, decline: (n) => `رفض ${ofRequests(n)}` },
    running: { claim: 'جارٍ الأخذ للمراجعة', approve: 'جارٍ تسجيل الموافقة', decline: 'جارٍ تسجيل الرفض' },
    over: { claim: (n, of) => `أُخذ للمراجعة ${range(n, of)}`, approve: (n, of) => `تمت الموافقة على ${range(n, of)}`, decline: (n, of) => `رُفض ${range(n, of)}` },
    done: { claim: (n) => `المأخوذ للمراجعة: ${number(n)}`, approve: (n) => `الموافَق عليه: ${number(n)}`, decline: (n) => `المرفوض: ${number(n)}` },
    failed: { claim: (n) => `ما لم يؤخذ: ${number(n)}`, approve: (n) => `ما لم يوافَق عليه: ${number(n)}`, decline: (n) => `ما لم يُرفض: ${number(n)}` },
    stopped: (n) => `المتوقف: ${number(n)}`, barred: (n) => `ما ليس لك البتّ فيه: ${number(n)}`,
    progress: range,
    each: 'واحدًا تلو الآخر، ولكل منها نتيجته.', nobody: 'لا يمكنك البتّ في أي منها.', notSent: 'لم يُرسَل', waits: 'ينتظر', sending: 'جارٍ',
    result: { claim: 'أُخذ للمراجعة', approve: 'تمت الموافقة', decline: 'رُفض' },
    again: 'تمكن إعادة المحاولة', final: 'ابتّ فيه وحده', changed: 'تغيّر بينما كنت تنظر: انظر فيه من جديد.', notStarted: 'لم يبدأ', stillWaits: 'أُوقف قبل دوره، ولا يزال ينتظر.',
    checkFailed: 'لم ينجح أحد الفحوص: انظر فيه وحده', notOnlyKey: 'ربما لا يتغيّر المفتاح وحده: انظر فيه وحده',
    stop: 'إيقاف', stopping: 'يتوقف بعد هذا الطلب', tryAgain: (n) => `إعادة محاولة ${ofRequests(n)}`,
    goOn: { claim: (n) => `أخذ ما توقف للمراجعة (${number(n)})`, approve: (n) => `الموافقة على ما توقف (${number(n)})`, decline: (n) => `رفض ما توقف (${number(n)})` },
    finish: 'تم', show: (done) => `عرض: ${done}`,
    tellAll: 'يُبلَّغ مقدّمو الطلبات فورًا.',
  },

  prefill: {
    caa: (owner, issuer) => say`سجل CAA عند ${owner} لا يسمح لسلطة التصديق هذه. يرجى إضافة ${`0 issue "${issuer}"`} عند ${owner} ثم تقديم الطلب من جديد.`,
    caaNames: (names) => say`لا تسمح سجلات CAA لسلطة التصديق هذه بالإصدار لـ ${names}. يرجى تغيير السجل وتقديم الطلب من جديد.`,
    caaUnclear: (names) => say`تعذّرت قراءة سجلات CAA لـ ${names}. يرجى مراجعة DNS لديكم وتقديم الطلب من جديد.`,
    check: (what, why) => `${what}: ${why}`,
    error: (title, text) => `${title}. ${text}`,
  },
};
