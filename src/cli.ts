#!/usr/bin/env node
/** The command `rekey-elements`: the one module of the package that is run and not imported, and that needs Node. */
import process from 'node:process';
import { run } from './cli/run.js';
import { wantsColours } from './cli/text.js';
import { VERSION } from './lit/version.js';

const { argv, env, stdout, stderr } = process;
const interrupt = new AbortController();
// The second one ends the process as ever.
process.once('SIGINT', () => { interrupt.abort(); });
// Whoever read along, `head` for one, has had enough.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await run({
  args: argv.slice(2), version: VERSION, signal: interrupt.signal,
  out: (text) => { stdout.write(text); },
  err: (text) => { stderr.write(text); },
  colours: wantsColours(stdout.isTTY, env),
});
