import { existsSync, readdirSync, statSync, watch as watchFolder, type FSWatcher } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { WritError } from '../../model/errors.ts';
import type { ScanResult } from '../../inventory/scan.ts';
import { SKIPPED } from '../../inventory/walk.ts';
import { Watched } from '../../inventory/watched.ts';
import { difference, same, unreadOf, type Side } from '../../questions/diff.ts';
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

/** Events of one save come together; half a file is not worth reading. A change is taken when none has come for so long. */
const SETTLES_MS = 10;
/** Where events do not end (a checkout, a build), what is there by then is read. */
const SETTLES_AT_MOST_MS = 200;
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
  const roots = paths.map((path) => resolve(io.cwd, path));
  const changes = bursts(() => foldersUnder(roots));
  while ((await changes.next()).done !== true) {
    const next = watched.next();
    if (next?.before === undefined) continue;
    await io.out(told(io, next.before, next.now, flags));
    if (io.outClosed()) break;
  }
  await changes.return(undefined);
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

/** For as long as a scan is held: each is compared twice. */
const SIDES = new WeakMap<ScanResult, Side>();

function sideOf(scanned: ScanResult): Side {
  let side = SIDES.get(scanned);
  if (!side) {
    const { estate, graph, findings } = scanned;
    const owners = new Map(estate.nodes.map((node) => [node.id, ownerOf(node, graph)]));
    const owner: Side['owner'] = ({ id }) => owners.get(id) ?? null;
    const unread = unreadOf(estate.diagnostics);
    side = { graph, nodes: estate.nodes, edges: estate.edges, findings, unread, owner };
    SIDES.set(scanned, side);
  }
  return side;
}

/** One item for each burst of changes. Every folder is watched by itself: recursive watching misses changes on some systems. */
async function* bursts(folders: () => readonly string[]): AsyncGenerator<void> {
  const watchers = new Map<string, FSWatcher>();
  const bell = { rings: 0, wake: (): void => undefined };
  const poke = (): void => {
    bell.rings += 1;
    bell.wake();
  };
  try {
    for (let taken = 0; ;) {
      follow(watchers, folders(), poke);
      if (bell.rings === taken)
        await new Promise<void>((done) => {
          const look = setTimeout(done, LOOKS_MS);
          bell.wake = () => {
            clearTimeout(look);
            done();
          };
        });
      bell.wake = () => undefined;
      const since = performance.now();
      do {
        taken = bell.rings;
        await pause(SETTLES_MS);
      } while (bell.rings !== taken && performance.now() - since < SETTLES_AT_MOST_MS);
      taken = bell.rings;
      yield;
    }
  } finally {
    for (const watcher of watchers.values()) watcher.close();
  }
}

/** A folder that cannot be watched (gone, or one too many for the system) is looked at from time to time like all others. */
function follow(watchers: Map<string, FSWatcher>, folders: readonly string[], poke: () => void): void {
  const wanted = new Set(folders);
  for (const [folder, watcher] of watchers)
    if (!wanted.has(folder)) {
      watcher.close();
      watchers.delete(folder);
    }
  for (const folder of wanted) {
    if (watchers.has(folder)) continue;
    try {
      const watcher = watchFolder(folder, poke);
      watchers.set(folder, watcher);
      watcher.on('error', () => {
        watcher.close();
        watchers.delete(folder);
      });
    } catch {
      return;
    }
  }
}

/** The folders under the paths, as deep as the scan goes. Links are not followed: what they lead to is watched where it lies. */
function foldersUnder(paths: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const visit = (folder: string): void => {
    found.add(folder);
    try {
      for (const entry of readdirSync(folder, { withFileTypes: true }))
        if (entry.isDirectory() && !SKIPPED.has(entry.name)) visit(join(folder, entry.name));
    } catch {
      // The scan tells of folders that cannot be read.
    }
  };
  for (const path of paths) {
    const known = statSync(path, { throwIfNoEntry: false });
    if (known?.isDirectory()) visit(path);
    else if (known) found.add(dirname(path));
  }
  return [...found];
}
