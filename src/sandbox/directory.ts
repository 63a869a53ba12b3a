import type { DirectoryRecord } from './ra/model.js';
import type { Call } from './ra/call.js';

/** An account of the sandbox's directory. Its password is no secret: it is made up, and shown wherever it is asked for. */
export interface DirectoryAccount {
  readonly id: string;
  readonly name: string;
  /** The user principal name: what one signs in with. */
  readonly account: string;
  readonly password: string;
  /** Whose it is at the RA; absent for somebody who has no business there. */
  readonly personId?: string;
}

export type AccountStatus = DirectoryRecord['status'] | 'locked';

/** An account with what became of it. */
export interface DirectoryEntry extends DirectoryAccount {
  readonly status: AccountStatus;
  /** While it is locked. */
  readonly lockedUntil?: string;
}

const ACCOUNTS: readonly DirectoryAccount[] = [
  { id: 'ad-7c41', personId: 'user', name: 'Amelia Osei', account: 'amelia.osei@corp.example.com', password: 'Teal-Harbour-41' },
  { id: 'ad-2b93', personId: 'user2', name: 'Ruben Castellan', account: 'ruben.castellan@corp.example.com', password: 'Slate-Orchard-93' },
  { id: 'ad-5e08', personId: 'operator', name: 'Jonas Lindqvist', account: 'jonas.lindqvist@corp.example.com', password: 'Copper-Meadow-08' },
  { id: 'ad-9a26', personId: 'admin', name: 'Beatriz Nakamura', account: 'beatriz.nakamura@corp.example.com', password: 'Violet-Canyon-26' },
  { id: 'ad-1f57', personId: 'admin2', name: 'Tariq Hallström', account: 'tariq.hallstrom@corp.example.com', password: 'Amber-Glacier-57' },
  { id: 'ad-8d70', name: 'Nadia Verhoeven', account: 'nadia.verhoeven@corp.example.com', password: 'Coral-Lantern-70' },
];

/** Wrong passwords until an account is locked, and for how long. */
const LOCK_AFTER = 5;
const LOCK_MS = 30 * 60_000;

export const findAccount = (id: string): DirectoryAccount | undefined => ACCOUNTS.find((one) => one.id === id);
export const accountOfPerson = (personId: string): DirectoryAccount | undefined => ACCOUNTS.find((one) => one.personId === personId);

/** What a directory answers to a bind; the comments name Active Directory's codes for it. */
export type BindResult =
  | { readonly result: 'success' }
  /** 52e, 533, 532. */
  | { readonly result: 'wrong-password' | 'account-disabled' | 'password-expired' }
  /** 775. */
  | { readonly result: 'account-locked'; readonly until: string };

/**
 * Tries a password. Wrong ones are counted and lock the account in the end; that it is disabled, or that the password has expired,
 * is told to those alone who know the password.
 */
export async function bind(call: Call, { id, password }: DirectoryAccount, tried: string): Promise<BindResult> {
  const record = await recordOf(call, id);
  if (isLocked(record, call.now)) return { result: 'account-locked', until: record.lockedUntil };
  if (tried !== password) {
    const failures = record.failures + 1;
    const locked = failures >= LOCK_AFTER;
    const { lockedUntil: _, ...kept } = record;
    call.work.put('directory', id, locked
      ? { ...kept, failures: 0, lockedUntil: new Date(call.now + LOCK_MS).toISOString() }
      : { ...kept, failures });
    return { result: 'wrong-password' };
  }
  if (record.failures > 0 || record.lockedUntil !== undefined) call.work.put('directory', id, { status: record.status, failures: 0 });
  if (record.status === 'disabled') return { result: 'account-disabled' };
  return { result: record.status === 'password-expired' ? 'password-expired' : 'success' };
}

/** Every account, with its password: for whoever plays with the sandbox. */
export async function listDirectory(call: Call): Promise<readonly DirectoryEntry[]> {
  return Promise.all(ACCOUNTS.map(async (account): Promise<DirectoryEntry> => {
    const record = await recordOf(call, account.id);
    return isLocked(record, call.now)
      ? { ...account, status: 'locked', lockedUntil: record.lockedUntil }
      : { ...account, status: record.status };
  }));
}

/** `locked` lasts as long as a lock does after too many wrong passwords. */
export function setAccountStatus(call: Call, id: string, status: AccountStatus): void {
  call.work.put('directory', id, status === 'locked'
    ? { status: 'enabled', failures: 0, lockedUntil: new Date(call.now + LOCK_MS).toISOString() }
    : { status, failures: 0 });
}

const recordOf = async (call: Call, id: string): Promise<DirectoryRecord> =>
  await call.work.get('directory', id) ?? { status: 'enabled', failures: 0 };

const isLocked = (record: DirectoryRecord, now: number): record is DirectoryRecord & { readonly lockedUntil: string } =>
  record.lockedUntil !== undefined && now < Date.parse(record.lockedUntil);
