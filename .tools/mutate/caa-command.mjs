// CAA at the command line, and in an address.
const command = ['test/node/cli/command.test.ts'];
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
    id: 'caa-command-3', rule: 'No resolver is asked that nobody chose', source: 'RFC 8484 section 8', tests: command,
    breaks: { file: 'src/cli/arguments.ts', from: "if (given.length === 0) throw new UsageError('--resolver is missing", to: "if (given.length === 0) return [new DohResolver('https://localhost/')]; if (given.length < 0) throw new UsageError('--resolver is missing" },
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
