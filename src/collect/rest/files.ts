import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileName, writeFile } from '../write-file.ts';
import type { Told, Vars } from './call.ts';

/** What goes into each file, by its name under the source's folder. */
export class Files {
  readonly #files = new Map<string, { readonly alone: boolean; readonly lines: Set<string> }>();

  /** Several calls may tell one thing: an assignment of a management group stands in the list of each subscription. */
  add(name: string, thing: unknown, alone: boolean): void {
    const known = this.#files.get(name);
    if (known) known.lines.add(JSON.stringify(thing));
    else this.#files.set(name, { alone, lines: new Set([JSON.stringify(thing)]) });
  }

  /** Takes what is told; what belongs to the whole source goes to `shared`. */
  take(told: readonly Told[], unit: string, shared: Files): void {
    for (const { call, vars, thing } of told) {
      const { file, prints, alone = false } = call;
      const printed = prints ? prints(thing, vars) : thing;
      if (file === undefined || printed === undefined) continue;
      const name = filled(typeof file === 'string' ? file : file(thing, vars), { ...textsOf(thing), ...vars });
      if (name.startsWith('/')) shared.add(name.slice(1), printed, alone);
      else this.add(`${unit}/${name}`, printed, alone);
    }
  }

  /** Writes all, and returns their names. */
  write(folder: string): readonly string[] {
    for (const [name, { alone, lines }] of this.#files) {
      const all = [...lines].join(',\n  ');
      writeFile(join(folder, name), alone ? `${all}\n` : `[\n  ${all}\n]\n`);
    }
    return [...this.#files.keys()];
  }
}

const textsOf = (thing: Readonly<Record<string, unknown>>): Vars =>
  Object.fromEntries(Object.entries(thing).filter((one): one is [string, string] => typeof one[1] === 'string'));

const filled = (name: string, vars: Vars): string =>
  name.replace(/\{(\w+)\}/gu, (_, key: string) => fileName(vars[key] ?? ''));

/** What an earlier collection had of a unit and this one has not is taken away: files of a collection and nothing else stand there. */
export function sweep(folder: string, unit: string, written: readonly string[]): void {
  const keep = new Set(written);
  const under = (name: string): void => {
    for (const one of readdirSync(join(folder, name), { withFileTypes: true })) {
      const path = `${name}/${one.name}`;
      if (one.isDirectory()) under(path);
      else if (one.isFile() && path.endsWith('.json') && !keep.has(path)) rmSync(join(folder, path), { force: true });
    }
  };
  if (existsSync(join(folder, unit))) under(unit);
}
