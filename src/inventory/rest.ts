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
      estate.diagnostic(
        file.bytes > LARGE && KNOWN_BY_NAME.test(file.path)
          ? diagnostic('too-large', 'configuration of this name is not read when it is as large as this', file.path)
          : diagnostic('not-recognised', `no connector reads ${kindOf(file.path)}`, file.path),
      );
}

/** Files that their programs find by name: one that was made too large to be read is no file of nobody. */
const KNOWN_BY_NAME =
  /(?:^|\/)(?:\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.ya?ml|\.?mcp\.json|claude_desktop_config\.json|(?:docker-)?compose(?:\.[\w-]+)?\.ya?ml|action\.ya?ml|agent(?:-card)?\.json)$/u;
const LARGE = 1024 * 1024;

function kindOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? `${name.slice(dot)} files of this content` : 'files like this';
}
