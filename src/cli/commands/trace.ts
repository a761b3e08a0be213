import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LocalDisk } from '../../ledger/disk/local.ts';
import { decodeEntry, type LedgerEntry } from '../../ledger/entry/entry.ts';
import { parseNote } from '../../ledger/note/note.ts';
import { parseTreeHead } from '../../ledger/note/tree-head.ts';
import { entriesOf } from '../../ledger/read/entries.ts';
import { LogDamage } from '../../ledger/read/log-files.ts';
import { WritError } from '../../model/errors.ts';
import { printable, safeJson } from '../../report/printable.ts';
import { EXIT } from '../exit.ts';
import type { Io } from '../io.ts';
import { usage } from '../usage.ts';

export interface TraceFlags {
  readonly data: string;
  readonly output: 'table' | 'json';
}

/** `writ trace ID`: every entry of one request, or of one person, workload or thing, in the order of the log. Exit 1 when there is none. */
export async function trace(io: Io, [id, ...more]: readonly string[], flags: TraceFlags): Promise<number> {
  if (id === undefined || more.length > 0) throw usage('give one id', 'A trace id, or an actor or object of entries.');
  const folder = resolve(io.cwd, flags.data, 'log');
  if (!existsSync(join(folder, 'checkpoint'))) throw new WritError('no-ledger', flags.data);
  const disk = new LocalDisk(folder);
  const head = parseTreeHead(parseNote((await disk.read('checkpoint')) ?? Buffer.alloc(0))?.text ?? '');
  if (!head) throw new WritError('broken-ledger', 'checkpoint: it is no signed tree head');
  let found = 0;
  try {
    for await (const { index, id: leaf, bytes } of entriesOf(disk, head.size)) {
      const entry = decodeEntry(bytes);
      if (!entry || ![entry.trace, entry.actor, entry.onBehalfOf, entry.object].includes(id)) continue;
      if (io.outClosed()) break;
      found += 1;
      await io.out(flags.output === 'json' ? `${safeJson({ index, id: leaf, entry })}\n` : lineOf(index, entry));
    }
  } catch (error) {
    if (error instanceof LogDamage) throw new WritError('broken-ledger', `${error.file}: ${error.message}`);
    throw error;
  }
  return found > 0 ? EXIT.done : EXIT.failed;
}

function lineOf(index: number, entry: LedgerEntry): string {
  const { at, kind, actor, onBehalfOf, action, object, outcome, reason, trace: of } = entry;
  const who = onBehalfOf === undefined ? actor : `${actor} for ${onBehalfOf}`;
  const what = [action === kind ? undefined : action, object, outcome, reason].filter((one) => one !== undefined);
  const parts = [String(index), at, kind, who, ...what, ...(of === undefined ? [] : [`trace ${of}`])];
  return `${printable(parts.join('  '))}\n`;
}
