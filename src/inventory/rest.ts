import type { SourceFile } from '../bytes/files.ts';
import type { EstateBuilder } from '../model/builder.ts';
import { diagnostic } from '../model/diagnostic.ts';

/** Every file that no connector took is told, so that "everything else was read" is true. */
export function accountForRest(
  files: readonly SourceFile[],
  claimed: ReadonlySet<string>,
  estate: EstateBuilder,
): void {
  for (const file of files)
    if (!claimed.has(file.path))
      estate.diagnostic(diagnostic('not-recognised', `no connector reads ${kindOf(file.path)}`, file.path));
}

function kindOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? `${name.slice(dot)} files of this content` : 'files like this';
}
