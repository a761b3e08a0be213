// Runs a TypeScript entry of this checkout: node scripts/run.mjs bench/main.ts ARGS...
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bootstrap, root } from './bootstrap.mjs';

bootstrap();
const [entry, ...args] = process.argv.slice(2);
const file = join(root, 'dist', entry.replace(/\.ts$/u, '.js'));
const done = spawnSync(process.execPath, ['--enable-source-maps', file, ...args], { stdio: 'inherit' });
process.exit(done.status ?? 130);
