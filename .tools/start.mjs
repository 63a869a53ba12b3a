// npm start: the demo portal at http://127.0.0.1:5173/ (PORT overrides).
import { ensureInstalled } from './project.mjs';
import { buildDemo, demoDir } from './demo.mjs';
import { startServer } from './serve.mjs';

const port = Number(process.env['PORT'] ?? 5173);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`PORT is ${process.env['PORT']}, which is no port number.`);
  process.exit(1);
}
await ensureInstalled();
console.log('Building the demo portal ...');
await buildDemo();

const server = await startServer({ dir: demoDir, port }).catch((/** @type {NodeJS.ErrnoException} */ error) => {
  console.error(
    error.code === 'EADDRINUSE'
      ? `Port ${port} is in use. Stop what uses it, or choose another: PORT=5174 npm start`
      : `The server could not start: ${error.message}`,
  );
  process.exit(1);
});
console.log(`The demo portal is at ${server.url} (Ctrl+C stops it).`);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => void server.close().then(() => process.exit(0)));
}
