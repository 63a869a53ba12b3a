/** Inputs of the fuzzer: each follows from its seed, its target and its number, and from nothing that came before. */
import { fromBase64, toBase64, type Bytes } from '../../../src/crypto/bytes.js';
import type { PemOrDer } from '../../../src/crypto/pem.js';
import type { Pool } from './corpus-types.js';
import { CORPUS } from './corpus.js';
import { anyDer, changeElements, changeOctets } from './mutate-der.js';
import { armour, asFile, changeText, LABELS } from './mutate-text.js';
import type { Random } from './random.js';

const pools = new Map<Pool, readonly Bytes[]>();

/** The good objects of a kind, DER: always the same arrays. */
export function goodOnes(pool: Pool): readonly Bytes[] {
  let found = pools.get(pool);
  if (found === undefined) pools.set(pool, (found = Object.values(CORPUS[pool]).map(fromBase64)));
  return found;
}

/** The good object of that name. */
export function goodOne(pool: Pool, id: string): Bytes {
  const found = goodOnes(pool)[Object.keys(CORPUS[pool]).indexOf(id)];
  if (found === undefined) throw new Error(`There is no ${pool} named ${id}.`);
  return found;
}

const ALL = Object.keys(CORPUS) as Pool[];
const OF_LABEL: Readonly<Record<Pool, string>> = {
  csr: 'CERTIFICATE REQUEST', certificate: 'CERTIFICATE', keyFile: 'ENCRYPTED PRIVATE KEY', plainKey: 'PRIVATE KEY', spki: 'PUBLIC KEY', other: 'PKCS12',
  name: 'NAME', names: 'NAMES',
};

/** DER of a kind, changed here and there; at times of another kind, or good as it is. */
export function someDer(random: Random, pool: Pool): Bytes {
  const among = goodOnes(random.once(25) ? random.pick(ALL) : pool);
  const first = random.pick(among);
  // RSA is large, and its checks take the time of all others: it comes less often.
  const good = first.length > 700 ? random.pick(among) : first;
  const other = random.pick(goodOnes(random.once(2) ? random.pick(ALL) : pool));
  const how = random.int(20);
  if (how === 0) return good;
  if (how === 1) return anyDer(random);
  return how < 7 ? changeOctets(good, other, random) : changeElements(good, other, random);
}

/** The same as DER, base64 or PEM, as text or as the bytes of a file. */
export function someInput(random: Random, pool: Pool): PemOrDer {
  const how = random.int(10);
  if (how < 5) return someDer(random, pool);
  if (how === 5) return asFile(changeText(toBase64(someDer(random, pool)), random), random);
  // Text is what is changed here, around what is good mostly.
  let text = '';
  for (let blocks = random.small(4); blocks > 0; blocks--) {
    const kind = random.once(8) ? random.pick(ALL) : pool;
    const label = random.once(12) ? random.pick(LABELS) : OF_LABEL[kind];
    text += armour(label, random.once(2) ? random.pick(goodOnes(kind)) : someDer(random, kind), random);
  }
  return asFile(random.once(2) ? text : changeText(text, random), random);
}
