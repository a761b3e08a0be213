import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../../bin/writ.js', import.meta.url));

export interface Boot {
  /** From the start of the process until it says that it is ready. */
  readonly seconds: number;
  /** Of the process and all under it, some seconds later, what they share counted once; undefined where the system does not tell. */
  readonly megabytes: number | undefined;
}

/** `writ serve` as a whole: started, asked whether it is ready, left alone for so long, weighed, and stopped in order. */
export async function boot(data: string, idleMs: number): Promise<Boot> {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [PROGRAM, 'serve', '--data', data, '--listen', '127.0.0.1:0', '--log-level', 'error'],
    {
      env: { ...process.env, DATABASE_URL: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    const url = await urlOf(child);
    while (!(await fetch(`${url}/readyz`)).ok) await new Promise((resolve) => setTimeout(resolve, 10));
    const seconds = (performance.now() - started) / 1000;
    await new Promise((resolve) => setTimeout(resolve, idleMs));
    return { seconds, megabytes: weight(child.pid ?? 0) };
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

async function urlOf(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('writ serve has no stdout');
  for await (const line of createInterface(child.stdout)) {
    const url = /http:\/\/\S+/u.exec(line)?.[0];
    if (url !== undefined) return url;
  }
  throw new Error('writ serve ended before it was ready');
}

/** Proportional set size: pages that several processes share count in parts. */
function weight(root: number): number | undefined {
  try {
    const kilobytes = family(root).map(
      (pid) => /^Pss:\s+(\d+)/mu.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1],
    );
    return kilobytes.reduce((sum, one) => sum + Number(one), 0) / 1024;
  } catch {
    return undefined;
  }
}

function family(root: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .map((name) => [Number(name), parentOf(name)] as const);
  const found = [root];
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid) found.push(child);
  return found;
}

function parentOf(pid: string): number {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}
