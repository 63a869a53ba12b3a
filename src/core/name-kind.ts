/** An address, and nothing that merely has a colon, such as a port: CAA would be said not to apply to it. */
const ADDRESS = /^(?:(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}|(?=.*:.*:)[0-9a-f:.]{2,45})$/i;

/** What a name of a certificate is, by its form: an IP address, a mailbox, or a domain name unless it turns out to be none. */
export const nameKind = (name: string): 'ip' | 'email' | 'dns' => (name.includes('@') ? 'email' : ADDRESS.test(name) ? 'ip' : 'dns');
