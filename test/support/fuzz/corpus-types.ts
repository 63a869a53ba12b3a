/** Kinds of objects that the fuzzer begins with. */
export type Pool = 'csr' | 'certificate' | 'keyFile' | 'plainKey' | 'spki' | 'other' | 'name' | 'names';

/** Base64 of DER, by kind and by what is particular about it. */
export type Corpus = Readonly<Record<Pool, Readonly<Record<string, string>>>>;

/** Of every key file of the corpus. */
export const PASSPHRASE = 'a passphrase for the fuzzer';
