// Packages of the system that tests need. On a machine of a person they are asked for by name, by the tests that need them; in CI they are installed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'];
const POSTGRES = '/usr/lib/postgresql/15/bin/postgres';

const onPath = (name) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, name)));

/** The browser that opens the report, Debian's PostgreSQL 15, which the external store is tested on, and a judge of certificates. */
export function installPackages() {
  if (!process.env.CHROMIUM_PATH && !BROWSERS.some(onPath)) install('chromium');
  if (!existsSync(POSTGRES)) install('postgresql-15');
  if (!onPath('openssl')) install('openssl');
}

/** Where CI runs as root on a Debian. What goes wrong is told by the tests, which name what is missing. */
function install(name) {
  if (!process.env.CI || process.getuid?.() !== 0 || !onPath('apt-get')) return;
  process.stderr.write(`installing ${name} (apt-get install ${name})\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-q'],
    ['install', '-q', '-y', '--no-install-recommends', name],
  ])
    spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env });
}
