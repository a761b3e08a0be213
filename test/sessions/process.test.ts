import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildGraph } from '../../src/graph/build.ts';
import { EstateBuilder } from '../../src/model/builder.ts';
import { nodeId, type NodeId } from '../../src/model/id.ts';
import { INCLUDES } from '../../src/report/includes.ts';
import { jsonReport } from '../../src/report/json.ts';
import { builtProgram } from './build.ts';

const folder = mkdtempSync(join(tmpdir(), 'writ-process-'));
const program = builtProgram();
const SAVED = join(folder, 'large.json');
writeFileSync(SAVED, largeScan());

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Large enough that answering takes longer than any pipe holds, and than starting does. */
function largeScan(): string {
  const builder = new EstateBuilder();
  const ids: NodeId[] = Array.from({ length: 20_000 }, (_, at) =>
    builder.node({
      id: nodeId('k8s', 'Pod', 'prod', 'team', `pod-${at}`),
      kind: 'Pod',
      name: `pod-${at}`,
      realm: 'prod',
      environment: 'prod',
      evidence: [{ file: 'pods.yaml', line: at + 1 }],
    }),
  );
  for (const [at, from] of ids.entries())
    for (const step of [1, 7, 131]) {
      const to = ids[(at + step) % ids.length];
      if (to !== undefined) builder.edge({ kind: 'POD_EXEC', from, to, confidence: 'proved', evidence: [] });
    }
  const estate = builder.build();
  return [...jsonReport({ estate, graph: buildGraph(estate), findings: [] }, new Set(INCLUDES))].join('');
}

interface Ended {
  /** As a shell tells it: 128 and the number of the signal where one ended the process before it could answer. */
  readonly code: number;
  readonly err: string;
}

function start(...args: readonly string[]): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const child = spawn(process.execPath, [program, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => {
      resolve({ code: code ?? 128 + constants.signals[signal ?? 'SIGKILL'], err });
    });
  });
  return { child, ended };
}

describe('a reader that goes away', () => {
  it('is no error: the rest is dropped in silence', async () => {
    const { child, ended } = start('reach', 'pod-0', '--estate', SAVED, '-o', 'json');
    child.stdout?.once('data', () => child.stdout?.destroy());
    expect(await ended).toEqual({ code: 0, err: '' });
  });

  it('does not change the exit code', async () => {
    const { child, ended } = start('paths', '--from', 'nobody', '--to', 'pod-1', '--estate', SAVED);
    child.stdout?.destroy();
    expect((await ended).code).toBe(2);
  });
});

describe('a signal', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s while it computes ends it with %i and leaves no file', async (signal, code) => {
    const before = readdirSync(folder);
    const { child, ended } = start('reach', 'pod-0', '--estate', SAVED, '-o', 'json');
    // The first bytes come when the answer is complete but for its writing; nobody reads on, so that it cannot end by itself.
    child.stdout?.once('readable', () => child.kill(signal));
    expect(await ended).toEqual({ code, err: '' });
    expect(readdirSync(folder)).toEqual(before);
  });

  it('SIGINT before there is an answer ends it with 130', async () => {
    const { child, ended } = start('reach', 'pod-0', '--estate', SAVED, '-o', 'json');
    const timer = setTimeout(() => child.kill('SIGINT'), 500);
    expect(await ended).toMatchObject({ code: 130, err: '' });
    clearTimeout(timer);
  });
});
