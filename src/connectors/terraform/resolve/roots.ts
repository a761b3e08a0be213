import { attributeOf, declaredIn, literalText, type Declared, type TerraformFile } from './declared.ts';
import { isLocal, joined } from './module-source.ts';

export const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/');

/** The folders that hold Terraform files. */
export function foldersOf(files: readonly TerraformFile[]): ReadonlyMap<string, Declared> {
  const byFolder = new Map<string, TerraformFile[]>();
  for (const one of files) {
    const folder = folderOf(one.file.path);
    const known = byFolder.get(folder) ?? [];
    known.push(one);
    byFolder.set(folder, known);
  }
  const sorted = [...byFolder].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted.map(([folder, inside]) => [folder, declaredIn(folder, inside)]));
}

/** Folders that no module block of another one names by a path. Of a circle that nobody names, the first. */
export function rootsOf(folders: ReadonlyMap<string, Declared>): readonly Declared[] {
  const calls = new Map([...folders].map(([folder, declared]) => [folder, calledBy(declared)]));
  const called = new Set([...calls].flatMap(([folder, all]) => all.filter((one) => one !== folder)));
  const roots: Declared[] = [];
  const reached = new Set<string>();
  const reach = (folder: string): void => {
    const waiting = [folder];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      waiting.push(...(calls.get(next) ?? []));
    }
  };
  const take = (declared: Declared): void => {
    roots.push(declared);
    reach(declared.folder);
  };
  for (const [folder, declared] of folders) if (!called.has(folder)) take(declared);
  for (const [folder, declared] of folders) if (!reached.has(folder)) take(declared);
  return roots.sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

function calledBy({ folder, calls }: Declared): readonly string[] {
  return [...calls.values()].flatMap(({ block }) => {
    const source = literalText(attributeOf(block.body, 'source'));
    return source !== undefined && isLocal(source) ? [joined(folder, source)] : [];
  });
}
