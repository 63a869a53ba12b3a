import { ContextProvider } from '@lit/context';
import type { RaAdapter } from '../core/adapter.js';
import { adapterContext } from './adapter-context.js';

export { adapterContext };

type Provider = ContextProvider<typeof adapterContext, HTMLElement>;
const providers = new WeakMap<HTMLElement, Provider>();

/**
 * Gives `adapter` to every element of this package inside `element`, those that are there already included. Called again on the
 * same element it replaces the adapter; `undefined` takes it away.
 */
export function provideAdapter(element: HTMLElement, adapter: RaAdapter | undefined): void {
  const there = providers.get(element);
  if (there) {
    there.setValue(adapter);
    return;
  }
  const provider: Provider = new ContextProvider(element, { context: adapterContext, initialValue: adapter });
  providers.set(element, provider);
  // A plain element has no lifecycle that controllers could follow: its provider answers from now on, and says so.
  provider.hostConnected();
}
