// npm test: types, lint, format, every suite. Ends with "N passed, N failed" on a line of its own.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap, root } from './bootstrap.mjs';
import { installPackages } from './install-packages.mjs';

bootstrap();
installPackages();
const bin = (name, path) => join(root, 'node_modules', name, path);
const only = process.argv.slice(2);
const STEPS = [
  ['types', [bin('typescript', 'bin/tsc'), '-p', 'tsconfig.json', '--noEmit']],
  ['lint', [bin('eslint', 'bin/eslint.js'), '.', '--max-warnings', '0']],
  ['format', [bin('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
];
let passed = 0;
let failed = 0;
if (only.length === 0)
  for (const [name, args] of STEPS) {
    const done = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
    process.stdout.write(`${name}: ${done.status === 0 ? 'passed' : 'FAILED'}\n`);
    if (done.status === 0) passed += 1;
    else failed += 1;
  }
const folder = mkdtempSync(join(tmpdir(), 'writ-test-'));
const report = join(folder, 'report.json');
const suite = spawnSync(
  process.execPath,
  [bin('vitest', 'vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...only],
  { cwd: root, stdio: 'inherit', env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' } },
);
try {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numTotalTests } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  passed += numPassedTests;
  failed += numFailedTests;
  // In CI nothing is skipped, and a run without tests is a failure.
  if (process.env.CI && numPendingTests + numTodoTests > 0) failed += numPendingTests + numTodoTests;
  if (numTotalTests === 0) failed += 1;
} catch {
  process.stdout.write('the test runner left no report\n');
}
if (suite.status !== 0 && failed === 0) failed = 1;
rmSync(folder, { recursive: true, force: true });
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
