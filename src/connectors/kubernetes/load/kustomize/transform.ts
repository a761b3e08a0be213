import type { Manifest } from '../object.ts';
import { valueAt, withValue } from '../../../../documents/edit.ts';
import { text } from '../../../../documents/plain.ts';
import type { Scopes } from '../scope.ts';
import type { Path } from '../../world.ts';
import { labelled } from './labels.ts';
import type { Kustomization } from './read.ts';
import { referencesOf } from './references.ts';
import { replaced } from './replacements.ts';

/** An object on its way through kustomizations. `source` is as written; `now` as it stands after those passed so far. */
export interface Instance {
  readonly source: Manifest;
  readonly now: Manifest;
  /** Kustomization files passed, innermost first. */
  readonly chain: readonly string[];
  /** A kustomization on the way sets the namespace of all. */
  readonly spaced: boolean;
}

/** Kinds whose name is given by what they define, and which no prefix touches. */
const UNPREFIXED = new Set(['CustomResourceDefinition', 'APIService', 'Namespace']);

/** Applies what one kustomization says to all that it includes. */
export function transform(instances: readonly Instance[], by: Kustomization, scopes: Scopes): Instance[] {
  const named = instances.map((one) => renamed(one, by, scopes));
  const moved = by.namespace !== undefined || by.prefix !== '' || by.suffix !== '';
  const targets = moved ? targetsOf(named) : undefined;
  const changedBy = named.map(({ before, after }) => {
    const now = targets ? redirected(before, after, by.namespace ?? before.now.namespace, targets) : after;
    return {
      source: before.source,
      now: labelled(now, by),
      chain: [...before.chain, by.file],
      spaced: before.spaced || by.namespace !== undefined,
    };
  });
  return replaced(changedBy, by.replacements);
}

interface Renamed {
  readonly before: Instance;
  readonly after: Manifest;
}

function renamed(before: Instance, by: Kustomization, scopes: Scopes): Renamed {
  let after = before.now;
  const { kind, group, name } = after;
  if (!UNPREFIXED.has(kind) && name !== '') after = withName(after, by.prefix + name + by.suffix);
  if (by.namespace !== undefined) {
    if (kind === 'Namespace' && group === '') after = withName(after, by.namespace);
    else if (!scopes.clusterScoped(group, kind)) after = withNamespace(after, by.namespace);
  }
  return { before, after };
}

function withName(manifest: Manifest, name: string): Manifest {
  if (manifest.name === name) return manifest;
  const path = ['metadata', 'name'];
  return { ...changed(manifest, path, name), name };
}

function withNamespace(manifest: Manifest, namespace: string): Manifest {
  if (manifest.namespace === namespace) return manifest;
  return { ...changed(manifest, ['metadata', 'namespace'], namespace), namespace };
}

export function changed(manifest: Manifest, path: Path, value: unknown): Manifest {
  return {
    ...manifest,
    body: withValue(manifest.body, path, value),
    changed: new Set([...manifest.changed, path.join('\0')]),
  };
}

/** Objects by kind and name as references knew them before, with the namespace before. */
type Targets = ReadonlyMap<string, readonly Renamed[]>;

function targetsOf(named: readonly Renamed[]): Targets {
  const targets = new Map<string, Renamed[]>();
  for (const one of named) {
    const key = `${one.before.now.kind}\0${one.before.now.name}`;
    const known = targets.get(key);
    if (known) known.push(one);
    else targets.set(key, [one]);
  }
  return targets;
}

/** Lets the references of an object follow the objects that were renamed or moved with it. */
function redirected(before: Instance, after: Manifest, space: string | undefined, targets: Targets): Manifest {
  let now = after;
  for (const reference of referencesOf(before.source)) {
    const name = text(valueAt(before.now.body, reference.name));
    if (name === undefined) continue;
    const written = reference.namespace ? text(valueAt(before.now.body, reference.namespace)) : before.now.namespace;
    const target = pick(targets.get(`${reference.kind}\0${name}`) ?? [], written, space);
    if (target === undefined) {
      // kustomize moves the subject `default` with the kustomization's namespace even when no such account is written.
      if (reference.kind === 'ServiceAccount' && name === 'default' && reference.namespace && space !== undefined)
        now = changed(now, reference.namespace, space);
      continue;
    }
    if (target.after.name !== name) now = changed(now, reference.name, target.after.name);
    if (reference.namespace && target.after.namespace !== undefined && target.after.namespace !== written)
      now = changed(now, reference.namespace, target.after.namespace);
  }
  return now;
}

/** The target in the namespace that the reference names, before or after the move; the only one when it names none that fits. */
function pick(
  targets: readonly Renamed[],
  written: string | undefined,
  space: string | undefined,
): Renamed | undefined {
  const fits = targets.find(({ before }) => (before.now.namespace ?? 'default') === (written ?? 'default'));
  const moved = targets.find(({ after }) => after.namespace === undefined || after.namespace === (written ?? space));
  return fits ?? moved;
}
