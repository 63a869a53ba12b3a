type Child = Node | string | undefined | false;
type Value = string | number | boolean | undefined | ((event: never) => unknown);

/**
 * Makes an element. Text goes in as text nodes, attributes by `setAttribute`, functions become listeners (`onclick` listens to
 * `click`); `true` sets an empty attribute, `false` and `undefined` none. No HTML from strings, no style attribute.
 */
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, props: Readonly<Record<string, Value>> = {}, ...children: readonly Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as (event: Event) => unknown);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child): child is Node | string => child !== undefined && child !== false && child !== ''));
  return element;
}

/** Text that only a screen reader reads: what a sighted person sees by its place in a table. */
export const hidden = (text: string): HTMLElement => el('span', { class: 'visually-hidden' }, text);

export interface Column<T> {
  readonly head: string;
  /** The row's name: a row header. */
  readonly rowHead?: boolean;
  readonly cell: (row: T) => Child | readonly Child[];
}

/**
 * A table with a caption that is read but not seen. Its roles are spelled out, since the narrow layout takes the table's own
 * display away, and with it, in some engines, its semantics.
 */
export function table<T>(caption: string, columns: readonly Column<T>[], rows: readonly T[]): HTMLTableElement {
  return el('table', { role: 'table', class: 'grid' },
    el('caption', { class: 'visually-hidden' }, caption),
    el('thead', { role: 'rowgroup' },
      el('tr', { role: 'row' }, ...columns.map(({ head }) => el('th', { role: 'columnheader', scope: 'col' }, head)))),
    el('tbody', { role: 'rowgroup' }, ...rows.map((row) =>
      el('tr', { role: 'row' }, ...columns.map(({ head, rowHead, cell }) => {
        const content = cell(row);
        const children = Array.isArray(content) ? content as readonly Child[] : [content as Child];
        return rowHead === true
          ? el('th', { role: 'rowheader', scope: 'row', 'data-head': head }, ...children)
          : el('td', { role: 'cell', 'data-head': head }, ...children);
      })))));
}

/** A term and what stands for it. */
export function facts(pairs: readonly (readonly [string, Child | undefined])[]): HTMLElement {
  return el('dl', { class: 'facts' }, ...pairs.filter(([, value]) => value !== undefined && value !== '').map(([term, value]) =>
    el('div', {}, el('dt', {}, term), el('dd', {}, value))));
}

export interface Choice { readonly value: string; readonly label: string }

export function field(label: string, control: HTMLElement, hint?: string): HTMLElement {
  control.id ||= `field-${++fields}`;
  if (hint !== undefined) control.setAttribute('aria-describedby', `${control.id}-hint`);
  return el('p', { class: 'field' },
    el('label', { for: control.id }, label),
    hint !== undefined && el('span', { class: 'hint', id: `${control.id}-hint` }, hint),
    control);
}
let fields = 0;

export function select(name: string, choices: readonly Choice[], chosen: string): HTMLSelectElement {
  const made = el('select', { name }, ...choices.map(({ value, label }) => el('option', { value }, label)));
  made.value = chosen;
  return made;
}

/** Radio buttons or check boxes under one legend. */
export function choices(kind: 'radio' | 'checkbox', name: string, legend: string, offered: readonly Choice[], chosen: readonly string[]): HTMLFieldSetElement {
  return el('fieldset', { class: 'choices' }, el('legend', {}, legend), ...offered.map(({ value, label }) =>
    el('label', {}, el('input', { type: kind, name, value, checked: chosen.includes(value) }), label)));
}

export function checkbox(name: string, label: string, checked: boolean, hint?: string): HTMLElement {
  const input = el('input', { type: 'checkbox', name, checked, id: `field-${++fields}` });
  if (hint !== undefined) input.setAttribute('aria-describedby', `${input.id}-hint`);
  return el('p', { class: 'field tick' }, input, el('label', { for: input.id }, label),
    hint !== undefined && el('span', { class: 'hint', id: `${input.id}-hint` }, hint));
}
