import { el } from './dom.js';
import { problem } from './page.js';

/** A form with one *Save* button, which says beside it what came of it. */
export function savingForm(label: string, fields: readonly Node[], save: (data: FormData) => Promise<unknown>): HTMLFormElement {
  const status = el('span', { role: 'status', class: 'done' });
  const failure = el('div');
  const form = el('form', { 'aria-label': label }, ...fields, failure,
    el('p', { class: 'actions' }, el('button', { type: 'submit', class: 'main' }, 'Save'), status));
  form.addEventListener('input', () => status.replaceChildren());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    status.replaceChildren();
    failure.replaceChildren();
    save(new FormData(form)).then(
      () => { status.textContent = 'Saved'; },
      (error: unknown) => { failure.replaceChildren(problem(error)); });
  });
  return form;
}
