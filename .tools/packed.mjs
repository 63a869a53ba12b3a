// The package as a host gets it: built, packed by npm, unpacked into the node_modules of an empty project.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { buildPackage } from './build.mjs';
import { buildDir, npm } from './project.mjs';

/**
 * @param {string} [name] tells several apart that one process makes
 * @returns {Promise<{ host: string, folder: string, remove: () => void }>} host is the project's folder, folder the package in it
 * @throws {Error} with what the build or npm says
 */
export async function installPackage(name = 'packed') {
  const top = join(buildDir, `${name}-${process.pid}`);
  const [source, host] = [join(top, 'source'), join(top, 'host')];
  const folder = join(host, 'node_modules/rekey-elements');
  const remove = () => rmSync(top, { recursive: true, force: true });
  try {
    await buildPackage(source);
    mkdirSync(folder, { recursive: true });
    // A scope of its own: inside that of the repository, the package's name would mean the repository's dist/.
    writeFileSync(join(host, 'package.json'), '{ "type": "module", "private": true }\n');
    const { code, output } = await npm(['pack', source, '--ignore-scripts', '--silent', '--pack-destination', top]);
    const tarball = readdirSync(top).find((file) => file.endsWith('.tgz'));
    if (code !== 0 || tarball === undefined) throw new Error(`npm pack gave no tarball\n${output}`);
    const { status, stderr } = spawnSync('tar', ['-xzf', join(top, tarball), '-C', folder, '--strip-components=1'], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    rmSync(source, { recursive: true });
  } catch (error) {
    remove();
    throw error;
  }
  return { host, folder, remove };
}
