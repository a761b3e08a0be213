import type { SourceFile } from '../bytes/files.ts';
import type { Connector, Reading, ScanContext } from '../connectors/port.ts';
import type { ReadMemory } from './read-memory.ts';
import { Tape } from './tape.ts';

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Of earlier scans: no text is read again for those who know what it holds. */
  readonly memory?: ReadMemory | undefined;
  /** Nothing is told when no reading would tell anything else than in the last scan. */
  readonly unlessSame?: boolean;
}

interface Open {
  readonly name: string;
  readonly reading: Reading;
  readonly tape?: Tape;
}

/** Shows every file once to all who want it, then lets each tell what it read. Returns the paths that somebody accounts for; undefined see `unlessSame`. */
export function readAll(
  connectors: readonly Connector[],
  files: readonly SourceFile[],
  context: ScanContext,
  { signal, memory, unlessSame }: ReadOptions = {},
): ReadonlySet<string> | undefined {
  const claimed = new Set<string>();
  const opened = connectors.map((connector): Open => {
    const { name } = connector;
    if (!memory) return { name, reading: connector.open(files, context) };
    const tape = new Tape(context.estate);
    return { name, tape, reading: connector.open(files, { ...context, estate: tape }) };
  });
  files.forEach((file, index) => {
    signal?.throwIfAborted();
    let text: string | undefined;
    for (const one of opened) {
      if (!one.reading.wants(file) || memory?.recall(one, file) === true) continue;
      if (text === undefined) {
        context.progress(index, files.length, file.path);
        text = file.text();
        // Why it was not read is told by the file itself.
        if (text === undefined) {
          claimed.add(file.path);
          return;
        }
      }
      const kept = one.reading.take(file, text);
      memory?.keep(one, file, kept);
    }
  });
  const changes = memory?.changes(files);
  const untouched = (one: Open): boolean => memory?.untouched(one, changes) === true;
  if (unlessSame === true && changes?.moved === false && opened.every(untouched)) {
    memory?.ended(files);
    return undefined;
  }
  memory?.begin();
  for (const one of opened) {
    signal?.throwIfAborted();
    for (const path of tell(one, untouched(one), context, memory)) claimed.add(path);
  }
  memory?.ended(files);
  return claimed;
}

function tell(
  { name, reading, tape }: Open,
  untouched: boolean,
  context: ScanContext,
  memory: ReadMemory | undefined,
): ReadonlySet<string> {
  const before = untouched ? memory?.retell(name, context.estate) : undefined;
  if (before) return before;
  const recorded = tape?.record();
  const claimed = reading.finish();
  memory?.told(name, recorded, claimed);
  return claimed;
}
