/**
 * What is random elsewhere is the same in each visit to a story, so that its picture is: identifiers, serial numbers, codes and the
 * EC keys that are made. ECDSA signatures stay the platform's, and with them the text of a CSR.
 */

/** xorshift32 (Marsaglia 2003): even enough to look at. */
function octets(): () => number {
  let state = 0x9e3779b9;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 8) & 0xff;
  };
}

/** RFC 5208 around RFC 5915 without the public key, which whoever imports it works out: P-256. */
const PKCS8_P256 = '3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420';
const fromHex = (hex: string): number[] => (hex.match(/../g) ?? []).map((pair) => parseInt(pair, 16));

/** A crypto of the platform's that always begins at the same point. */
export function frozenCrypto(real: Crypto = crypto): Crypto {
  const octet = octets();
  const { subtle } = real;
  const getRandomValues = <T extends ArrayBufferView | null>(array: T): T => {
    if (array !== null) {
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      for (let at = 0; at < bytes.length; at++) bytes[at] = octet();
    }
    return array;
  };
  const uuid = (): string => {
    const hex = [...getRandomValues(new Uint8Array(16))].map((byte, at) => (at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte).toString(16).padStart(2, '0')).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  };
  const keyPair = async (algorithm: EcKeyGenParams, extractable: boolean, usages: KeyUsage[]): Promise<CryptoKeyPair> => {
    // The first octet stays below the order of the curve.
    const scalar = [0x5a, ...getRandomValues(new Uint8Array(31))];
    const made = await subtle.importKey('pkcs8', new Uint8Array([...fromHex(PKCS8_P256), ...scalar]), algorithm, true, ['sign']);
    const { kty = 'EC', crv = 'P-256', x = '', y = '', d = '' } = await subtle.exportKey('jwk', made);
    const [privateKey, publicKey] = await Promise.all([
      subtle.importKey('jwk', { kty, crv, x, y, d }, algorithm, extractable, usages.filter((usage) => usage === 'sign')),
      subtle.importKey('jwk', { kty, crv, x, y }, algorithm, true, usages.filter((usage) => usage === 'verify')),
    ]);
    return { privateKey, publicKey };
  };
  const frozenSubtle = subtle === undefined ? undefined : new Proxy(subtle, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name, target);
      // What a story puts in the place of a method stays as it is.
      if (typeof member !== 'function' || Object.hasOwn(target, name)) return member;
      return (...args: readonly unknown[]): unknown => {
        const [algorithm, extractable, usages] = args as readonly [Partial<EcKeyGenParams>, boolean, KeyUsage[]];
        const isP256 = name === 'generateKey' && typeof algorithm === 'object' && algorithm.name === 'ECDSA' && algorithm.namedCurve === 'P-256';
        const plain = (): unknown => Reflect.apply(member as (...given: readonly unknown[]) => unknown, target, args);
        return isP256 ? keyPair(algorithm as EcKeyGenParams, extractable, usages).catch(plain) : plain();
      };
    },
  });
  return { subtle: frozenSubtle, getRandomValues, randomUUID: uuid } as unknown as Crypto;
}

/** Everything in the page has it, until it is given back. */
export function freeze(real: Crypto = crypto): Crypto {
  thaw();
  const frozen = frozenCrypto(real);
  for (const name of ['subtle', 'getRandomValues', 'randomUUID'] as const) Object.defineProperty(real, name, { configurable: true, value: frozen[name] });
  return frozen;
}

export function thaw(real: Crypto = crypto): void {
  for (const name of ['subtle', 'getRandomValues', 'randomUUID'] as const) Reflect.deleteProperty(real, name);
}
