import { EMPTY_ROOT, nodeHash, type Hash } from '../merkle/hash.ts';
import { TILE } from '../tiles/path.ts';

/** A tile that is full: its level, its index in it, and its 256 hashes. */
export type OnFull = (level: number, index: number, hashes: readonly Hash[]) => void;

/**
 * The right edge of a growing tree: of each level of tiles the hashes of the last, partial one. Enough to go on and to compute the root;
 * what lies left of it is never read again.
 */
export class Frontier {
  readonly #levels: Hash[][];
  /** Full tiles of each level. */
  readonly #full: number[];
  #size: number;

  /** `levels`: the hashes of the partial tile of each level, from 0 up, in a tree of `size` entries. */
  constructor(size = 0, levels: readonly (readonly Hash[])[] = []) {
    this.#size = size;
    this.#levels = levels.map((hashes) => [...hashes]);
    this.#full = levels.map((_, level) => Math.floor(size / TILE ** (level + 1)));
  }

  get size(): number {
    return this.#size;
  }

  add(leaf: Hash, onFull: OnFull): void {
    this.#size++;
    this.#put(0, leaf, onFull);
  }

  /** The partial tiles as they are now; levels without one are left out. */
  partials(): readonly { readonly level: number; readonly index: number; readonly hashes: readonly Hash[] }[] {
    return this.#levels.flatMap((hashes, level) =>
      hashes.length === 0 ? [] : [{ level, index: this.#full[level] ?? 0, hashes: [...hashes] }],
    );
  }

  root(): Hash {
    let right: Hash | undefined;
    for (const hashes of this.#levels)
      for (const left of complete(hashes).reverse()) right = right ? nodeHash(left, right) : left;
    return right ?? EMPTY_ROOT;
  }

  copy(): Frontier {
    return new Frontier(this.#size, this.#levels);
  }

  #put(level: number, hash: Hash, onFull: OnFull): void {
    const hashes = (this.#levels[level] ??= []);
    hashes.push(hash);
    if (hashes.length < TILE) return;
    const index = this.#full[level] ?? 0;
    onFull(level, index, hashes);
    this.#full[level] = index + 1;
    this.#levels[level] = [];
    this.#put(level + 1, subtreeRoot(hashes), onFull);
  }
}

/** The roots of the complete subtrees that a row of hashes consists of, the largest first. */
function complete(hashes: readonly Hash[]): Hash[] {
  const roots: Hash[] = [];
  let start = 0;
  for (let width = TILE / 2; width > 0; width /= 2)
    if ((hashes.length & width) !== 0) {
      roots.push(subtreeRoot(hashes.slice(start, start + width)));
      start += width;
    }
  return roots;
}

/** Over 2 ** n hashes. */
export function subtreeRoot(hashes: readonly Hash[]): Hash {
  let row = hashes;
  while (row.length > 1) {
    const next: Hash[] = [];
    for (let at = 0; at + 1 < row.length; at += 2)
      next.push(nodeHash(row[at] ?? EMPTY_ROOT, row[at + 1] ?? EMPTY_ROOT));
    row = next;
  }
  return row[0] ?? EMPTY_ROOT;
}
