// PostgreSQL 15 of Debian, which the external store is tested on. On a machine of a person it is asked for by name; in CI it is installed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PROGRAM = '/usr/lib/postgresql/15/bin/postgres';

/** Where CI runs as root on a Debian without it. What goes wrong is told by the tests, which name what is missing. */
export function installPostgres() {
  if (!process.env.CI || existsSync(PROGRAM)) return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  process.stderr.write('installing postgresql-15 (apt-get install postgresql-15)\n');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-q'],
    ['install', '-q', '-y', '--no-install-recommends', 'postgresql-15'],
  ])
    spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env });
}
