import type { SourceFile } from '../../../bytes/files.ts';
import { nodeId, type NodeId } from '../../../model/id.ts';
import type { Environment } from '../../../model/kinds.ts';
import type { Key } from '../../../model/keys.ts';
import type { ScanContext } from '../../port.ts';
import { environmentInName } from '../../../model/environment-name.ts';
import { repositoryFolder } from '../read/recognise.ts';

/** Where a file stands, and which repository it is of. */
export interface Place {
  readonly realm: string;
  /** Segments of the repository below the realm; none where the realm is one repository. */
  readonly repository: readonly string[];
  /** Of the file below the realm. */
  readonly path: readonly string[];
  /** The path inside the repository. */
  readonly inside: string;
  /** The printed path of the repository's folder. */
  readonly folder: string;
  readonly environment: Environment;
  readonly remote?: { readonly organisation: string; readonly name: string; readonly key: Key };
}

export function placeOf(file: SourceFile, context: ScanContext): Place {
  const standing = context.standing(file);
  const seen = repositoryFolder(file.path);
  const folder = seen ?? standing.folder;
  const inside = seen === undefined ? standing.inRepository : file.path.slice(seen === '' ? 0 : seen.length + 1);
  const depth = inside.split('/').length;
  const own = seen === undefined || seen === standing.folder ? standing.repository : undefined;
  return {
    realm: standing.realm,
    repository: standing.path.slice(0, Math.max(0, standing.path.length - depth)),
    path: standing.path,
    inside,
    folder,
    environment:
      standing.environment === 'unknown'
        ? (environmentInName(file.path.split('/').at(-1) ?? '') ?? 'unknown')
        : standing.environment,
    ...(own ? { remote: own } : {}),
  };
}

/** The printed path of a file of the same repository. */
export const printed = ({ folder }: Place, inside: string): string => (folder === '' ? inside : `${folder}/${inside}`);

export const idOf = {
  workflow: ({ realm, path }: Place): NodeId => nodeId('github', 'Workflow', realm, ...path),
  job: ({ realm, path }: Place, job: string): NodeId => nodeId('github', 'Job', realm, ...path, job),
  repository: ({ realm, repository }: Place): NodeId => nodeId('github', 'Repo', realm, ...repository),
  secret: ({ realm, repository }: Place, name: string): NodeId =>
    nodeId('github', 'Secret', realm, ...repository, name),
  stranger: ({ realm, repository }: Place): NodeId => nodeId('github', 'Entry', realm, ...repository, 'fork-pr'),
  runner: ({ realm, repository }: Place, labels: readonly string[]): NodeId =>
    nodeId('github', 'Runner', realm, ...repository, labels.join(' ')),
};
