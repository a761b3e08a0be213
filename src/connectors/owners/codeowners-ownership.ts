import { effective, ownersOf, type Codeowners, type Ownership as OwnersOfFile } from '../../artifacts/codeowners.ts';
import type { Ownership, WrittenOwner } from '../../model/builder.ts';
import type { Standing } from '../port.ts';
import type { StandingOf } from './connector.ts';
import { ownerName } from './owner-nodes.ts';

/** A CODEOWNERS file with the folder that it speaks of. */
export interface CodeownersFile {
  readonly written: Codeowners;
  readonly folder: string;
  readonly standing: Standing;
}

const ALL: ReadonlySet<string> = new Set(['*', '/', '**', '/**', '/*', '/**/*']);

/** Whoever owns the file that a thing is written in owns the thing. Files of another repository below the folder are not meant. */
export function codeownersOwnership(files: readonly CodeownersFile[], standingOf: StandingOf): Ownership {
  const known = new Map<string, WrittenOwner | undefined>();
  const byFolder = new Map<string, CodeownersFile[]>();
  for (const file of files) byFolder.set(file.folder, [...(byFolder.get(file.folder) ?? []), file]);
  const ownerOfFile = (path: string): WrittenOwner | undefined => {
    const standing = standingOf(path);
    for (let folder = parent(path); standing; folder = parent(folder)) {
      const here = byFolder.get(folder);
      const counts =
        here &&
        effective(
          here.map(({ written }) => written),
          here[0]?.standing.repository?.host,
        );
      if (counts) return written(counts, ownersOf(counts, folder === '' ? path : path.slice(folder.length + 1)));
      if (folder === '' || folder === standing.folder) return undefined;
    }
    return undefined;
  };
  return {
    source: 'codeowners',
    ownerOf({ evidence }) {
      for (const place of evidence) {
        if (!('file' in place)) continue;
        if (!known.has(place.file)) known.set(place.file, ownerOfFile(place.file));
        const found = known.get(place.file);
        if (found) return found;
      }
      return undefined;
    },
  };
}

function written({ file }: Codeowners, found: readonly OwnersOfFile[]): WrittenOwner | undefined {
  const [first] = found;
  if (!first) return undefined;
  const names = found.flatMap(({ owners }) => owners).map(ownerName);
  return {
    owner: [...new Set(names)].join(', '),
    evidence: { file, line: first.line },
    ...(found.every(({ pattern }) => ALL.has(pattern)) ? { fallback: true } : {}),
  };
}

function parent(path: string): string {
  const at = path.lastIndexOf('/');
  return at < 0 ? '' : path.slice(0, at);
}
