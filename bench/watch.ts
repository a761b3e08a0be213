import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { inputs } from '../test/inputs.ts';
import type { Figure } from './figure.ts';

const CHANGES = 30;
const PROGRAM = fileURLToPath(new URL('../src/cli/main.js', import.meta.url));

/** `scan.watch.p95_ms`: from a file that is written to the line that tells what it did, through the whole program, on two public trees. */
export async function* watchFigures(): AsyncGenerator<Figure> {
  yield { name: 'scan.watch.p95_ms', value: await p95('kserve'), unit: 'ms', bound: { atMost: 300 } };
  yield { name: 'scan.watch.kubeflow.p95_ms', value: await p95('kubeflow'), unit: 'ms' };
}

async function p95(tree: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'writ-bench-'));
  const copy = join(folder, tree);
  cpSync(inputs(tree), copy, { recursive: true });
  const files = readdirSync(copy, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/u.test(name))
    .sort();
  const child = spawn(process.execPath, [PROGRAM, 'watch', copy, '-o', 'jsonl'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    await lines.next();
    const took: number[] = [];
    for (let change = 0; change < CHANGES; change++) {
      // Between saves a person thinks, and the program rests.
      await pause(100);
      const file = files[(change * 37) % files.length] ?? '';
      const started = performance.now();
      appendFileSync(join(copy, file), `# change ${change}\n`);
      await lines.next();
      took.push(performance.now() - started);
    }
    took.sort((a, b) => a - b);
    return took[Math.ceil(took.length * 0.95) - 1] ?? 0;
  } finally {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
