import { spawn, type ChildProcess } from 'node:child_process';
import { builtProgram } from '../sessions/build.ts';

export interface Done {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts `writ scan --collect SOURCE` into the folder `out` of `home`, with this environment and nothing of ours. */
export function startCollect(
  source: string,
  home: string,
  env: Readonly<Record<string, string>>,
  more: readonly string[] = [],
): { readonly child: ChildProcess; readonly done: Promise<Done> } {
  const args = ['scan', '--collect', source, '--collect-to', 'out', ...more, '-o', 'json', '--include', 'nodes,edges'];
  const child = spawn(process.execPath, [builtProgram(), ...args], {
    cwd: home,
    env: { PATH: process.env['PATH'], HOME: home, ...env },
  });
  const texts = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].on('data', (data: Buffer) => void (texts[stream] += data.toString()));
  const done = new Promise<Done>((ended) => child.on('close', (status) => { ended({ status, ...texts }); })); // prettier-ignore
  return { child, done };
}
