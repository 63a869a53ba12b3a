import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Messages } from '../locales/en.js';

/** `762c 08fc…f2ec`: a fingerprint, shortened in the middle. Lower-case hex in and out. */
export const shortHex = (hex: string): string => (hex.length <= 16 ? hex : `${hex.slice(0, 4)} ${hex.slice(4, 8)}…${hex.slice(-4)}`);
/** `4A:91:0C:7E…A3:51`: a serial number. */
export function shortSerial(hex: string): string {
  const pairs = hex.toUpperCase().match(/.{1,2}/g) ?? [];
  return pairs.length <= 8 ? pairs.join(':') : `${pairs.slice(0, 4).join(':')}…${pairs.slice(-2).join(':')}`;
}
const inFours = (hex: string): string => (hex.match(/.{1,4}/g) ?? []).join(' ');

/** A fingerprint whose whole is one step away. */
export function fingerprint(hex: string, t: Messages): TemplateResult {
  const short = shortHex(hex);
  return html`<details class="fp"><summary class="mono" aria-label=${t.common.wholeFingerprint(short)}>${short}</summary><span class="mono">${inFours(hex)}</span></details>`;
}
