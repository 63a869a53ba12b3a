import { say } from './ar-count.js';
import type { wizardGates as English } from './en-gates.js';

export const wizardGates: typeof English = {
  artefacts: {
    created: 'أُنشئ في',
    underNumber: (number) => say`كل ما تحت الطلب ${number}`,
    kinds: { certificate: 'شهادة', csr: 'طلب توقيع شهادة', agreement: 'اتفاقية المشترك', 'caa-report': 'تقرير CAA' },
    none: 'لا شيء محفوظ تحت هذا الرقم.',
  },
  gates: {
    refused(reason, f) {
      switch (reason) {
        case 'expired': return ['انتهت صلاحية هذه الشهادة', say`انتهت في ${f.ended}. يتطلب تغيير المفتاح شهادة لا تزال صالحة. اطلب شهادة جديدة.`];
        case 'revoked': return ['أُبطِلت هذه الشهادة', `${f.revoked ? (f.crlReason ? say`أُبطِلت في ${f.revoked}، والسبب: ${f.crlReason}. ` : say`أُبطِلت في ${f.revoked}. `) : ''}تُستبدل الشهادة المُبطَلة بإعادة إصدار، وهي طلب قائم بذاته.`];
        case 'renew-only': return ['تغيير المفتاح معطَّل', say`السياسة ${f.policy} لا تسمح إلا بالتجديد. يمكن لمدير سلطة التسجيل لديك تعديل ذلك في قسم السياسة.`];
        case 'policy-off': return ['تغيير المفتاح معطَّل', say`السياسة ${f.policy} لا تسمح بتغيير المفتاح. يمكن لمدير سلطة التسجيل لديك تعديل ذلك في قسم السياسة.`];
        case 'request-open': return ['تغيير مفتاح هذه الشهادة جارٍ بالفعل', `${f.who ? say`فتح ${f.who} الطلب ${f.number ?? ''} في ${f.on ?? ''}، وحالته: ${f.status ?? ''}. ` : ''}للشهادة الواحدة طلب مفتوح واحد في كل وقت.`];
        case 'not-yours': return ['هذه ليست شهادتك', 'إنها تخص شخصًا آخر. راجع صاحبها أو أحد المشغّلين.'];
        case 'unavailable-here': return ['لا يمكن تقديم مفتاح هنا', f.byCard ? 'تريد السياسة مفتاحًا على بطاقة أو رمز مادي، وليس لهذه الصفحة سبيل إليه. استخدم الصفحة أو البرنامج المرفق ببطاقتك، أو راجع مدير سلطة التسجيل لديك.' : 'تريد السياسة أن يُنشأ المفتاح بطريقة لا تتيحها هذه الصفحة: يلزم اتصال آمن (https) ومتصفح حديث.'];
      }
    },
    crlReasons: {
      unspecified: 'غير محدد', keyCompromise: 'انكشاف المفتاح', cACompromise: 'انكشاف سلطة التصديق', affiliationChanged: 'تغيّر الانتساب', superseded: 'استُبدلت',
      cessationOfOperation: 'توقف الاستعمال', certificateHold: 'معلّقة', privilegeWithdrawn: 'سُحب الحق',
    },
    reissue: 'طلب إعادة إصدار',
    left: 'طلبك محفوظ', leftText: 'لم يُفقد شيء. يمكنك متابعته هنا، أو لاحقًا من الشهادة.', goOn: 'متابعة',
    leave: 'هل تريد ترك تغيير المفتاح هذا؟',
    leaveText: (number, until) => say`يبقى الطلب ${number} مفتوحًا حتى ${until} ما لم تُلغِه.`,
    keep: 'الاحتفاظ بالطلب والخروج', withdraw: 'إلغاء الطلب', stay: 'البقاء هنا',
    withdrawHint: 'الإلغاء ينهي الطلب نهائيًا ويزيل نسخة مفتاحه من هذا المتصفح. تبقى الشهادة الحالية كما هي.',
  },
};
