import { parseArgs } from 'node:util';
import { toRekeyError } from '../core/errors.js';
import { DohResolver } from '../caa/doh.js';
import type { DohResolverOptions } from '../caa/doh.js';
import type { CaaLookup } from '../caa/climb.js';
import { parseIssueValue } from '../caa/evaluate.js';
import { normaliseName } from '../caa/names.js';
import { CAA_RESOLVERS } from '../caa/resolvers.js';
import { nameServer, systemResolver } from './name-servers.js';

/** What a person asked for. */
export type Command =
  | { readonly kind: 'help' | 'version' }
  | { readonly kind: 'caa'; readonly question: CaaQuestion };

export interface CaaQuestion {
  readonly names: readonly string[];
  /** Names that the CA adds by itself. */
  readonly extraNames: readonly string[];
  readonly issuers: readonly string[];
  readonly accountUri?: string;
  readonly method?: string;
  readonly resolvers: readonly CaaLookup[];
  readonly json: boolean;
}

/** What a person has to change in what was typed. */
export class UsageError extends Error {}

const options = {
  issuer: { type: 'string', multiple: true },
  resolver: { type: 'string', multiple: true },
  also: { type: 'string', multiple: true },
  'account-uri': { type: 'string' },
  method: { type: 'string' },
  timeout: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

/**
 * Reads the arguments that follow the program's own name.
 *
 * @throws UsageError
 */
export function readArguments(args: readonly string[]): Command {
  const { values, positionals: [command, ...names] } = parsed(args);
  if (values.help === true) return { kind: 'help' };
  if (values.version === true) return { kind: 'version' };
  if (command === undefined) throw new UsageError('What to do is missing: caa.');
  if (command !== 'caa') throw new UsageError(`There is no command ${command}: the one that there is is caa.`);
  if (names.length === 0) throw new UsageError('A name to check is missing, for example shop.example.com.');
  const { 'account-uri': accountUri, method } = values;
  const timeout = values.timeout === undefined ? undefined : milliseconds(values.timeout);
  return {
    kind: 'caa',
    question: {
      names, extraNames: (values.also ?? []).flatMap((also) => extraNames(also, names)), issuers: issuersOf(values.issuer ?? []),
      ...(accountUri !== undefined && { accountUri }), ...(method !== undefined && { method }),
      resolvers: resolversOf(values.resolver ?? [], { timeout }), json: values.json === true,
    },
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    // Node's own sentence names the option; its advice for values that begin with a dash is of no use here.
    throw new UsageError(cause instanceof Error ? (cause.message.split(/\.\s/)[0] ?? '') : String(cause), { cause });
  }
}

function issuersOf(given: readonly string[]): string[] {
  if (given.length === 0) throw new UsageError('--issuer is missing: the domain name that stands for the CA in CAA records, for example --issuer ca.example.');
  return given.map((text) => {
    const value = parseIssueValue(text);
    if (!value || value.issuer === '' || value.parameters.length > 0) throw new UsageError(`--issuer takes a domain name as it stands in CAA records: ${text} is none.`);
    return value.issuer;
  });
}

/** Whom to ask: the resolver that this machine asks about every name already, unless others are named. */
function resolversOf(given: readonly string[], options: DohResolverOptions): CaaLookup[] {
  const resolvers = (given.length === 0 ? ['system'] : given).map((text) => resolverOf(text, options));
  return resolvers.filter(({ url }, at) => resolvers.findIndex((other) => other.url === url) === at);
}

function resolverOf(text: string, options: DohResolverOptions): CaaLookup & { readonly url: string } {
  if (text === 'system') {
    const found = systemResolver(options);
    if (found === undefined) throw new UsageError('This machine has no resolver: name one with --resolver.');
    return found;
  }
  if (text.startsWith('dns:')) {
    const found = nameServer(text.slice('dns:'.length), options);
    if (found === undefined) throw new UsageError(`--resolver takes dns: with an IP address, and :port where it is not 53: ${text} is none.`);
    return found;
  }
  try {
    return new DohResolver(CAA_RESOLVERS.find(({ id }) => id === text) ?? text, options);
  } catch (thrown) {
    if (toRekeyError(thrown).code !== 'bad-input') throw thrown;
    throw new UsageError(
      `--resolver takes system, dns:ADDRESS, ${CAA_RESOLVERS.map(({ id }) => id).join(', ')} or an https address of a DoH resolver: ${text} is none.`, { cause: thrown },
    );
  }
}

const WWW = 'www.';

/** `www` and `base` go with each name, as CAs add them; a whole name stands for itself. */
function extraNames(also: string, names: readonly string[]): string[] {
  if (also !== 'www' && also !== 'base') {
    if (!also.includes('.')) throw new UsageError(`--also takes www, base or a whole name: ${also} is none.`);
    return [also];
  }
  return names.flatMap((text) => {
    const name = dnsName(text);
    if (name === undefined) return [];
    const above = name.startsWith('*.') ? name.slice(2) : name.startsWith(WWW) ? name.slice(WWW.length) : undefined;
    if (also === 'base') return above?.includes('.') === true ? [above] : [];
    return above === undefined ? [`${WWW}${name}`] : [];
  });
}

/** The name in its normal form, where it is one of the DNS. */
function dnsName(text: string): string | undefined {
  try {
    const { kind, name } = normaliseName(text);
    return kind === 'dns' ? name : undefined;
  } catch (thrown) {
    // What is no name is told in the report.
    if (toRekeyError(thrown).code !== 'bad-input') throw thrown;
    return undefined;
  }
}

/** The longest wait: an hour; timers of Node take no more than 24 days. */
const MAX_SECONDS = 3600;

function milliseconds(text: string): number {
  const seconds = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (!(seconds > 0 && seconds <= MAX_SECONDS)) throw new UsageError(`--timeout takes seconds, more than 0 and at most ${MAX_SECONDS}: ${text} is none.`);
  return seconds * 1000;
}
