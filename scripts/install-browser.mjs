// The browser of the tests that open the report. On a machine of a person it is asked for by name, by the tests that need it; in CI it is installed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

const onPath = (name) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, name)));

/** Where CI runs as root on a Debian without a browser. What goes wrong is told by the tests, which name what is missing. */
export function installBrowser() {
  if (!process.env.CI || process.env.CHROMIUM_PATH || NAMES.some(onPath)) return;
  if (process.getuid?.() !== 0 || !onPath('apt-get')) return;
  process.stderr.write('installing chromium (apt-get install chromium)\n');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-q'],
    ['install', '-q', '-y', '--no-install-recommends', 'chromium'],
  ])
    spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env });
}
