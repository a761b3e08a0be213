import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export type Kind = 'read' | 'write';

export interface Load {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p99: number;
}

const CHILD = fileURLToPath(new URL('client-child.js', import.meta.url));
let runs = 0;

/** What the client, a process of its own, gets out of a server. */
export async function load(
  { port, token }: { readonly port: number; readonly token: string },
  kind: Kind,
  connections: number,
  seconds: number,
): Promise<Load> {
  const args = [CHILD, port, kind, connections, seconds, `run${process.pid}-${runs++}`, token].map(String);
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { failed, ...found } = JSON.parse(stdout) as Load & { readonly failed: number };
  if (failed > 0) throw new Error(`${failed} requests were not answered with 200`);
  return found;
}
