import type { Role } from '../../src/core/domain.js';

/** Someone at one of the two portals: an operator works in either. */
export interface Account {
  readonly key: string;
  readonly personId: string;
  readonly label: string;
  readonly role: Role;
  readonly origin: 'web' | 'admin';
}

interface Known { readonly id: string; readonly name: string; readonly roles: readonly Role[] }

const WORDS: Readonly<Record<Role, string>> = { user: 'user', operator: 'operator', admin: 'administrator' };

/** Who may be chosen in the switch: each person, and an operator once for each portal. */
export function accountsOf(people: readonly Known[]): readonly Account[] {
  const seen = new Map<Role, number>();
  return people.flatMap(({ id, name, roles }): readonly Account[] => {
    const role: Role = roles.includes('admin') ? 'admin' : roles.includes('operator') ? 'operator' : 'user';
    const nth = (seen.get(role) ?? 0) + 1;
    seen.set(role, nth);
    const who = nth === 1 ? WORDS[role] : `${nth === 2 ? 'second' : `no. ${nth}`} ${WORDS[role]}`;
    const both = (['web', 'admin'] as const).map((origin) => ({ key: `${id}@${origin}`, personId: id, role, label: `${name} (${who}, ${origin} portal)`, origin }));
    if (role === 'operator') return both;
    return [{ key: id, personId: id, role, label: `${name} (${who})`, origin: role === 'admin' ? 'admin' : 'web' }];
  });
}

const KEPT = 'portal-account';

/** The account of this tab: each tab has its own, so that an administrator may be in another. */
export const keptAccount = (accounts: readonly Account[]): Account | undefined =>
  accounts.find(({ key }) => key === sessionStorage.getItem(KEPT)) ?? accounts[0];

export const keepAccount = ({ key }: Account): void => sessionStorage.setItem(KEPT, key);
