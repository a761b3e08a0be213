import type { EstateNode } from '../model/estate.ts';
import type { Environment } from '../model/kinds.ts';

export interface ProposedRealm {
  /** A glob relative to the scanned root: the folder that all files of the realm stand in. */
  readonly path: string;
  readonly realm: string;
  readonly environment: Environment;
  /** One of its files. */
  readonly file: string;
}

/**
 * One realm of Kubernetes after the other, the deepest folder first, since the first that matches counts: all lines together are as true as
 * each alone. `roots`: the scanned paths, which patterns do not name.
 */
export function proposedRealms(nodes: readonly EstateNode[], roots: readonly string[]): readonly ProposedRealm[] {
  const found = new Map<
    string,
    { readonly environment: Environment; readonly file: string; folder: readonly string[] }
  >();
  for (const { id, realm, environment, evidence } of nodes) {
    if (!id.startsWith('k8s:')) continue;
    for (const place of evidence) {
      if (!('file' in place)) continue;
      const folder = relative(place.file, roots).split('/').slice(0, -1);
      const known = found.get(realm);
      if (known) known.folder = shared(known.folder, folder);
      else found.set(realm, { environment, file: place.file, folder });
    }
  }
  return [...found]
    .sort(([a, { folder: one }], [b, { folder: other }]) => other.length - one.length || (a < b ? -1 : 1))
    .map(([realm, { environment, file, folder }]) => ({ path: [...folder, '**'].join('/'), realm, environment, file }));
}

function relative(file: string, roots: readonly string[]): string {
  const root = roots.map((one) => `${one.replace(/\/+$/u, '')}/`).find((one) => file.startsWith(one));
  return root === undefined ? file : file.slice(root.length);
}

function shared(one: readonly string[], other: readonly string[]): readonly string[] {
  const differs = one.findIndex((part, index) => part !== other[index]);
  return differs < 0 ? one : one.slice(0, differs);
}
