// npm start: the main job. The control plane on the example estate, until Ctrl-C; its data stays in .writ/data.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { bootstrap, root } from './bootstrap.mjs';

const PORT = 7747;

bootstrap();
const port = (await isFree(PORT)) ? PORT : 0;
const server = spawn(
  process.execPath,
  [
    ...[join(root, 'bin', 'writ.js'), 'serve', '--data', join(root, '.writ', 'data')],
    ...[
      '--listen',
      `127.0.0.1:${port}`,
      '--scan',
      join(root, 'examples', 'estate'),
      '--scan-every',
      '1h',
      '--log-level',
      'warn',
    ],
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
);
// It is asked once to stop and then waited for: the terminal sends Ctrl-C to both.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => signal === 'SIGINT' || server.kill(signal));
server.on('exit', (code, signal) => process.exit(signal ? 130 : (code ?? 1)));

function isFree(at) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(at, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
