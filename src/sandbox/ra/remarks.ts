import type { Settings } from '../../core/domain.js';

/** Remarks that the sandbox's administrators decline with most. */
export const REMARK_TEMPLATES: NonNullable<Settings['remarkTemplates']> = [
  { id: 'caa', title: 'CAA forbids us', text: 'A CAA record of one of the names does not allow this CA to issue. Please change the record, wait until it is in the DNS, and submit again.' },
  { id: 'hardware', title: 'Key belongs in hardware', text: 'The key of this server has to be made in its hardware module. Please make the key and the CSR there, and upload the CSR.' },
  { id: 'revoke-first', title: 'Revocation first', text: 'The key may be compromised. Please ask for the revocation of the current certificate first, then submit again.' },
  { id: 'owner', title: 'Owner not reached', text: 'We could not reach the owner of this server to confirm the request. Please name a person whom we can call, and submit again.' },
];
