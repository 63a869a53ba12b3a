import type { install as English } from './en-install.js';

export const install: typeof English = {
  heading: 'التثبيت', server: 'خادمك',
  names: { nginx: 'nginx', apache: 'Apache', iis: 'IIS', tomcat: 'Tomcat', haproxy: 'HAProxy' },
  steps: {
    place: 'ضع الملفات حيث لا يقرأ المفتاح إلا المستخدم root', configure: 'في ملف الإعدادات، بدلًا من الأسماء القديمة', passphrase: 'أعطِ الخادم عبارة المرور في ملف مستقل',
    import: 'في PowerShell بصلاحية المسؤول، داخل مجلد التنزيلات', bind: 'اجعل الموقع يستخدمها', combine: 'داخل مجلد التنزيلات: ملف واحد يجمع الشهادة والسلسلة والمفتاح', reload: 'تحقق من الإعدادات، ثم اجعل الخادم يعيد قراءتها',
  },
  about(server, elsewhere) {
    if (server === 'haproxy') return 'يقرأ HAProxy المفتاح بلا عبارة مرور: يحتويه الملف دون تعمية، فلا يجوز أن يقرأه إلا root.';
    if (server === 'iis') return elsewhere ? 'يُكمل هذا الطلبَ الذي أُنشئ على هذا الجهاز.' : 'نزّل ملف PKCS#12 أولًا. يقرؤه Windows ابتداءً من Windows Server 2019.';
    if (server === 'tomcat' && !elsewhere) return 'نزّل ملف PKCS#12 أولًا. عبارة مروره هي عبارة مرور المفتاح، وتوضع في server.xml مكان النقاط.';
    return elsewhere ? 'مفتاحك حيث أنشأته: اكتب اسمه.' : 'يبقى المفتاح معمّى على القرص.';
  },
  backTitle: 'طريق العودة:', back: 'احتفظ بالملفات القديمة حتى يُظهر كل خادم الرقم التسلسلي الجديد. أعد الأسماء القديمة ثم أعد التحميل، فيعود كل شيء كما كان ما دامت الشهادة القديمة صالحة.',
};
