import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { inputs } from '../test/inputs.ts';

/** Puts what the commands really print into the README, between its markers. */
const kubeflow = scan(dirname(inputs('kubeflow')), 'kubeflow', '--limit', '10');
const readme = readFileSync('README.md', 'utf8');
writeFileSync('README.md', replaced(readme, 'kubeflow', kubeflow));

function scan(folder: string, ...options: readonly string[]): string {
  const done = spawnSync(process.execPath, [resolve('bin/writ.js'), 'scan', '--quiet', ...options], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', COLUMNS: '100' },
  });
  if (done.status !== 0 && done.status !== 3) throw new Error(done.stderr);
  return done.stdout.trimEnd();
}

function replaced(text: string, marker: string, output: string): string {
  const open = `<!-- ${marker} -->`;
  const close = `<!-- /${marker} -->`;
  const [start, end] = [text.indexOf(open), text.indexOf(close)];
  if (start === -1 || end === -1) throw new Error(`README.md has no marker ${marker}`);
  return `${text.slice(0, start + open.length)}\n\n\`\`\`text\n${output}\n\`\`\`\n\n${text.slice(end)}`;
}
