import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The script that gives a page its {@link InPage}. */
export async function inPageScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./in-page.ts', import.meta.url))], bundle: true, format: 'iife', target: 'es2022', platform: 'browser',
    tsconfigRaw: {}, write: false, logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
