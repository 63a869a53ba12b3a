// Builds the package: one JavaScript file and one declaration for each source file, and the theme files as they stand.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bin, ensureInstalled, root } from './project.mjs';

await ensureInstalled();
rmSync(join(root, 'dist'), { recursive: true, force: true });
const tsc = spawnSync(process.execPath, [bin('@typescript/native', 'tsc'), '-p', join(root, '.tools/tsconfig.build.json')], {
  cwd: root,
  stdio: 'inherit',
});
if (tsc.status !== 0) process.exit(tsc.status ?? 1);
const { minifyStyles } = await import('./minify-styles.mjs');
await minifyStyles(join(root, 'dist'));

const themes = join(root, 'src/themes');
if (existsSync(themes)) {
  for (const name of readdirSync(themes).filter((file) => file.endsWith('.css'))) {
    const to = join(root, 'dist/themes', name);
    mkdirSync(dirname(to), { recursive: true });
    cpSync(join(themes, name), to);
  }
}
