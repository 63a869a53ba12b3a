import type { StepId } from '../../../core/flow-types.js';
import type { Step, StepFactories, StepHost } from '../step.js';
import { earlySteps } from './early.js';

type Loader = { readonly [S in StepId]: () => Promise<StepFactories<S>> | StepFactories<S> };

const key = async (): Promise<StepFactories<'csr' | 'key-backup'>> => (await import('./key.js')).keySteps;
const names = async (): Promise<StepFactories<'subject' | 'san' | 'validity'>> => (await import('./names.js')).nameSteps;
const submit = async (): Promise<StepFactories<'domains' | 'confirm' | 'second-factor'>> => (await import('./submit.js')).submitSteps;
const end = async (): Promise<StepFactories<'pending' | 'result'>> => (await import('./end.js')).endSteps;
const early = (): StepFactories<'certificate-action' | 'welcome' | 'agreement' | 'reason'> => earlySteps;

/** Where each screen's code is. What comes after the reason is loaded when it is about to be shown. */
const LOADERS: Loader = {
  'certificate-action': early, welcome: early, agreement: early, reason: early,
  csr: key, 'key-backup': key,
  subject: names, san: names, validity: names,
  domains: submit, confirm: submit, 'second-factor': submit,
  pending: end, result: end,
};

/** The screen of a step: at once when its code is here, else a promise of it. */
export function loadStep<S extends StepId>(step: S, host: StepHost): Step<S> | Promise<Step<S>> {
  const make = (factories: StepFactories<S>): Step<S> => factories[step](host);
  const loaded = (LOADERS[step] as () => Promise<StepFactories<S>> | StepFactories<S>)();
  return loaded instanceof Promise ? loaded.then(make) : make(loaded);
}
