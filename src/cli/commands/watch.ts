import { existsSync, watch as watchFolder } from 'node:fs';
import { resolve } from 'node:path';
import { WritError } from '../../model/errors.ts';
import type { ScanResult } from '../../inventory/scan.ts';
import { Watched } from '../../inventory/watched.ts';
import { difference, same, type Side } from '../../questions/diff.ts';
import { diffJson, diffLines, type Compared } from '../../report/diff-report.ts';
import { count, soleRealm } from '../../report/names.ts';
import { ownerOf } from '../../report/owner.ts';
import { safeJson } from '../../report/printable.ts';
import { render } from '../../report/screen.ts';
import { EXIT } from '../exit.ts';
import type { Io } from '../io.ts';

export interface WatchFlags {
  readonly output: 'table' | 'jsonl';
  readonly quiet?: true;
}

/** Events of one save come together; half a file is not worth reading. */
const SETTLES_MS = 25;
/** Where the system tells nothing (a network folder, too many folders) a look at all times and sizes finds what changed. */
const LOOKS_MS = 2000;

/** Runs until it is stopped or nobody reads any more. */
export async function watch(io: Io, paths: readonly string[], flags: WatchFlags): Promise<number> {
  for (const path of paths) if (!existsSync(resolve(io.cwd, path))) throw new WritError('no-such-path', path);
  const watched = new Watched(paths);
  const first = watched.next();
  if (first === undefined) return EXIT.done;
  const { now } = first;
  const head = `watching ${count(now.files, 'file')}: ${count(now.findings.length, 'finding')}`;
  if (flags.output === 'jsonl')
    await io.out(`${safeJson({ type: 'watching', files: now.files, findings: now.findings.length })}\n`);
  else if (flags.quiet !== true) await io.out(`${head}\n`);
  const bursts = changes(paths.map((path) => resolve(io.cwd, path)));
  while ((await bursts.next()).done !== true) {
    const next = watched.next();
    if (next?.before === undefined) continue;
    await io.out(told(io, next.before, next.now, flags));
    if (io.outClosed()) break;
  }
  await bursts.return(undefined);
  return EXIT.done;
}

function told(io: Io, before: ScanResult, now: ScanResult, flags: WatchFlags): string {
  const compared: Compared = { difference: difference(sideOf(before), sideOf(now)), after: now.graph };
  const seconds = Number(now.seconds.toFixed(3));
  if (flags.output === 'jsonl') return `${safeJson({ type: 'change', seconds, ...diffJson(compared) })}\n`;
  if (same(compared.difference)) return `read again in ${seconds} s: nothing is different\n`;
  const realm = soleRealm([...before.estate.nodes, ...now.estate.nodes].map((node) => node.realm));
  return `\nread again in ${seconds} s\n${render(diffLines(compared, io.width, realm), io.palette)}`;
}

const sideOf = ({ estate, graph, findings }: ScanResult): Side => ({
  graph,
  nodes: estate.nodes,
  edges: estate.edges,
  findings,
  owner: (node) => ownerOf(node, graph),
});

/** One item for each burst of changes under the paths. */
async function* changes(paths: readonly string[]): AsyncGenerator<void> {
  let wake = (): void => undefined;
  const poke = (): void => {
    wake();
  };
  const watchers = paths.flatMap((path) => {
    try {
      const watcher = watchFolder(path, { recursive: true }, poke);
      watcher.on('error', () => {
        watcher.close();
      });
      return [watcher];
    } catch {
      return [];
    }
  });
  try {
    for (;;) {
      await new Promise<void>((done) => {
        const look = setTimeout(done, LOOKS_MS);
        wake = () => {
          clearTimeout(look);
          wake = () => undefined;
          setTimeout(done, SETTLES_MS);
        };
      });
      yield;
    }
  } finally {
    for (const watcher of watchers) watcher.close();
  }
}
