// npm run storybook and npm run storybook:build: the stories, without telemetry and without a network.
import { spawn } from 'node:child_process';
import { bin, ensureInstalled, root } from './project.mjs';
import { quietly, storybookDir } from './storybook-build.mjs';

await ensureInstalled();
const options =
  process.argv[2] === 'build'
    ? ['build', '--output-dir', storybookDir]
    : ['dev', '--port', process.env['PORT'] ?? '6006', '--host', '127.0.0.1', '--no-open', '--no-version-updates'];
const child = spawn(process.execPath, [bin('storybook'), ...options, ...quietly.args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, ...quietly.env },
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
child.on('close', (code) => process.exit(code ?? 1));
