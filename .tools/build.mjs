// npm run build: one JavaScript file and one declaration for each source file, the themes as they stand, the file for pages
// without a bundler, what editors and frameworks read of the elements.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bin, buildDir, ensureInstalled, root, runNode } from './project.mjs';

/** What is published beside dist/. */
const beside = ['package.json', 'custom-elements.json', 'README.md', 'LICENSE'];

/**
 * Builds the package into a folder of its own, as it is published: package.json, dist/ and the rest.
 * @param {string} folder made anew; inside the repository, so that the dependencies are found
 * @throws {Error} with what the compiler says
 */
export async function buildPackage(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of beside) cpSync(join(root, name), join(folder, name));
  const dist = join(folder, 'dist');
  for (const project of ['tsconfig.build.json', 'tsconfig.cli.json']) {
    const { code, output } = await runNode([bin('@typescript/native', 'tsc'), '-p', join(root, '.tools', project), '--outDir', dist], { quiet: true });
    if (code !== 0) throw new Error(output.trim());
  }

  const [{ minifyStyles }, { buildCdn }, { writeElementData }] = await Promise.all([import('./minify-styles.mjs'), import('./cdn.mjs'), import('./element-data.mjs')]);
  await minifyStyles(dist);
  const themes = join(root, 'src/themes');
  for (const name of readdirSync(themes).filter((file) => file.endsWith('.css'))) {
    const to = join(dist, 'themes', name);
    mkdirSync(dirname(to), { recursive: true });
    cpSync(join(themes, name), to);
  }
  writeElementData(readFileSync(join(folder, 'custom-elements.json'), 'utf8'), dist);
  await buildCdn(folder);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await ensureInstalled();
  const draft = join(buildDir, `build-${process.pid}`);
  try {
    await buildPackage(draft);
    // Whoever reads dist meanwhile finds the old one or the new one, and none that is half made.
    const [dist, old] = [join(root, 'dist'), join(draft, 'old')];
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(join(draft, 'dist'), dist);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
