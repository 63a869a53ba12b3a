/** The MAC of a PKCS#12 file (RFC 7292 section 4 and appendix B), without occupying the page. */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesOf, concat, throwIfAborted, type Bytes } from './bytes.js';
import { utf16be } from './der.js';

/** Milliseconds of hashing between two turns of the event loop: less than a frame. */
const SLICE = 8;
const BLOCK = 64;

/** Ends the current task: a message, since timers are held to four milliseconds and slowed in hidden pages. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/** Bytes repeated to fill whole blocks of the hash (RFC 7292 B.2, steps 2 and 3). */
function fill(bytes: Uint8Array): Bytes {
  const out = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK);
  for (let i = 0; i < out.length; i++) out[i] = bytes[i % bytes.length] ?? 0;
  return out;
}

/**
 * HMAC-SHA256 over `content` with the key that RFC 7292 appendix B derives (ID 3) from the passphrase as a BMPString with its
 * two zero octets. WebCrypto has no such derivation and a digest call for each round takes seconds: it is hashed here in
 * slices of about eight milliseconds, and can be aborted between two of them.
 *
 * @throws RekeyError `aborted`
 */
export async function pkcs12Mac(
  content: Uint8Array, passphrase: string, salt: Uint8Array, iterations: number, signal?: AbortSignal,
): Promise<Bytes> {
  const diversifier = new Uint8Array(BLOCK).fill(3);
  let key: Uint8Array = concat([diversifier, fill(salt), fill(utf16be(`${passphrase}\0`))]);
  let sliceEnd = performance.now() + SLICE;
  for (let round = 0; round < iterations; round++) {
    key = sha256(key);
    if ((round & 0x7f) === 0 && performance.now() >= sliceEnd) {
      await nextTask();
      throwIfAborted(signal);
      sliceEnd = performance.now() + SLICE;
    }
  }
  return bytesOf(hmac(sha256, key, content));
}
