// CAA for a hundred names of one certificate, through the client for DNS over HTTPS and a resolver that takes a set time for each
// owner. What is measured is waiting, and the work beside it.
import { DohResolver, climbCaa, verifyCaa, type CaaLookup } from '../../src/caa.js';
import { readName } from '../../src/caa/dns-name.js';
import { ownersOf } from '../../src/caa/names.js';
import { caa, message } from '../../test/unit/caa/messages.js';
import { duration, measure, type Bench } from './harness.js';

/** As in a certificate of a hosting company: four domains, five departments each, five hosts in a department. */
const NAMES = ['one', 'two', 'three', 'four'].flatMap((domain) =>
  Array.from({ length: 5 }, (_, group) => Array.from({ length: 5 }, (_, host) => `host-${String(host)}.group-${String(group)}.${domain}.example`)).flat());
const SLOWEST = 'host-3.group-2.two.example';
const most = 1.3;

/** Milliseconds that the resolver takes: more for what lies deeper, and most for one owner. */
const delayOf = (owner: string): number => (owner === SLOWEST ? 600 : 20 + 20 * owner.split('.').length + (owner.charCodeAt(5) % 5) * 8);

/** The resolver, in the place of the network. */
const delayed = (async (input: string) => {
  const query = Uint8Array.from(atob((new URL(input).searchParams.get('dns') ?? '').replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0));
  const { name: owner } = readName(query, 12);
  await new Promise((resolve) => setTimeout(resolve, delayOf(owner)));
  const answers = owner === 'example' ? [caa(owner, 'issue', 'ca.example')] : [];
  return new Response(message({ asked: owner, answers }), { headers: { 'content-type': 'application/dns-message' } });
}) as typeof fetch;

const lookup = (): CaaLookup => new DohResolver('https://resolver.example/dns-query', { fetch: delayed });
const verify = async (names: readonly string[]): Promise<void> => {
  const { names: reports } = await verifyCaa(names, { issuers: ['ca.example'], resolvers: [lookup()] });
  if (reports.length !== names.length || reports.some(({ verdict }) => verdict !== 'likely-permitted')) throw new Error('The verdicts are wrong.');
};

/** One owner after the other and one name after the other, each owner asked once: as a program does that waits for each answer. */
async function oneByOne(): Promise<number> {
  const resolver = lookup();
  const answers = new Map<string, Awaited<ReturnType<CaaLookup>>>();
  const began = performance.now();
  for (const name of NAMES) {
    for (const owner of ownersOf(name)) {
      const answer = answers.get(owner) ?? (await resolver(owner, {}));
      answers.set(owner, answer);
      if (answer.records.length > 0) break;
    }
    await climbCaa(name, async (owner) => answers.get(owner) ?? { status: 'servfail', records: [] });
  }
  return performance.now() - began;
}

export const benches: Bench[] = [
  {
    title: 'CAA for one hundred names against the slowest of them alone',
    run: async () => {
      const figures = await measure({ alone: () => verify([SLOWEST]), hundred: () => verify(NAMES) }, { rounds: 6 });
      const sequential = await oneByOne();
      const [alone, hundred] = figures.map(({ min }) => min) as [number, number];
      const ratio = hundred / alone;
      const said = `One hundred names take ${ratio.toFixed(2)} times what the slowest path takes alone; the most is ${String(most)}.`;
      return {
        columns: ['takes', 'ratio'],
        rows: [
          { name: 'the slowest name alone', cells: [duration(alone), '1.00x'] },
          { name: 'one hundred names', cells: [duration(hundred), `${ratio.toFixed(2)}x`] },
          { name: 'one hundred names, one query after the other', cells: [duration(sequential), `${(sequential / alone).toFixed(2)}x`] },
        ],
        ...(ratio <= most ? { kept: [said] } : { broken: said }),
      };
    },
  },
];
