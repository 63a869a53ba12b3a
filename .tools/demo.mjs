// Builds the demo portal.
import { join } from 'node:path';
import { bin, buildDir, root, runNode } from './project.mjs';

/** Where the built portal is; a test run has a folder of its own. */
export const demoDir = process.env['REKEY_DEMO_DIR'] ?? join(buildDir, 'demo');

/**
 * Builds the portal; ends the process when that fails.
 * @param {string} [to] the folder
 */
export async function buildDemo(to = demoDir) {
  const vite = [bin('vite'), 'build', '--config', join(root, 'vite.config.ts'), '--outDir', to, '--logLevel', 'warn'];
  const { code, output } = await runNode(vite, { quiet: true });
  if (code === 0) return;
  process.stderr.write(output);
  console.error('The demo portal could not be built.');
  process.exit(1);
}
