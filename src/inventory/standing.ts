import { posix } from 'node:path';
import type { SourceFile } from '../bytes/files.ts';
import type { RealmRule, Standing } from '../connectors/port.ts';
import { repoKey } from '../model/keys.ts';
import type { Checkout } from './checkouts.ts';

/** Where files stand: by realm rule, else by the remote of the checkout that they are in, else by the scanned root. */
export function standingFinder(
  checkouts: readonly Checkout[],
  realmOf: (relative: string) => RealmRule | undefined,
): (file: SourceFile) => Standing {
  // The innermost checkout counts: a repository may hold others.
  const inner = [...checkouts].sort((a, b) => b.folder.length - a.folder.length);
  return (file) => {
    const rule = realmOf(file.relative);
    const checkout = inner.find(({ folder }) => folder === '' || file.path.startsWith(`${folder}/`));
    const folder = checkout?.folder ?? folderOf(file);
    const inside =
      checkout && folder !== '' ? file.path.slice(folder.length + 1) : checkout ? file.path : file.relative;
    const repository = checkout?.remote;
    return {
      realm: rule?.realm ?? repository?.organisation ?? 'default',
      path: repository && !rule ? [repository.name, ...inside.split('/')] : (rule ? file.relative : inside).split('/'),
      environment: rule?.environment ?? 'unknown',
      inRepository: inside,
      folder,
      ...(repository
        ? { repository: { ...repository, key: repoKey(address(repository)) ?? `repo:${repository.name}` } }
        : {}),
    };
  };
}

const address = ({ host, organisation, name }: NonNullable<Checkout['remote']>): string =>
  `${host}/${organisation}/${name}`;

function folderOf(file: SourceFile): string {
  const folder = file.path.slice(0, file.path.length - file.relative.length).replace(/\/$/u, '');
  return folder === '' ? '' : posix.normalize(folder);
}
