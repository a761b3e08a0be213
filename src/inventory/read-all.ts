import type { SourceFile } from '../bytes/files.ts';
import type { Connector, ScanContext } from '../connectors/port.ts';

/** Shows every file once to all who want it, then lets each tell what it read. Returns the paths that somebody accounts for. */
export function readAll(
  connectors: readonly Connector[],
  files: readonly SourceFile[],
  context: ScanContext,
  signal?: AbortSignal,
): ReadonlySet<string> {
  const claimed = new Set<string>();
  const readings = connectors.map((connector) => connector.open(files, context));
  files.forEach((file, index) => {
    signal?.throwIfAborted();
    const wanting = readings.filter((reading) => reading.wants(file) && reading.recall?.(file) !== true);
    if (wanting.length === 0) return;
    context.progress(index, files.length, file.path);
    const text = file.text();
    // Why it was not read is told by the file itself.
    if (text === undefined) claimed.add(file.path);
    else for (const reading of wanting) reading.take(file, text);
  });
  for (const reading of readings) {
    signal?.throwIfAborted();
    for (const path of reading.finish()) claimed.add(path);
  }
  return claimed;
}
