// Makes a checkout runnable: dependencies from the lock file, then a build if a source is newer than the last one.
// Plain JavaScript, because it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'dist', '.built');
const installed = join(root, 'node_modules', '.package-lock.json');
const lockFolder = join(root, 'node_modules', '.writ-bootstrap');
const SOURCES = ['src', 'bench', 'scripts', 'test', 'tsconfig.json', 'tsconfig.build.json', 'package.json'];

/** Installs and builds what is missing. Speaks on stderr only, so that data on stdout stays clean. */
export function bootstrap() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    fail(`Node 20.19 or newer is needed; this is ${process.versions.node}`);
  if (!existsSync(installed) || mtime(installed) < mtime(join(root, 'package-lock.json'))) {
    process.stderr.write('installing dependencies (npm ci)\n');
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    const now = new Date();
    utimesSync(installed, now, now);
  }
  if (!existsSync(stamp) || newest(SOURCES.map((name) => join(root, name))) > mtime(stamp)) exclusively(build);
}

function build() {
  if (existsSync(stamp) && newest(SOURCES.map((name) => join(root, name))) <= mtime(stamp)) return;
  process.stderr.write('building\n');
  run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json']);
  run(process.execPath, [join(root, 'scripts', 'bundle.mjs'), join('dist', 'src'), join('dist', 'program')]);
  writeFileSync(stamp, '');
}

/** Two commands started at once build one after the other. A lock older than five minutes is of a process that died. */
function exclusively(work) {
  for (let waited = 0; ; waited += 200) {
    try {
      mkdirSync(lockFolder);
      break;
    } catch {
      if (existsSync(lockFolder) && Date.now() - mtime(lockFolder) > 300_000) rmdirSync(lockFolder);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
      if (waited > 600_000)
        fail('another build has held its lock for ten minutes; remove node_modules/.writ-bootstrap');
    }
  }
  try {
    work();
  } finally {
    rmdirSync(lockFolder);
  }
}

export function run(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
  if (done.error) fail(`${command}: ${done.error.message}`);
  if (done.status !== 0) process.exit(done.status ?? 1);
}

function newest(paths) {
  let latest = 0;
  for (const path of paths) {
    if (!existsSync(path)) continue;
    const stat = statSync(path);
    if (stat.isDirectory()) for (const name of readdirSync(path)) latest = Math.max(latest, newest([join(path, name)]));
    else if (/\.(ts|json)$/u.test(path)) latest = Math.max(latest, stat.mtimeMs);
  }
  return latest;
}

function mtime(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0;
}

function fail(sentence) {
  process.stderr.write(`writ: ${sentence}\n`);
  process.exit(2);
}
