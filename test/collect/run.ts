import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { builtProgram } from '../sessions/build.ts';

export interface Done {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `writ scan --collect-to out ARGS -o json`, as a process of its own in `home`, with nothing of this process's environment. */
export function start(
  home: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): { readonly child: ChildProcess; readonly done: Promise<Done> } {
  const all = ['scan', '--collect-to', 'out', ...args, '-o', 'json', '--include', 'nodes,edges'];
  const child = spawn(process.execPath, [builtProgram(), ...all], {
    cwd: home,
    env: { PATH: process.env['PATH'], HOME: home, ...env },
  });
  const texts = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].on('data', (data: Buffer) => void (texts[stream] += data.toString()));
  const done = new Promise<Done>((ended) => {
    child.on('close', (status) => {
      ended({ status, ...texts });
    });
  });
  return { child, done };
}

/** Kills the process once the call was made that is never answered. */
export async function killAt(
  child: ChildProcess,
  done: Promise<Done>,
  calls: readonly string[],
  call: string,
): Promise<void> {
  while (!calls.includes(call) && child.exitCode === null && child.signalCode === null)
    await new Promise((tick) => setTimeout(tick, 20));
  child.kill('SIGKILL');
  await done;
}

/** Everything below a folder, the hidden too: path -> text. */
export function written(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return new Map(
    names
      .filter((name) => statSync(join(folder, name)).isFile())
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

export const mode = (path: string): number => statSync(path).mode & 0o777;

export interface Scan {
  readonly nodes: readonly { readonly id: string; readonly evidence: readonly unknown[] }[];
  readonly edges: readonly {
    readonly kind: string;
    readonly from: string;
    readonly to: string;
    readonly confidence: string;
    readonly precondition?: string;
  }[];
  readonly findings: readonly {
    readonly rule: string;
    readonly identity: string;
    readonly title: string;
    readonly severity: string;
    readonly confidence: string;
  }[];
}

export const scanned = (stdout: string): Scan => JSON.parse(stdout) as Scan;
