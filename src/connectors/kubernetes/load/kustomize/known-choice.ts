import type { Diagnostic } from '../../../../model/diagnostic.ts';
import type { Manifest } from '../object.ts';
import { Builder, type Tree } from './build.ts';
import { choose, type Chosen, type RuleOf } from './choose.ts';
import type { Kustomization } from './read.ts';

export interface Choice {
  readonly chosen: readonly Chosen[];
  readonly reached: ReadonlySet<Manifest>;
  /** Of following the kustomizations, then of choosing. */
  readonly diagnostics: readonly Diagnostic[];
  readonly notes: readonly Diagnostic[];
}

interface Kept {
  readonly around: string;
  readonly kustomizations: readonly Kustomization[];
  /** Files that kustomizations asked for, with the objects that they held. */
  readonly asked: ReadonlyMap<string, readonly Manifest[] | undefined>;
  /** Whether files were there that hold none. */
  readonly present: ReadonlyMap<string, boolean>;
  readonly choice: Choice;
}

/** By the first kustomization of a tree, for as long as it is held. */
const KEPT = new WeakMap<Kustomization, Kept>();

/**
 * What kustomizations choose: the same again while they, what they asked for and `around` are the same. `around` is all else that counts:
 * the rules of realms, the scanned roots and the scopes that are declared.
 */
export function chosenAgain(tree: Tree, ruleOf: RuleOf, around: string): Choice {
  const kustomizations = [...tree.kustomizations.values()];
  const [first] = kustomizations;
  const kept = first && KEPT.get(first);
  if (kept && kept.around === around && isSame(kept, kustomizations, tree)) return kept.choice;
  const asked = new Map<string, readonly Manifest[] | undefined>();
  const present = new Map<string, boolean>();
  const builder = new Builder({
    ...tree,
    manifests: { get: (path) => noted(asked, path, tree.manifests.get(path)) },
    files: { has: (path) => noted(present, path, tree.files.has(path)) },
  });
  const { chosen, reached, notes } = choose(builder, ruleOf);
  const choice = { chosen, reached, notes, diagnostics: builder.diagnostics };
  if (first) KEPT.set(first, { around, kustomizations, asked, present, choice });
  return choice;
}

function noted<T>(into: Map<string, T>, path: string, found: T): T {
  into.set(path, found);
  return found;
}

function isSame(kept: Kept, kustomizations: readonly Kustomization[], { manifests, files }: Tree): boolean {
  if (kept.kustomizations.length !== kustomizations.length) return false;
  if (!kept.kustomizations.every((one, index) => one === kustomizations[index])) return false;
  for (const [path, found] of kept.asked) if (manifests.get(path) !== found) return false;
  for (const [path, there] of kept.present) if (files.has(path) !== there) return false;
  return true;
}
