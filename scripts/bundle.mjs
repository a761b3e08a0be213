// Makes the program of the compiled sources: a few files in the place of a thousand, which a process loads in a quarter of the time.
// node scripts/bundle.mjs FROM TO: FROM is dist/src, TO gets main.js, worker.js, scan.js, scan-worker.js, client.js and what they share.
// Packages stay packages. Plain JavaScript, because it is a step of the build.
import { isAbsolute, join, resolve } from 'node:path';
import { rolldown } from 'rolldown';

const [from, to] = process.argv.slice(2).map((path) => resolve(path));
const ENTRIES = {
  main: 'cli/main.js',
  worker: 'cli/worker.js',
  scan: 'inventory/scan.js',
  'scan-worker': 'records/scan-worker.js',
  client: 'client/main.js',
};

const bundle = await rolldown({
  input: Object.fromEntries(Object.entries(ENTRIES).map(([name, file]) => [name, join(from, file)])),
  platform: 'node',
  external: (id) => !id.startsWith('.') && !isAbsolute(id),
  onwarn: (warning) => {
    throw new Error(`the program could not be put together: ${warning.message}`);
  },
});
await bundle.write({
  dir: to,
  cleanDir: true,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'parts/[name]-[hash].js',
});
await bundle.close();
