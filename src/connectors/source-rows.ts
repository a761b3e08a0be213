import type { SourceFile } from '../bytes/files.ts';
import type { EstateBuilder } from '../model/builder.ts';

/** One row of `sources` for each scanned root that had something of a kind: how many files, and how many things in them by path. */
export function tellSources(
  estate: EstateBuilder,
  kind: string,
  files: Iterable<SourceFile>,
  objectsIn: (path: string) => number,
): void {
  const rows = new Map<string, { files: number; objects: number }>();
  for (const { path, root } of files) {
    const row = rows.get(root) ?? { files: 0, objects: 0 };
    rows.set(root, { files: row.files + 1, objects: row.objects + objectsIn(path) });
  }
  for (const [path, counts] of [...rows].sort(([a], [b]) => (a < b ? -1 : 1))) estate.source({ path, kind, ...counts });
}

/** How often each path stands in a list. */
export function countEach(paths: Iterable<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const path of paths) counts.set(path, (counts.get(path) ?? 0) + 1);
  return counts;
}
