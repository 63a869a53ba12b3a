import { count, nouns, say } from './ar-count.js';
import type { common as English } from './en-common.js';

export const common: typeof English = {
  lang: 'ar',

  common: {
    next: 'التالي', back: 'رجوع', cancel: 'إلغاء', tryAgain: 'أعد المحاولة', loading: 'جارٍ التحميل', problem: 'حدثت مشكلة',
    allSteps: 'كل الخطوات', steps: 'الخطوات', stepDone: 'اكتملت', noAdapter: 'لا توجد سلطة تسجيل متصلة بهذه الصفحة.',
    step: (n, of) => say`الخطوة ${n} من ${of}`,
    wholeFingerprint: (short) => say`البصمة الكاملة لـ ${short}`,
    sandbox: 'سلطة التسجيل هذه موجودة في هذه الصفحة فقط، ولا أحد يثق بشهاداتها.',
    names: (n) => count(n, nouns.name),
  },

  algorithms: {
    'ec-p256': 'ECDSA P-256', 'ec-p384': 'ECDSA P-384', 'ec-p521': 'ECDSA P-521',
    'rsa-2048': 'RSA 2048', 'rsa-3072': 'RSA 3072', 'rsa-4096': 'RSA 4096',
    ed25519: 'Ed25519', 'ml-dsa-44': 'ML-DSA-44', 'ml-dsa-65': 'ML-DSA-65', 'ml-dsa-87': 'ML-DSA-87',
  },

  certificateStatus: { active: 'سارية', expired: 'منتهية الصلاحية', revoked: 'مُبطَلة', 'rekey-open': 'تغيير المفتاح جارٍ', superseded: 'مستبدَلة' },

  reasons: { routine: 'تغيير دوري', lost: 'المفتاح مفقود', compromised: 'ربما انكشف المفتاح', algorithm: 'تغيير الخوارزمية' },
};
