import { createApp, defineComponent, h, ref } from 'vue';
import type { GlobalComponents } from 'vue';
import type { RaAdapter } from 'rekey-elements';
import 'rekey-elements/define.js';
import { createSandboxRa } from 'rekey-elements/sandbox.js';
import type {} from 'rekey-elements/types/vue.d.ts';
import { heard, readyUser } from './sandbox.js';

const adapter = await readyUser(createSandboxRa({ store: 'indexeddb' }));

const Portal = defineComponent({
  setup() {
    const step = ref('');
    const props: Props<'rekey-wizard'> = {
      adapter,
      'certificate-id': 'cert-app',
      onRekeyStepChange: ({ detail }) => { step.value = detail.to; },
      onRekeyComplete: ({ detail }) => { heard('rekey-complete', { pem: detail.certificate.slice(0, 27) }); },
    };
    return () => h('main', [h('h1', 'Vue host'), h('output', { id: 'step' }, step.value), h('rekey-wizard', { ...props })]);
  },
});
createApp(Portal).mount('#app');

/** What a template may give to a tag. */
type Props<Tag extends keyof GlobalComponents> = InstanceType<Extract<GlobalComponents[Tag], new () => unknown>> extends { $props: infer P } ? P : never;
type Emit<Tag extends keyof GlobalComponents> = InstanceType<Extract<GlobalComponents[Tag], new () => unknown>> extends { $emit: infer E } ? E : never;

export const allowed = (given: RaAdapter, emit: Emit<'rekey-request-list'>): unknown[] => {
  const list: Props<'rekey-request-list'> = { adapter: given, 'role-mode': 'admin', pageSize: 25, class: 'list' };
  const verifier: Props<'caa-verifier'> = { mode: 'adapter', requestId: 'r', onCaaFailed: ({ detail }) => { detail.report.names.at(0); } };
  emit('rekey-request-decided', new CustomEvent('rekey-request-decided', { detail: { requestId: 'r', decision: 'approved' } }));
  return [list, verifier];
};
// @ts-expect-error no such layout
export const layout: Props<'rekey-wizard'> = { layout: 'wide' };
// @ts-expect-error an adapter is no text
export const text: Props<'rekey-wizard'> = { adapter: '/ra' };
// @ts-expect-error no such event
export const event = (emit: Emit<'rekey-wizard'>): void => { emit('caa-verified', new CustomEvent('caa-verified')); };
