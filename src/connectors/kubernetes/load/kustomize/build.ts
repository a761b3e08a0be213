import { posix } from 'node:path';
import { diagnostic, type Diagnostic } from '../../../../model/diagnostic.ts';
import { visible } from '../../../../model/errors.ts';
import type { Manifest } from '../object.ts';
import type { Scopes } from '../scope.ts';
import type { GeneratedMap } from './generated.ts';
import type { Instance } from './transform.ts';
import { transformed } from './transformed.ts';
import type { Kustomization } from './read.ts';

/** What is on disk, as far as it was scanned. */
export interface Tree {
  /** Kustomizations by their folder. */
  readonly kustomizations: ReadonlyMap<string, Kustomization>;
  /** Objects by the file that holds them. */
  readonly manifests: Pick<ReadonlyMap<string, readonly Manifest[]>, 'get'>;
  /** Every scanned file, read or not. */
  readonly files: Pick<ReadonlySet<string>, 'has'>;
  /** Whether a path lies under a scanned root. */
  readonly inside: (path: string) => boolean;
  readonly scopes: Scopes;
}

/** A path or file that is fetched: an address, or a repository reference of kustomize. */
const REMOTE =
  /^(?:[a-z][a-z0-9+.-]*:\/\/|[a-z]+::|git@|(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org)[/:])|[?&]ref=/i;

/** Objects of one kustomization, and how deep kustomizations may nest: far above any that people keep. */
const LARGEST = 100_000;
const DEEPEST = 200;

/** Follows kustomizations. What one kustomization yields is computed once and shared by all that include it. */
export class Builder {
  readonly diagnostics: Diagnostic[] = [];
  readonly #tree: Tree;
  readonly #built = new Map<string, readonly Instance[]>();
  readonly #open = new Set<string>();

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  /** Folders of kustomizations that no other one includes. A circle that nothing leads into has its first folder as its root. */
  roots(): string[] {
    const { kustomizations } = this.#tree;
    const parents = new Map<string, Set<string>>();
    for (const [folder, one] of kustomizations)
      for (const { what } of one.includes) {
        const place = target(one, what);
        if (place === folder || !kustomizations.has(place)) continue;
        const known = parents.get(place) ?? new Set();
        parents.set(place, known.add(folder));
      }
    const roots = [...kustomizations.keys()].filter((folder) => !parents.has(folder)).sort(byCodeUnit);
    const reached = new Set<string>();
    const visit = (folder: string): void => {
      const waiting = [folder];
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        if (reached.has(next)) continue;
        reached.add(next);
        const one = kustomizations.get(next);
        for (const { what } of one?.includes ?? [])
          if (one && kustomizations.has(target(one, what))) waiting.push(target(one, what));
      }
    };
    roots.forEach(visit);
    for (const folder of [...kustomizations.keys()].sort(byCodeUnit))
      if (!reached.has(folder)) {
        roots.push(folder);
        visit(folder);
      }
    return roots.sort(byCodeUnit);
  }

  fileOf(folder: string): string {
    return this.#tree.kustomizations.get(folder)?.file ?? folder;
  }

  /** Maps that the kustomizations of these files make. */
  mapsOf(files: readonly string[]): readonly GeneratedMap[] {
    return files.flatMap((file) => this.#tree.kustomizations.get(posix.dirname(file))?.maps ?? []);
  }

  /** Whether a kustomization or one that it includes names something remote. */
  remoteBelow(folder: string): boolean {
    const seen = new Set<string>();
    const waiting = [folder];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const one = seen.has(next) ? undefined : this.#tree.kustomizations.get(next);
      seen.add(next);
      if (!one) continue;
      if (one.includes.some(({ what }) => REMOTE.test(what))) return true;
      for (const { what } of one.includes) waiting.push(target(one, what));
    }
    return false;
  }

  build(folder: string): readonly Instance[] {
    const known = this.#built.get(folder);
    if (known) return known;
    const kustomization = this.#tree.kustomizations.get(folder);
    if (!kustomization) return [];
    const instances = this.#complete(kustomization, []);
    this.#built.set(folder, instances);
    return instances;
  }

  /** All that a kustomization includes, after it has changed it. A component changes what stands beside it too: `given`. */
  #complete(kustomization: Kustomization, given: readonly Instance[]): readonly Instance[] {
    this.#open.add(kustomization.folder);
    let instances = [...given];
    for (const entry of kustomization.includes) {
      const component = entry.component ? this.#component(kustomization, entry.what) : undefined;
      if (component) instances = [...this.#complete(component, instances)];
      else for (const one of this.#include(kustomization, entry.what, entry.line)) instances.push(one);
      if (instances.length > LARGEST) {
        this.#tell('too-large', `more than ${LARGEST} objects are included`, kustomization, entry.line);
        instances = [];
      }
    }
    for (const one of kustomization.objects) instances.push({ source: one, now: one, chain: [], spaced: false });
    this.#open.delete(kustomization.folder);
    return transformed(instances, kustomization, this.#tree.scopes);
  }

  #component(by: Kustomization, what: string): Kustomization | undefined {
    const found = this.#tree.kustomizations.get(target(by, what));
    return found?.component && !this.#open.has(found.folder) ? found : undefined;
  }

  #include(by: Kustomization, what: string, line: number): readonly Instance[] {
    if (REMOTE.test(what)) return this.#tell('remote-reference', `${visible(what)} was not fetched`, by, line);
    const place = target(by, what);
    if (this.#open.has(place)) return this.#tell('malformed', `${visible(what)} includes itself in a circle`, by, line);
    if (this.#open.size > DEEPEST)
      return this.#tell('too-deep', `more than ${DEEPEST} kustomizations are nested`, by, line);
    if (this.#tree.kustomizations.has(place)) return this.build(place);
    const manifests = this.#tree.manifests.get(place);
    if (manifests) return manifests.map((one) => ({ source: one, now: one, chain: [], spaced: false }));
    if (posix.isAbsolute(what) || !this.#tree.inside(place))
      return this.#tell(
        'remote-reference',
        `${visible(what)} lies outside the scanned path and was not read`,
        by,
        line,
      );
    if (this.#tree.files.has(place)) return [];
    return this.#tell(
      'missing-reference',
      `${visible(what)} does not exist, or is a folder without a kustomization`,
      by,
      line,
    );
  }

  #tell(code: Diagnostic['code'], message: string, by: Kustomization, line: number): readonly Instance[] {
    this.diagnostics.push(diagnostic(code, message, by.file, line));
    return [];
  }
}

/** The path that an entry means, whether or not something is there. */
function target(by: Kustomization, what: string): string {
  return posix.join(by.folder, what).replace(/(?<=.)\/$/, '');
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
