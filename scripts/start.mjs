// npm start: the main job. Until the control plane exists: the ranked findings of the example estate.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bootstrap, root } from './bootstrap.mjs';

bootstrap();
const done = spawnSync(process.execPath, [join(root, 'bin', 'writ.js'), 'scan', 'examples/estate'], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(done.status ?? 130);
