import type { SecondFactorMethod } from '../../core/domain.js';
import { errorInfo } from '../../core/errors.js';
import type { Format } from '../../lit/format.js';
import type { Messages } from '../../locales/en.js';
import { wrongWords } from './code-view.js';
import type { Saying } from './controller.js';
import { passwordWords } from './password-view.js';
import { refusedWords, windowWords } from './sign-in-view.js';
import { isAboutCodes, isFederated } from './view.js';
import type { View } from './view.js';
import { duration } from '../../lit/durations.js';

/** What screen readers hear of something that happened. */
export function sayingWords(saying: Saying, method: SecondFactorMethod | undefined, t: Messages, fmt: Format): string {
  const s = t.secondFactor;
  switch (saying.what) {
    case 'resent': return s.resent;
    case 'unheard': return s.signIn.unheard;
    case 'problem': return t.errors.describe(errorInfo(saying.error)).title;
    case 'expires': {
      const words = method === undefined || isAboutCodes(method) ? s.expiresIn : isFederated(method) ? s.signIn.expiresIn : s.password.expiresIn;
      return words(duration(fmt, saying.left));
    }
  }
}

/** What they hear when one view takes the place of another; `undefined` when the focus tells enough. */
export function viewWords(before: View, view: View, t: Messages): string | undefined {
  const s = t.secondFactor;
  switch (view.at) {
    case 'code': {
      const wrong = Object.values(view.wrong ?? {})[0];
      return wrong && wrongWords(wrong, t);
    }
    case 'password': return view.wrong && passwordWords(view.wrong, t);
    case 'elsewhere': return before.at === 'elsewhere' && before.window === view.window ? undefined : windowWords(view, t);
    case 'refused': return refusedWords(view.challenge, t);
    case 'expired': return isAboutCodes(view.challenge.method) ? s.expiredHeading : isFederated(view.challenge.method) ? s.signIn.expiredHeading : s.password.expiredHeading;
    default: return undefined;
  }
}
