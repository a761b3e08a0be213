// npm run interop: other people's programs read what Writ wrote, and ask what it serves. What they are written in must be here; what is missing is told by its name.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalDisk } from '../../src/ledger/disk/local.ts';
import { printVerifier } from '../../src/ledger/note/keys.ts';
import { event, KEY, openLedger } from '../../src/ledger/testing/ledgers.ts';
import { schemathesis } from './schemathesis.ts';

const SUMDB = join('test', 'interop', 'sumdb');
const SIZES: readonly (readonly [number, number])[] = [
  [1, 1],
  [256, 300],
  [300, 70_000],
];

const folder = mkdtempSync(join(tmpdir(), 'writ-interop-'));
let passed = 0;
let failed = 0;

function told(what: string, good: boolean, why: string): void {
  process.stdout.write(`${good ? 'ok  ' : 'FAIL'} ${what}${good ? '' : `: ${why.trim()}`}\n`);
  if (good) passed++;
  else failed++;
}

/** A log that had `old` entries when its head was kept, and has `size` now. */
async function grown(old: number, size: number): Promise<{ readonly log: string; readonly kept: string }> {
  const log = join(folder, `log-${old}-${size}`);
  const kept = join(folder, `kept-${old}-${size}`);
  const ledger = await openLedger(new LocalDisk(log), { batch: 4096 });
  await Promise.all(Array.from({ length: old }, (_, at) => ledger.append(event(at))));
  await ledger.seal();
  copyFileSync(join(log, 'checkpoint'), kept);
  await Promise.all(Array.from({ length: size - old }, (_, at) => ledger.append(event(old + at))));
  await ledger.close();
  return { log, kept };
}

const sumdb = (log: string, kept: string): { readonly good: boolean; readonly says: string } => {
  const { status, stdout, stderr, error } = spawnSync('go', ['run', '.', log, printVerifier(KEY.verifier), kept], {
    cwd: SUMDB,
    encoding: 'utf8',
  });
  return { good: status === 0, says: error ? `go is missing: ${error.message}` : stdout + stderr };
};

try {
  for (const [old, size] of SIZES) {
    const { log, kept } = await grown(old, size);
    const read = sumdb(log, kept);
    told(`golang.org/x/mod/sumdb reads ${size} entries that go on from ${old}`, read.good, read.says);
    if (size < 300) continue;
    const tile = join(log, 'tile', '0', '000');
    const bytes = readFileSync(tile);
    bytes[33] = (bytes[33] ?? 0) ^ 1;
    writeFileSync(tile, bytes);
    const changed = sumdb(log, kept);
    told(`and finds a changed bit among ${size}`, !changed.good && changed.says.includes('proof'), changed.says);
  }
  await schemathesis(folder, told);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
