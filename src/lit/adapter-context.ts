import { createContext } from '@lit/context';
import type { RaAdapter } from '../core/adapter.js';

/**
 * The context under which elements ask for their adapter. `Symbol.for` lets two copies of this package, or a host without it,
 * agree: the number is that of the port, so that an incompatible one goes by another name.
 */
export const adapterContext = createContext<RaAdapter | undefined>(Symbol.for('rekey-elements/adapter@1'));
