import type { Agreement } from '../core/domain.js';

/** The text that the sandbox begins with. Plain text: it is hashed and agreed to as it stands. */
const TEXT = `SUBSCRIBER AGREEMENT

This agreement is between you, the subscriber, and Sandbox RA, which exists in this page alone. Certificates issued under it are real in form and trusted by nobody. Please read it all the same: it says what such agreements say.

1. What you ask for
You ask us to rekey a certificate: to have a new certificate issued for the same subject and the same names, with a new public key. Everything you tell us for that purpose is true and complete, and you are entitled to act for the subject that the certificate names.

2. Your private key
You made the new key pair yourself, or had it made on a device that you control, and nobody else holds the private key. You keep it secret, and you protect the file or the device that holds it with a passphrase or a PIN of its own. We never receive your private key and cannot restore it.

3. Accepting the certificate
When the new certificate arrives you compare its names with those you expect before you install it. Using it means that you accept it. If anything in it is wrong, you tell us without delay and do not use it.

4. Use
You install the certificate only on servers that are reachable at the names in it, or in the application that it was issued for, and you use it only lawfully and within this agreement. You do not use the key of a certificate that has expired or was revoked.

5. When something is wrong
You ask for revocation at once, and stop using the key, if the private key was lost, disclosed or misused, or if you suspect so; if you no longer control a name in the certificate; or if anything that the certificate says is no longer true. A rekey by itself does not revoke the certificate that you have now: it stays valid until it expires or is revoked.

6. Revocation by us
We may revoke a certificate without asking you first where this agreement was broken, where the key turns out to be weak or compromised, where the certificate should not have been issued, or where the rules of the certification authority require it. Those rules may give us no more than 24 hours.

7. What we keep
We keep your request, the version of this agreement that you accepted and when, the results of our checks, who decided on the request, and the certificate. We keep no private key, no passphrase and no one-time code.

8. How long this holds
This agreement holds from the moment you accept it until the certificate expires or is revoked. If we change the text, the new version applies to requests made after that, and we ask for your consent again.
`;

export const SUBSCRIBER_AGREEMENT: Agreement = {
  id: 'subscriber', version: '3.1', language: 'en', title: 'Subscriber Agreement', text: TEXT, inForceSince: '2026-01-15T00:00:00.000Z',
};
