// CAA at the command line, and in an address.
const command = ['test/node/cli/command.test.ts'];
const nameServers = ['test/node/cli/name-servers.test.ts'];
const summary = ['test/unit/caa/summary.test.ts'];

/** @type {import('./rules.mjs').Rule[]} */
export const caaCommand = [
  {
    id: 'caa-command-1.a', rule: 'The command ends with failure when a name is forbidden', tests: command,
    breaks: { file: 'src/cli/run.ts', from: "verdict === 'forbidden' || verdict === 'likely-forbidden'", to: "verdict === 'forbidden'" },
  },
  {
    id: 'caa-command-1.b', rule: 'The command does not end well when nobody knows', tests: command,
    breaks: { file: 'src/cli/run.ts', from: "verdict === 'indeterminate') ? EXIT.indeterminate", to: "verdict === 'indeterminate') ? EXIT.permitted" },
  },
  {
    id: 'caa-command-2.a', rule: 'Nothing from the DNS moves the cursor of a terminal', tests: command,
    breaks: { file: 'src/cli/text.ts', from: 'text.replace(/[^\\x20-\\x7e]/gu,', to: 'text.replace(/[^\\x00-\\x7e]/gu,' },
  },
  {
    id: 'caa-command-2.b', rule: 'Nor does it from JSON', tests: command,
    breaks: { file: 'src/cli/text.ts', from: '.replace(/[\\x7f-\\uffff]/g,', to: '.replace(/[\\u0100-\\uffff]/g,' },
  },
  {
    id: 'caa-command-3.a', rule: 'Unless another is named, the resolver is asked that the machine has', source: 'RFC 8484 section 8', tests: nameServers,
    breaks: { file: 'src/cli/arguments.ts', from: "(given.length === 0 ? ['system'] : given)", to: "(given.length === 0 ? ['quad9'] : given)" },
  },
  {
    id: 'caa-command-3.b', rule: 'An answer over UDP has the id that was sent', source: 'RFC 5452 section 9.2', tests: nameServers,
    breaks: { file: 'src/cli/name-servers.ts', from: 'if (isOurs(wire)) resolve(wire);', to: 'resolve(wire);' },
  },
  {
    id: 'caa-command-3.c', rule: 'What does not fit a datagram is asked for over TCP', source: 'RFC 7766 section 5', tests: nameServers,
    breaks: { file: 'src/cli/name-servers.ts', from: '& TRUNCATED) !== 0', to: '& TRUNCATED) > 255' },
  },
  {
    id: 'caa-command-3.d', rule: 'Another machine is not believed that DNSSEC held', source: 'RFC 4035 section 4.9.3', tests: nameServers,
    breaks: { file: 'src/cli/name-servers.ts', from: "const own = address === '::1' ||", to: "const own = address !== '' ||" },
  },
  {
    id: 'caa-command-4.a', rule: 'A summary holds no part of a mailbox before its at sign', tests: summary,
    breaks: { file: 'src/caa/summary.ts', from: "kind === 'email' ? name.slice(Math.max(0, name.lastIndexOf('@'))) : name", to: 'kind === undefined ? \'\' : name' },
  },
  {
    id: 'caa-command-4.b', rule: 'A summary is never longer than an address may be', tests: summary,
    breaks: { file: 'src/caa/summary.ts', from: 'if (text.length > room) return false;', to: '' },
  },
  {
    id: 'caa-command-4.c', rule: 'What is forbidden is in a summary first', tests: summary,
    breaks: { file: 'src/caa/summary.ts', from: 'URGENCY.indexOf(a.verdict) - URGENCY.indexOf(b.verdict) || a.at - b.at', to: 'a.at - b.at' },
  },
  {
    id: 'caa-command-4.d', rule: 'A summary of another form is refused', tests: summary,
    breaks: { file: 'src/caa/summary.ts', from: 'form !== FORM ||', to: '' },
  },
];
