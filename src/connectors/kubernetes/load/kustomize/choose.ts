import { posix } from 'node:path';
import type { RealmRule } from '../../../port.ts';
import { diagnostic, type Diagnostic } from '../../../../model/diagnostic.ts';
import { environmentInName } from '../../../../model/environment-name.ts';
import type { Environment } from '../../../../model/kinds.ts';
import type { Manifest } from '../object.ts';
import type { Builder } from './build.ts';
import type { GeneratedMap } from './generated.ts';
import type { Instance } from './transform.ts';

export interface Realm {
  readonly realm: string;
  readonly environment: Environment;
}

export interface Chosen extends Realm {
  readonly manifest: Manifest;
  /** What other roots of the realm call a service account, `namespace/name`. */
  readonly elsewhere?: readonly string[];
  /** Maps that kustomizations on its way make of files. */
  readonly maps?: readonly GeneratedMap[];
}

/** Folder names of environments. A cluster for tests is treated as one for development: nobody's work depends on it. */
const ENVIRONMENT_FOLDERS: ReadonlyMap<string, Environment> = new Map([
  ['dev', 'dev'],
  ['test', 'dev'],
  ['stag', 'staging'],
  ['staging', 'staging'],
  ['prod', 'prod'],
  ['production', 'prod'],
]);

export type RuleOf = (file: string) => RealmRule | undefined;

/** The realm of a file that no kustomization includes: as a rule says, else the cluster that its objects were read from. */
export function realmOfFile(file: string, ruleOf: RuleOf, context = 'default'): Realm {
  return named(ruleOf(file)) ?? { realm: context, environment: environmentInName(context) ?? 'unknown' };
}

function named(rule: RealmRule | undefined): Realm | undefined {
  if (!rule) return undefined;
  return { realm: rule.realm, environment: rule.environment ?? ENVIRONMENT_FOLDERS.get(rule.realm) ?? 'unknown' };
}

/**
 * The realm of an object that came through kustomizations: of the outermost file on its way, itself the last, that a rule names; else
 * of the outermost kustomization whose folder is called like an environment; else `default`.
 */
function realmOf(instance: Instance, ruleOf: RuleOf): Realm {
  const outward = [...instance.chain].reverse();
  for (const file of [...outward, instance.source.place.file]) {
    const rule = named(ruleOf(file));
    if (rule) return rule;
  }
  for (const file of outward) {
    const folder = posix.basename(posix.dirname(file));
    const environment = ENVIRONMENT_FOLDERS.get(folder);
    if (environment) return { realm: folder, environment };
  }
  return { realm: 'default', environment: 'unknown' };
}

interface Candidate {
  readonly root: string;
  /** Objects that the root includes. */
  readonly size: number;
  readonly realm: Realm;
  readonly instances: Instance[];
}

/**
 * An object counts once in each realm that includes it. Where several roots of one realm include it, the one counts that sets its
 * namespace, then the one that includes most, then the first by path: the root that people most likely apply. What the others would
 * have named differently is told, one note a root.
 */
export function choose(
  builder: Builder,
  ruleOf: RuleOf,
  yieldOf: (root: string) => readonly Instance[] = (root) => builder.build(root),
): { chosen: Chosen[]; reached: Set<Manifest>; notes: Diagnostic[] } {
  const bySource = new Map<Manifest, Map<string, Candidate[]>>();
  const reached = new Set<Manifest>();
  for (const root of builder.roots()) {
    const instances = yieldOf(root);
    for (const { source } of builder.build(root)) reached.add(source);
    for (const instance of instances) {
      const realm = realmOf(instance, ruleOf);
      const realms = bySource.get(instance.source) ?? new Map<string, Candidate[]>();
      bySource.set(instance.source, realms);
      const candidates = realms.get(realm.realm) ?? [];
      realms.set(realm.realm, candidates);
      const own = candidates.find((one) => one.root === root);
      if (own) own.instances.push(instance);
      else candidates.push({ root, size: instances.length, realm, instances: [instance] });
    }
  }
  const chosen: Chosen[] = [];
  const others = new Map<string, { count: number; first: string; taken: string }>();
  for (const realms of bySource.values())
    for (const candidates of realms.values()) {
      const [best, ...rest] = candidates.sort(byRank);
      if (!best) continue;
      const elsewhere = accountsOf(rest);
      for (const { now, chain } of best.instances) {
        const maps = builder.mapsOf(chain);
        chosen.push({
          manifest: now,
          ...best.realm,
          ...(elsewhere.length === 0 ? {} : { elsewhere }),
          ...(maps.length === 0 ? {} : { maps }),
        });
      }
      const ids = new Set(best.instances.map(idOf));
      for (const other of rest) {
        const different = other.instances.find((one) => !ids.has(idOf(one)));
        if (!different) continue;
        const known = others.get(other.root);
        if (known) known.count++;
        else others.set(other.root, { count: 1, first: different.now.name, taken: best.root });
      }
    }
  return { chosen, reached, notes: notesOf(others, builder) };
}

/** Bindings that only another root includes name the account as that root does. */
function accountsOf(candidates: readonly Candidate[]): readonly string[] {
  const accounts = candidates
    .flatMap(({ instances }) => instances)
    .filter(({ now }) => now.kind === 'ServiceAccount' && now.group === '');
  return [...new Set(accounts.map(({ now }) => `${now.namespace ?? 'default'}/${now.name}`))].sort();
}

function notesOf(
  others: ReadonlyMap<string, { count: number; first: string; taken: string }>,
  builder: Builder,
): Diagnostic[] {
  return [...others].map(([root, { count, first, taken }]) =>
    diagnostic(
      'not-rendered',
      `${count} ${count === 1 ? 'object' : 'objects'} would have another name or namespace here (the first: ${first}) and ${count === 1 ? 'counts' : 'count'} as ${taken} includes ${count === 1 ? 'it' : 'them'}`,
      builder.fileOf(root),
    ),
  );
}

function byRank(a: Candidate, b: Candidate): number {
  const spaced = (one: Candidate): number => (one.instances.some((instance) => instance.spaced) ? 1 : 0);
  return spaced(b) - spaced(a) || b.size - a.size || (a.root < b.root ? -1 : a.root > b.root ? 1 : 0);
}

function idOf({ now }: Instance): string {
  return `${now.group}\0${now.kind}\0${now.namespace ?? ''}\0${now.name}`;
}
