import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const found = spawnSync('openssl', ['version'], { encoding: 'utf8' });

/** Why OpenSSL's opinion cannot be had, or `false` when it can. */
export const noOpenssl: string | false = found.status === 0 && found.stdout.startsWith('OpenSSL') ? false : 'openssl is not installed';

/** @throws with what OpenSSL said when it fails */
export function openssl(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('openssl', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`openssl ${args.join(' ')}: ${stderr || stdout}`);
  return stdout;
}

export function opensslFails(...args: readonly string[]): boolean {
  return spawnSync('openssl', args, { encoding: 'utf8' }).status !== 0;
}

/** A folder for a test's files. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'rekey-files-'));
  write(name: string, content: string | Uint8Array): string {
    const path = join(this.path, name);
    writeFileSync(path, content);
    return path;
  }
  join(name: string): string {
    return join(this.path, name);
  }
  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
