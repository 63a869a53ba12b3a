import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { REQUEST_STATUSES } from '../../core/domain.js';
import { linkButton } from '../../ui/button.js';
import { button } from '../../ui/button.js';
import { checkBox } from '../../ui/choice.js';
import { field } from '../../ui/field.js';
import { icon } from '../../ui/icons.js';
import type { IconName } from '../../ui/icons.js';
import { pickGroup } from '../../ui/picks.js';
import type { ListScene } from './list-view.js';
import { COLUMNS, dayOf, REASONS, startOf } from './view.js';
import type { ViewFilter } from './view.js';

/** The part of the view that is being changed. */
export type Panel = 'status' | 'reason' | 'date' | 'claim' | 'columns';

/** A filter with something taken out of it, or put in its place. */
export type FilterPatch = { readonly [K in keyof ViewFilter]?: ViewFilter[K] | undefined };

/** Search, filters, columns, CSV; below them what is being chosen. */
export function toolbar(scene: ListScene): TemplateResult {
  const { t, searchText, panel, own, exporting, act } = scene;
  const { filter, columns } = scene.state.view;
  const words = t.list.filters;
  const dates = [filter.from, filter.before].filter((one) => one !== undefined).length;
  const submit = (event: Event): void => {
    event.preventDefault();
    act.search((event.currentTarget as Element).querySelector('input')?.value ?? '', true);
  };
  return html`<div class="toolbar" part="toolbar">
    <form class="search" role="search" @submit=${submit}>${icon('search')}<input class="input" type="search" id="search" aria-label=${t.list.search.label} placeholder=${t.list.search.placeholder}
      maxlength="200" autocomplete="off" enterkeyhint="search" .value=${live(searchText)} @input=${(event: Event): void => act.search((event.target as HTMLInputElement).value, false)}></form>
    <div class="row filters" role="group" aria-label=${words.label}>
      ${opener(scene, 'status', words.status, filter.status?.length ?? 0)}${opener(scene, 'reason', words.reason, filter.reason?.length ?? 0)}${opener(scene, 'date', words.date, dates)}${
        own ? nothing : opener(scene, 'claim', words.claim, filter.claimedBy === undefined ? 0 : 1)}
    </div>
    <div class="row push">${opener(scene, 'columns', words.columns, columns.length === COLUMNS.length ? 0 : columns.length, 'columns')}
      <button class="filter" type="button" id="csv" part="csv" aria-disabled=${exporting ? 'true' : nothing} @click=${(): void => { if (!exporting) act.csv(); }}>${icon('download')}${words.csv}</button></div>
  </div>${panel === undefined ? nothing : panelTemplate(scene, panel)}`;
}

function opener({ t, panel, act }: ListScene, name: Panel, label: string, n: number, picture?: IconName): TemplateResult {
  const isOpen = panel === name;
  return html`<button class="filter${n > 0 ? ' on' : ''}" type="button" id="open-${name}" aria-expanded=${isOpen ? 'true' : 'false'} aria-controls=${isOpen ? 'panel' : nothing}
    @click=${(): void => act.panel(isOpen ? undefined : name)}>${picture ? icon(picture) : nothing}${label}${n > 0 ? html`<b class="nums" aria-hidden="true">${n}</b><span class="vh"> ${t.list.filters.on(n)}</span>` : nothing}${
      picture ? nothing : icon(isOpen ? 'up' : 'down')}</button>`;
}

function panelTemplate(scene: ListScene, panel: Panel): TemplateResult {
  const { t, act } = scene;
  const words = t.list.filters;
  const { filter } = scene.state.view;
  const cleared: Readonly<Record<Panel, { readonly on: boolean; readonly clear: () => void }>> = {
    status: { on: filter.status !== undefined, clear: () => act.filter({ status: undefined }) },
    reason: { on: filter.reason !== undefined, clear: () => act.filter({ reason: undefined }) },
    date: { on: filter.from !== undefined || filter.before !== undefined, clear: () => act.filter({ from: undefined, before: undefined }) },
    claim: { on: filter.claimedBy !== undefined, clear: () => act.filter({ claimedBy: undefined }) },
    columns: { on: scene.state.view.columns.length < COLUMNS.length, clear: () => act.columns(COLUMNS) },
  };
  const keydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    act.panel(undefined);
  };
  const { on, clear } = cleared[panel];
  return html`<div class="panel" id="panel" part="panel" @keydown=${keydown}>${contents[panel](scene)}
    <div class="row">${button({ id: 'close-panel', label: words.close, size: 'small', onClick: () => act.panel(undefined) })}${on ? linkButton({ id: 'clear-panel', label: words.clearOne, onClick: clear }) : nothing}</div></div>`;
}

/** Boxes of which any number may be ticked; none of them leaves the filter out. */
function boxes<T extends string>(legend: string, all: readonly T[], chosen: readonly T[], label: (one: T) => string, set: (chosen: readonly T[]) => void, prefix: string): TemplateResult {
  return html`<fieldset><legend class="legend">${legend}</legend><div class="boxes">${all.map((one) => checkBox({
    id: `${prefix}-${one}`, label: label(one), checked: chosen.includes(one), onChange: (checked) => set(all.filter((other) => (other === one ? checked : chosen.includes(other)))),
  }))}</div></fieldset>`;
}

const unlessNone = <T>(chosen: readonly T[]): readonly T[] | undefined => (chosen.length === 0 ? undefined : chosen);

const contents: Readonly<Record<Panel, (scene: ListScene) => TemplateResult>> = {
  status: ({ t, state: { view: { filter } }, act }) => boxes(t.list.filters.statusLegend, REQUEST_STATUSES, filter.status ?? [], (one) => t.requestStatus[one], (status) => act.filter({ status: unlessNone(status) }), 'status'),
  reason: ({ t, state: { view: { filter } }, act }) => boxes(t.list.filters.reasonLegend, REASONS, filter.reason ?? [], (one) => t.list.reasons[one], (reason) => act.filter({ reason: unlessNone(reason) }), 'reason'),
  date: (scene) => html`<fieldset><legend class="legend">${scene.t.list.filters.dateLegend}</legend><p class="hint" id="days">${scene.t.list.filters.days}</p><div class="boxes">${day(scene, 'from')}${day(scene, 'before')}</div></fieldset>`,
  claim: ({ t, state: { view: { filter } }, act }) => pickGroup<'any' | 'me' | 'none'>({
    id: 'claim', legend: t.list.filters.claimLegend, value: filter.claimedBy ?? 'any',
    options: [{ value: 'any', label: t.list.filters.anyone }, { value: 'me', label: t.list.filters.me }, { value: 'none', label: t.list.filters.nobody }],
    onChange: (value) => act.filter({ claimedBy: value === 'any' ? undefined : value }),
  }),
  columns: ({ t, state: { view: { columns } }, act }) => {
    const choice = COLUMNS.filter((one) => one !== 'number');
    return boxes(t.list.filters.columnsLegend, choice, columns.filter((one) => one !== 'number'), (one) => t.list.columns[one], (chosen) => act.columns(['number', ...chosen]), 'column');
  },
};

function day({ t, state: { view: { filter } }, act }: ListScene, name: 'from' | 'before'): TemplateResult {
  return field({ id: `date-${name}`, label: t.list.filters[name] }, (w) => html`<input class="input" type="date" id=${w.id} aria-describedby="days" .value=${live(dayOf(filter[name]))}
    @change=${(event: Event): void => act.filter({ [name]: startOf((event.target as HTMLInputElement).value) })}>`);
}
