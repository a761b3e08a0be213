import type { SourceFile } from '../bytes/files.ts';
import type { Connector, ScanContext } from '../connectors/port.ts';
import type { ReadMemory } from './read-memory.ts';

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Of earlier scans: no text is read again for those who know what it holds. */
  readonly memory?: ReadMemory | undefined;
}

/** Shows every file once to all who want it, then lets each tell what it read. Returns the paths that somebody accounts for. */
export function readAll(
  connectors: readonly Connector[],
  files: readonly SourceFile[],
  context: ScanContext,
  { signal, memory }: ReadOptions = {},
): ReadonlySet<string> {
  const claimed = new Set<string>();
  const readings = connectors.map((connector) => ({ name: connector.name, reading: connector.open(files, context) }));
  files.forEach((file, index) => {
    signal?.throwIfAborted();
    let text: string | undefined;
    for (const { name, reading } of readings) {
      if (!reading.wants(file) || memory?.recall(name, reading, file) === true) continue;
      if (text === undefined) {
        context.progress(index, files.length, file.path);
        text = file.text();
        // Why it was not read is told by the file itself.
        if (text === undefined) {
          claimed.add(file.path);
          return;
        }
      }
      const kept = reading.take(file, text);
      memory?.keep(name, reading, file, kept);
    }
  });
  for (const { reading } of readings) {
    signal?.throwIfAborted();
    for (const path of reading.finish()) claimed.add(path);
  }
  return claimed;
}
