import type { SourceFile } from '../../../bytes/files.ts';
import type { Declared } from './declared.ts';
import type { Val } from './value.ts';

/** One file of values for variables. */
export interface VarFile {
  readonly file: SourceFile;
  readonly folder: string;
  readonly values: ReadonlyMap<string, Val>;
}

/** Loaded by itself where it stands (Terraform language, "Input Variables", order of precedence). */
const AUTOMATIC = /(?:^|\/)(?:terraform\.tfvars|terraform\.tfvars\.json|[^/]*\.auto\.tfvars(?:\.json)?)$/u;

export const isAutomatic = ({ file }: VarFile): boolean => AUTOMATIC.test(file.path);

/** `terraform.tfvars` first, then its JSON form, then the others by name: later ones win. */
const rank = (path: string): string =>
  path.endsWith('terraform.tfvars') ? '0' : path.endsWith('terraform.tfvars.json') ? '1' : `2${path}`;

export const byRank = (files: readonly VarFile[]): readonly VarFile[] =>
  [...files].sort((a, b) => (rank(a.file.path) < rank(b.file.path) ? -1 : 1));

export interface Deployment {
  readonly declared: Declared;
  /** Later ones win. */
  readonly values: readonly VarFile[];
  /** The file that is not loaded by itself. */
  readonly named?: VarFile;
  /** Why it may not be deployed like this. */
  readonly uncertain?: string;
}

export interface Deployments {
  readonly deployments: readonly Deployment[];
  /** Var files of which it is not known what they are for. */
  readonly unused: readonly VarFile[];
}

const MOST = 50;

/**
 * How roots are deployed: once with what is loaded by itself, or once for each var file that must be named. Such a file may stand in another
 * folder: then it is for the nearest root that alone declares all its variables, and files beside it are taken with that root.
 */
export function deploymentsOf(
  roots: readonly Declared[],
  varFiles: readonly VarFile[],
  overlay: (base: Declared, folder: string) => Declared,
): Deployments {
  const named = new Map<string, Deployment[]>();
  const merged = new Set<string>();
  const unused: VarFile[] = [];
  const automatic = (folder: string): readonly VarFile[] =>
    byRank(varFiles.filter((one) => one.folder === folder && isAutomatic(one)));
  const add = (folder: string, deployment: Deployment): void => {
    const known = named.get(folder) ?? [];
    if (known.length < MOST) known.push(deployment);
    named.set(folder, known);
  };
  for (const one of varFiles.filter((file) => !isAutomatic(file))) {
    const home = roots.find(({ folder }) => folder === one.folder);
    const base = home && fits(home, one) ? home : nearest(roots, one);
    if (!base) unused.push(one);
    else if (base.folder === one.folder)
      add(base.folder, { declared: base, values: [...automatic(base.folder), one], named: one });
    else {
      if (home) merged.add(home.folder);
      add(base.folder, {
        declared: home ? overlay(base, home.folder) : base,
        values: [...automatic(base.folder), ...automatic(one.folder), one],
        named: one,
        uncertain: `${one.file.path} is taken for ${base.folder}, which alone declares its variables`,
      });
    }
  }
  const deployments = roots
    .filter(({ folder }) => !merged.has(folder))
    .flatMap(
      (declared): readonly Deployment[] =>
        named.get(declared.folder) ?? [{ declared, values: automatic(declared.folder) }],
    );
  return { deployments, unused };
}

const fits = ({ variables }: Declared, { values }: VarFile): boolean =>
  [...values.keys()].every((name) => variables.has(name));

/** The one root that declares every variable of the file; of several the one that shares the longest path with it, if that is one. */
function nearest(roots: readonly Declared[], file: VarFile): Declared | undefined {
  if (file.values.size === 0) return undefined;
  const own = file.file.root;
  const able = roots.filter((root) => root.files[0]?.file.root === own && fits(root, file));
  const shared = able.map(({ folder }) => sharedSteps(folder, file.folder));
  const most = Math.max(0, ...shared);
  const best = able.filter((_, index) => shared[index] === most);
  return best.length === 1 ? best[0] : undefined;
}

function sharedSteps(a: string, b: string): number {
  const [x, y] = [a.split('/'), b.split('/')];
  let count = 0;
  while (count < x.length && x[count] === y[count]) count += 1;
  return count;
}
