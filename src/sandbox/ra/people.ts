import type { PersonRef, Role } from '../../core/domain.js';
import type { Person } from './model.js';

/** The accounts that the sandbox begins with. Names, numbers and addresses are made up; the domain is reserved (RFC 2606). */
export const PEOPLE: readonly Person[] = [
  { id: 'user', name: 'Amelia Osei', citizenId: '19-0042-7731', email: 'amelia.osei@example.com', phone: '+44 20 7946 0142', roles: ['user'] },
  { id: 'user2', name: 'Ruben Castellan', citizenId: '20-0107-1184', email: 'ruben.castellan@example.com', phone: '+44 20 7946 0177', roles: ['user'] },
  { id: 'operator', name: 'Jonas Lindqvist', citizenId: '18-0311-5520', email: 'jonas.lindqvist@example.com', phone: '+44 20 7946 0158', roles: ['operator'] },
  { id: 'admin', name: 'Beatriz Nakamura', citizenId: '17-0088-2409', email: 'beatriz.nakamura@example.com', phone: '+44 20 7946 0163', roles: ['admin'] },
  { id: 'admin2', name: 'Tariq Hallström', citizenId: '16-0400-6612', email: 'tariq.hallstrom@example.com', phone: '+44 20 7946 0191', roles: ['admin'] },
];

export function findPerson(id: string): Person | undefined {
  return PEOPLE.find((person) => person.id === id);
}

export function hasRole(person: Person, ...roles: readonly Role[]): boolean {
  return person.roles.some((role) => roles.includes(role));
}

/** Operators and administrators: they see every certificate, and may start a rekey for any. */
export const isStaff = (person: Person): boolean => hasRole(person, 'operator', 'admin');

/** How readers see a person; the citizen ID only where the RA's setting shows it. */
export function personRef(id: string, showCitizenId: boolean): PersonRef {
  const person = findPerson(id);
  if (person === undefined) return { id, name: id };
  return { id, name: person.name, ...(showCitizenId && { citizenId: person.citizenId }) };
}
