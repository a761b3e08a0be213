import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileName, writeFile } from '../write-file.ts';
import type { Listed } from './discover.ts';
import { kindKey, POD_KINDS } from './kinds.ts';
import type { Item } from './trim.ts';

/** Characters of one file: well below what a scan reads at once. */
const LARGEST = 16 * 1024 * 1024;

export interface Collected {
  readonly kind: Listed;
  readonly items: readonly Item[];
}

/** One context into files, in the form that the kubernetes connector reads; returns their names. Files of an earlier run go. */
export function writeContext(folder: string, context: string, collected: readonly Collected[]): readonly string[] {
  const own = `k8s/${fileName(context)}`;
  const listed = new Set(collected.map(({ kind }) => kindKey(kind.group, kind.kind)));
  const names = collected.flatMap(({ kind, items }) => {
    const { resource, group } = kind.row;
    const kept = items.filter((item) => !repeats(kind, item, listed));
    return parts(kept).map((lines, index) => {
      const name = `${resource}${group === '' ? '' : `.${group}`}${index === 0 ? '' : `-${index + 1}`}.json`;
      const head = `"writ": "collected/k8s/1", "context": ${JSON.stringify(context)}, "apiVersion": "v1", "kind": "List"`;
      writeFile(join(folder, own, name), `{${head}, "items": [\n${lines.join(',\n')}\n]}\n`);
      return name;
    });
  });
  const now = new Set(names);
  for (const name of filesIn(join(folder, own)))
    if (name.endsWith('.json') && !now.has(name)) rmSync(join(folder, own, name));
  return names.map((name) => `${own}/${name}`);
}

/**
 * A pod of a replica set of a deployment says what the deployment says. It is left out when its controller was read; when that was
 * refused, it is all there is.
 */
function repeats(kind: Listed, { owner }: Item, listed: ReadonlySet<string>): boolean {
  return kind.row.pods === true && owner !== undefined && POD_KINDS.has(owner) && listed.has(owner);
}

function parts(items: readonly Item[]): readonly (readonly string[])[] {
  const all: string[][] = [];
  let room = 0;
  for (const { object } of items) {
    const line = JSON.stringify(object);
    if (line.length > room) {
      all.push([]);
      room = LARGEST;
    }
    all.at(-1)?.push(line);
    room -= line.length;
  }
  return all;
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
