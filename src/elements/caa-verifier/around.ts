import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CaaReport } from '../../core/domain.js';
import type { Format } from '../../lit/format.js';
import type { Messages } from '../../locales/en.js';
import { button, copyButton, note } from '../../ui/index.js';
import { when } from './explain.js';
import { wordsOf } from './page-check.js';
import type { CaaResolver } from './page-check.js';
import { askAgain } from './rows.js';
import type { Row, Tally } from './rows.js';
import { adminLetter, caaSummary, saveReport } from './texts.js';
import type { FormatFix } from './texts.js';

/** What stands around the list of names. */
export interface Around {
  readonly rows: readonly Row[];
  readonly report: CaaReport | undefined;
  /** The page itself looks, and nobody else. */
  readonly here: boolean;
  readonly now: number;
  readonly t: Messages;
  readonly fmt: Format;
}

export function tallyWords(tally: Tally, here: boolean, { caa: words }: Messages): [strong: string, rest: string] {
  return here ? words.page.tally(tally.likely, tally.applicable, tally.forbidden, tally.unclear) : words.tally(tally.verified, tally.applicable, tally.forbidden, tally.unclear);
}

export interface Head {
  readonly tally: Tally;
  readonly here: boolean;
  /** The page itself has looked. */
  readonly checked: boolean;
  readonly loading: boolean;
  readonly verifying: boolean;
  /** Why *Verify* cannot be pressed. */
  readonly obstacle: string | undefined;
  readonly t: Messages;
  readonly verify: () => void;
  readonly cancel: () => void;
}

export function head({ tally, here, checked, loading, verifying, obstacle, t, verify, cancel }: Head): TemplateResult {
  const [strong, rest] = tallyWords(tally, here, t);
  return html`<div class="row between">
    <div><p><b class="nums">${loading ? t.common.loading : strong}</b> <span class="muted nums">${loading ? '' : rest}</span></p>${
      checked ? html`<p class="small muted">${t.caa.page.decides}</p>` : nothing}</div>
    <div class="row">${verifying ? button({ label: t.common.cancel, kind: 'quiet', onClick: cancel }) : nothing}${button({
      label: t.caa.verify, kind: 'primary', part: 'verify', busy: verifying && (here ? t.caa.page.verifying : t.caa.verifying), disabled: obstacle !== undefined,
      ...(obstacle !== undefined && { describedBy: 'why' }), onClick: verify,
    })}</div>
    ${obstacle === undefined ? nothing : html`<p class="why" id="why">${obstacle}</p>`}
  </div>`;
}

export const skeleton = (t: Messages): TemplateResult => html`<ul class="caa" role="list" aria-busy="true" aria-label=${t.caa.caption}>${[1, 2, 3].map(() =>
  html`<li><div class="entry"><span class="skeleton"></span><span class="skeleton"></span></div></li>`)}</ul>`;

/** Before anybody is asked: who would learn the names. */
export function disclosure(resolvers: readonly CaaResolver[], isBesideRa: boolean, t: Messages): TemplateResult {
  const words = t.caa.page;
  return html`<section class="who" part="disclosure"><h3>${words.who}</h3>
    <p class="small">${isBesideRa ? `${words.alsoLearns} ` : ''}${words.learns(resolvers.length)}</p>
    <ul class="small">${resolvers.map(wordsOf).map(({ name, host, operator, privacyUrl, clientSubnet, filters }) => html`<li><bdi class="strong">${name}</bdi>${
      host ? html` <code>${host}</code>` : nothing}<span class="muted">${[operator ? words.runBy(operator) : words.ofPage, clientSubnet && words.subnet, filters && words.filters].filter(Boolean).map((text) => html` · ${text}`)}</span>${
      privacyUrl && /^https:/i.test(privacyUrl) ? html` · <a href=${privacyUrl} target="_blank" rel="noopener noreferrer">${words.privacy}<span class="vh"> ${name}</span></a>` : nothing}</li>`)}</ul></section>`;
}

/** How long the results last or, where a name does not permit, when asking again can have another result. */
export function lasting({ rows, report, here, now, t, fmt }: Around): TemplateResult | typeof nothing {
  if (report === undefined) return nothing;
  const { failed, from } = askAgain(rows, report);
  if (failed) return note({ icon: 'clock', text: from === undefined ? t.caa.again.atOnce : from > now ? t.caa.again.later(when(from, now, fmt)) : t.caa.again.now });
  const until = report.validUntil;
  if (until === undefined || !rows.some((row) => row.report)) return nothing;
  if (Date.parse(until) <= now) return note({ tone: 'warn', icon: 'clock', text: t.caa.outdated });
  return note({ icon: 'clock', text: (here ? t.caa.page.lasts : t.caa.lasts)(when(until, now, fmt)) });
}

/** What can be taken along. */
export function files({ report, t }: Around, own: CaaReport | undefined, format: FormatFix | undefined, announce: (text: string) => void): TemplateResult | typeof nothing {
  if ((report ?? own) === undefined) return nothing;
  const copied = { done: t.common.copied, failed: t.common.copyFailed, announce };
  const fixable = report?.names.filter(({ fix }) => fix) ?? [];
  const download = (label: string, one: CaaReport): TemplateResult => button({ label, kind: 'quiet', size: 'small', icon: 'download', onClick: () => { saveReport(one); } });
  return html`<div class="row files">${report ? download(t.caa.files.download, report) : nothing}${own ? download(t.caa.files.downloadOwn, own) : nothing}${
    report ? copyButton({ ...copied, label: t.caa.files.copySummary, text: caaSummary(report) }) : nothing}${
    report && format && fixable.length > 1 ? copyButton({ ...copied, label: t.caa.fix.copyLetter, text: adminLetter(fixable, report.issuers, format, t) }) : nothing}</div>`;
}
