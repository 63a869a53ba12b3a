// Builds the Storybook.
import { join } from 'node:path';
import { bin, buildDir, root, runNode } from './project.mjs';

/** Where the built Storybook is; a test run has a folder of its own. */
export const storybookDir = process.env['REKEY_STORYBOOK_DIR'] ?? join(buildDir, 'storybook');

/** The options and the environment under which Storybook asks nobody for anything. */
export const quietly = {
  args: ['--config-dir', join(root, '.storybook'), '--disable-telemetry'],
  env: { STORYBOOK_DISABLE_TELEMETRY: '1' },
};

/**
 * Builds the stories; ends the process when that fails.
 * @param {string} [to] the folder
 */
export async function buildStorybook(to = storybookDir) {
  const { code, output } = await runNode([bin('storybook'), 'build', '--output-dir', to, '--quiet', ...quietly.args], { quiet: true, env: quietly.env });
  if (code === 0) return;
  process.stderr.write(output);
  console.error('The Storybook could not be built.');
  process.exit(1);
}
