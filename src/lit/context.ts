import { ContextProvider, createContext } from '@lit/context';
import type { RaAdapter } from '../core/adapter.js';

/**
 * The context under which elements ask for their adapter. `Symbol.for` lets two copies of this package, or a host without it,
 * agree: the number is that of the port, so that an incompatible one goes by another name.
 */
export const adapterContext = createContext<RaAdapter | undefined>(Symbol.for('rekey-elements/adapter@1'));

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
