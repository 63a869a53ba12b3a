import type { DirectoryEntry, SandboxRa } from '../../src/sandbox.js';

/** That person's account in the directory, with the password that the sandbox made up for it. */
export async function directoryAccount(ra: SandboxRa, personId: string): Promise<DirectoryEntry | undefined> {
  return (await ra.controls.directory.list()).find((entry) => entry.personId === personId);
}
