import type { Ownership, WrittenOwner } from '../../model/builder.ts';
import type { EstateNode } from '../../model/estate.ts';
import type { CatalogueEntity } from './catalogue.ts';
import type { StandingOf } from './connector.ts';
import { ownerName } from './owner-nodes.ts';

type Owned = CatalogueEntity & { readonly owner: string };

/**
 * An entity owns the Kubernetes objects that its annotations select, and what is written in its repository: in the folder of its own
 * file and below where the repository describes several, the nearest one first.
 */
export function catalogueOwnership(entities: readonly CatalogueEntity[], standingOf: StandingOf): Ownership {
  const owned = entities.filter((one): one is Owned => one.owner !== undefined && one.kind !== 'API');
  const selecting = owned.filter(({ kubernetesId, selector }) => kubernetesId !== undefined || selector !== undefined);
  const folders = foldersOf(owned);
  const repositories = repositoriesOf(owned);
  const known = new Map<string, WrittenOwner | undefined>();
  const ofFile = (path: string): WrittenOwner | undefined => {
    const standing = standingOf(path);
    for (let folder = parent(path); standing; folder = parent(folder)) {
      const here = folders.get(folder);
      if (here) return here;
      if (folder === '' || folder === standing.folder) break;
    }
    const repository = standing?.repository;
    return (
      repository && repositories.get(`${repository.host}/${repository.organisation}/${repository.name}`.toLowerCase())
    );
  };
  return {
    source: 'catalogue',
    ownerOf(node, labels) {
      const selected = labels && selecting.find((one) => selects(one, node, labels));
      if (selected) return writtenOf(selected);
      for (const place of node.evidence) {
        if (!('file' in place)) continue;
        if (!known.has(place.file)) known.set(place.file, ofFile(place.file));
        const found = known.get(place.file);
        if (found) return found;
      }
      return undefined;
    },
  };
}

function selects(entity: Owned, node: EstateNode, labels: Readonly<Record<string, string>>): boolean {
  const { kubernetesId, selector, namespace } = entity;
  if (namespace !== undefined && node.namespace !== namespace) return false;
  // A selector takes the place of the id (Backstage, Kubernetes plugin, surfacing your components).
  const wanted = selector ?? { 'backstage.io/kubernetes-id': kubernetesId ?? '' };
  return Object.entries(wanted).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
}

/** Folders that hold the file of one component (or one entity at all), which describes what stands there. */
function foldersOf(entities: readonly Owned[]): ReadonlyMap<string, WrittenOwner> {
  const byFolder = new Map<string, Owned[]>();
  for (const one of entities) {
    const folder = parent(one.evidence.file);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), one]);
  }
  const found = new Map<string, WrittenOwner>();
  for (const [folder, all] of byFolder) {
    const one = only(all);
    if (one) found.set(folder, writtenOf(one));
  }
  return found;
}

function repositoriesOf(entities: readonly Owned[]): ReadonlyMap<string, WrittenOwner> {
  const byRepository = new Map<string, Owned[]>();
  for (const one of entities)
    if (one.repository !== undefined)
      byRepository.set(one.repository, [...(byRepository.get(one.repository) ?? []), one]);
  const found = new Map<string, WrittenOwner>();
  for (const [repository, all] of byRepository) {
    const one = only(all);
    if (one) found.set(repository, writtenOf(one));
  }
  return found;
}

/** What several entities with different owners describe is nobody's by this. */
function only(entities: readonly Owned[]): Owned | undefined {
  const components = entities.filter(({ kind }) => kind === 'Component');
  const meant = components.length > 0 ? components : entities;
  return new Set(meant.map(({ owner }) => ownerName(owner))).size === 1 ? meant[0] : undefined;
}

function writtenOf({ owner, ownerEvidence }: Owned): WrittenOwner {
  return { owner: ownerName(owner), evidence: ownerEvidence };
}

function parent(path: string): string {
  const at = path.lastIndexOf('/');
  return at < 0 ? '' : path.slice(0, at);
}
