import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { inputs } from '../test/inputs.ts';
import type { Figure } from './figure.ts';

const CHANGES = 30;
const PROGRAM = fileURLToPath(new URL('../../bin/writ.js', import.meta.url));

/**
 * `scan.watch.p95_ms`: from a file that is written to the line that tells what it did, through the whole program, on two public trees. In
 * turn a line goes at the end of a file, one at its start (all that it says moves), and a new file gives an account every Secret.
 */
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
      const file = join(copy, files[(change * 37) % files.length] ?? '');
      const started = performance.now();
      if (change % 3 === 0) appendFileSync(file, `# change ${change}\n`);
      else if (change % 3 === 1) writeFileSync(file, `# change ${change}\n${readFileSync(file, 'utf8')}`);
      else writeFileSync(join(copy, `change-${change}.yaml`), right(change));
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

function right(change: number): string {
  return `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: change-${change}}
rules: [{apiGroups: [""], resources: [secrets], verbs: [get, list]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: change-${change}}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: change-${change}}
subjects: [{kind: ServiceAccount, name: change-${change}, namespace: default}]
`;
}
