import type { CaaReport } from '../core/domain.js';
import { toRekeyError } from '../core/errors.js';
import { CAA_RESOLVERS } from '../caa/resolvers.js';
import { verifyCaa } from '../caa/verify.js';
import { UsageError, readArguments } from './arguments.js';
import type { Command } from './arguments.js';
import { reportLines } from './report.js';
import { asciiJson, render, visible } from './text.js';

/** What the process that runs the command has to offer. */
export interface Host {
  /** What follows the program's own name. */
  readonly args: readonly string[];
  readonly version: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether a terminal shows what goes to `out`, and no one asked it to do without colours. */
  readonly colours: boolean;
  readonly signal: AbortSignal;
}

/** Exit codes. The one of usage is that of sysexits.h (EX_USAGE). */
export const EXIT = { permitted: 0, forbidden: 1, indeterminate: 2, usage: 64, interrupted: 130 } as const;

const resolverHelp = CAA_RESOLVERS.map(({ id, operator, discloses, filters, privacyUrl }) => [
  `    ${id.padEnd(12)}${operator} learns the names and your address${discloses.clientSubnet ? '; name servers learn a part of that address' : ''}`,
  ...(filters ? [`${' '.repeat(16)}some names are withheld from its answers`] : []),
  `${' '.repeat(16)}${privacyUrl}`,
].join('\n')).join('\n');

const HELP = `Usage: rekey-elements caa NAME... --issuer CA [--resolver RESOLVER]... [options]

Says for each name whether CAA (RFC 8659) lets the CA issue a certificate for it, which record decides, where that stands, how it
was reached, and which record would permit it. A NAME is a domain name, *. allowed, or a mailbox.

  --issuer CA          the domain name that stands for the CA in CAA records; again for each further one
  --resolver RESOLVER  whom to ask; again to compare several. Whoever is asked learns the names. It is one of
                         system        the resolver that this machine asks about every name, the default
                         dns:ADDRESS   a resolver by its IP address, over UDP and TCP; dns:ADDRESS:PORT for another port than 53
                         a DoH resolver (RFC 8484) of those below, or an https address
                       What system and dns: say of DNSSEC counts only where they run on this machine.
  --also www           names that the CA adds: www with each name, base (without www or *), or a whole name; may be repeated
  --account-uri URI    the account at the CA (RFC 8657)
  --method METHOD      the validation method, for example dns-01 (RFC 8657)
  --timeout SECONDS    for one query; 5 unless given
  --json               the whole report as JSON
  --help, --version

DoH resolvers:
${resolverHelp}

Ends with 0 when all names are permitted, or CAA does not apply to them; with 1 when one is forbidden; with 2 when that cannot be
told of one and none is forbidden; with 64 when the arguments are wrong; with 130 when it was interrupted.
`;

/** Runs the command to its end. @returns the exit code */
export async function run(host: Host): Promise<number> {
  let command: Command;
  try {
    command = readArguments(host.args);
  } catch (thrown) {
    if (!(thrown instanceof UsageError)) throw thrown;
    host.err(`rekey-elements: ${visible(thrown.message)}\nSee rekey-elements --help.\n`);
    return EXIT.usage;
  }
  if (command.kind !== 'caa') {
    host.out(command.kind === 'help' ? HELP : `${host.version}\n`);
    return EXIT.permitted;
  }
  const { names, json, ...question } = command.question;
  let report: CaaReport;
  try {
    report = await verifyCaa(names, { ...question, signal: host.signal });
  } catch (thrown) {
    if (toRekeyError(thrown).code !== 'aborted') throw thrown;
    host.err('rekey-elements: interrupted\n');
    return EXIT.interrupted;
  }
  host.out(json ? asciiJson(report) : render(reportLines(report), host.colours));
  return exitCode(report);
}

/** A script that goes on after 0 must not do so when one name is forbidden, or nobody knows. */
function exitCode({ names }: CaaReport): number {
  if (names.some(({ verdict }) => verdict === 'forbidden' || verdict === 'likely-forbidden')) return EXIT.forbidden;
  return names.some(({ verdict }) => verdict === 'indeterminate') ? EXIT.indeterminate : EXIT.permitted;
}
