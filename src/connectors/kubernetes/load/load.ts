import type { Placed } from '../../../documents/path.ts';
import { posix } from 'node:path';
import type { SourceFile } from '../../../bytes/files.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { Environment } from '../../../model/kinds.ts';
import type { ScanContext } from '../../port.ts';
import type { K8sObject } from '../world.ts';
import { declareScopes } from './definitions.ts';
import { joinDuplicates } from './duplicates.ts';
import { Builder, type Tree } from './kustomize/build.ts';
import { renderRoot } from './kustomize/rendered.ts';
import { choose, realmOfFile, type Chosen, type RuleOf } from './kustomize/choose.ts';
import { chosenAgain, type Choice } from './kustomize/known-choice.ts';
import { withoutLeftovers } from './leftovers.ts';
import { FileReader, type ReadFiles } from './read-files.ts';
import { Scopes } from './scope.ts';

/** A values file of a Helm chart, with the places of its values. */
export interface ValuesDoc {
  /** What the values are for, as far as their content tells. */
  readonly chart: 'jupyterhub' | 'unknown';
  readonly file: string;
  readonly realm: string;
  readonly environment: Environment;
  readonly data: unknown;
  /** Reads like an object's: `at`, `span`, `block` and `indent` of a path. */
  readonly object: Placed;
}

/** A cluster of the program `kind`: names and roles of its nodes. */
export interface KindCluster {
  readonly file: string;
  readonly realm: string;
  readonly environment: Environment;
  readonly data: unknown;
  readonly object: Placed;
}

export interface Loaded {
  /** Sorted by realm, group, kind, namespace, name and place. */
  readonly objects: readonly K8sObject[];
  readonly values: readonly ValuesDoc[];
  readonly kindClusters: readonly KindCluster[];
  /** Service accounts that patches, which are not applied, give to pods. */
  readonly patchedAccounts: ReadonlySet<string>;
  /** Paths that are accounted for: read, or told why not. */
  readonly claimed: ReadonlySet<string>;
}

/** Everything of Kubernetes in the files: parsed, kustomizations followed, each object in its realm. */
export function loadKubernetes(files: readonly SourceFile[], context: ScanContext): Loaded {
  const reader = new FileReader(files, context.render);
  for (const file of files) {
    const text = reader.wants(file) ? file.text() : undefined;
    if (text !== undefined) reader.take(file, text);
  }
  return loaded(reader.done(), files, context);
}

/** What the files hold, put together: kustomizations followed, each object in its realm. */
export function loaded(read: ReadFiles, files: readonly SourceFile[], context: ScanContext): Loaded {
  const { estate } = context;
  estate.diagnostic(...read.diagnostics);

  const scopes = new Scopes();
  for (const manifests of read.manifests.values()) declareScopes(manifests, scopes);

  const relative = new Map(files.map((file) => [file.path, file.relative]));
  const ruleOf: RuleOf = (file) => context.realmOf?.(relative.get(file) ?? file);
  const roots = [...new Set(files.map((file) => file.root))];
  const tree: Tree = {
    kustomizations: read.kustomizations,
    manifests: read.manifests,
    files: relative,
    inside: (path) => roots.some((root) => isInside(path, root)),
    scopes,
  };
  const { chosen, reached, diagnostics, notes } = context.render
    ? rendered(tree, ruleOf)
    : chosenAgain(tree, ruleOf, JSON.stringify([context.realms, roots, scopes.declared]));
  const unreached = [...read.manifests.values()].flat().filter((one) => !reached.has(one));
  const { kept, notes: leftovers } = withoutLeftovers(unreached, read.kustomizations);
  const plain: Chosen[] = kept.map((manifest) => ({
    manifest,
    ...realmOfFile(manifest.place.file, ruleOf, manifest.context),
  }));
  const joined = joinDuplicates([...chosen, ...plain], scopes);
  estate.diagnostic(...diagnostics, ...notes, ...leftovers, ...joined.notes);

  const standing = (file: string): { realm: string; environment: Environment } => realmOfFile(file, ruleOf);
  return {
    objects: joined.objects,
    values: read.values.map((one) => ({ ...one, ...standing(one.file) })),
    kindClusters: read.kindClusters.map((one) => ({ ...one, ...standing(one.file) })),
    patchedAccounts: read.patchedAccounts,
    claimed: read.claimed,
  };
}

/** Of roots that programs from PATH can render, what those say. */
function rendered(tree: Tree, ruleOf: RuleOf): Choice {
  const builder = new Builder(tree);
  const failed: Diagnostic[] = [];
  const choice = choose(builder, ruleOf, (root) => renderRoot(builder, root, failed) ?? builder.build(root));
  return { ...choice, diagnostics: [...builder.diagnostics, ...failed] };
}

function isInside(path: string, root: string): boolean {
  const folder = posix.normalize(root);
  if (folder === '.') return !path.startsWith('../') && path !== '..' && !path.startsWith('/');
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
