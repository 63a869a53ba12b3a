import { addLanguages } from '../../src/index.js';
import { ar } from '../../src/locales/ar.js';
import { en } from '../../src/locales/en.js';
import { fr } from '../../src/locales/fr.js';

/** The portal's own words, by the English ones: its menu, its headings, its header. What is missing is said in English. */
const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  fr: {
    Requests: 'Demandes', Certificates: 'Certificats', 'Rekey Requests': 'Demandes de changement de clé', 'Rekey Certificate': 'Changer la clé du certificat',
    'View Request': 'Consulter la demande', Configurations: 'Configuration', Policy: 'Politique', 'Default Settings': 'Paramètres par défaut', Messages: 'Messages',
    Inbox: 'Boîte de réception', Sandbox: 'Bac à sable', 'Sandbox Controls': 'Commandes du bac à sable', 'Signed in as': 'Connecté en tant que', Language: 'Langue',
    'Skip to content': 'Aller au contenu', 'Page not found': 'Page introuvable', Portal: 'Portail', Breadcrumb: 'Fil d’Ariane',
  },
  ar: {
    Requests: 'الطلبات', Certificates: 'الشهادات', 'Rekey Requests': 'طلبات تغيير المفتاح', 'Rekey Certificate': 'تغيير مفتاح الشهادة',
    'View Request': 'عرض الطلب', Configurations: 'الإعدادات', Policy: 'السياسة', 'Default Settings': 'الإعدادات الافتراضية', Messages: 'الرسائل',
    Inbox: 'صندوق الوارد', Sandbox: 'بيئة التجربة', 'Sandbox Controls': 'أدوات بيئة التجربة', 'Signed in as': 'مسجّل الدخول باسم', Language: 'اللغة',
    'Skip to content': 'انتقل إلى المحتوى', 'Page not found': 'الصفحة غير موجودة', Portal: 'البوابة', Breadcrumb: 'مسار التنقل',
  },
};

export const LANGUAGES = [
  { value: 'en', label: 'English', dir: en.dir }, { value: 'fr', label: 'Français', dir: fr.dir }, { value: 'ar', label: 'العربية', dir: ar.dir },
] as const;

const KEPT = 'portal-language';

export const say = (english: string): string => words[document.documentElement.lang]?.[english] ?? english;

/** Takes the language that was chosen last, and makes those of the elements known. */
export function beginLanguage(): void {
  addLanguages(fr, ar);
  setLanguage(localStorage.getItem(KEPT) ?? 'en');
}

export function setLanguage(chosen: string): void {
  const { value, dir } = LANGUAGES.find((one) => one.value === chosen) ?? LANGUAGES[0];
  Object.assign(document.documentElement, { lang: value, dir });
  localStorage.setItem(KEPT, value);
}
