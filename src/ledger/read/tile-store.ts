import type { Disk } from '../disk/disk.ts';
import type { Hash } from '../merkle/hash.ts';
import type { Range } from '../merkle/proofs.ts';
import { foldRoots, subtrees, type Subtree } from '../merkle/tree.ts';
import type { TreeHead } from '../note/tree-head.ts';
import { rightmost, TILE, TILE_HEIGHT, tileLevels } from '../tiles/path.ts';
import { LogDamage, LogFiles } from './log-files.ts';
import { TileCache } from './tile-cache.ts';
import { TileTree } from './tile-tree.ts';

/** A tile, and one of the nodes above its hashes. */
interface Place {
  readonly level: number;
  readonly index: number;
  readonly height: number;
  readonly at: number;
}

/**
 * Hashes over ranges of a log, from its tiles. Each tile is checked against the tile above it and the last ones against the root of the head before anything
 * is made of it. Throws `LogDamage`.
 */
export class TileStore {
  readonly #files: LogFiles;
  readonly #head: TreeHead;
  readonly #full: TileCache;
  #edge: Promise<readonly (TileTree | undefined)[]> | undefined;

  constructor(disk: Disk, head: TreeHead, cache = new TileCache()) {
    this.#files = new LogFiles(disk, head.size);
    this.#head = head;
    this.#full = cache;
  }

  async roots(ranges: readonly Range[]): Promise<readonly Hash[]> {
    const roots: Hash[] = [];
    for (const range of ranges) {
      const parts: Hash[] = [];
      for (const { level, index, height, at } of subtrees(range).map(placeOf))
        // Waiting for what is there already would cost more than finding it.
        parts.push((this.#full.find(level, index) ?? (await this.#tile(level, index))).node(height, at));
      roots.push(foldRoots(parts));
    }
    return roots;
  }

  async #tile(level: number, index: number): Promise<TileTree> {
    const held = this.#full.find(level, index);
    if (held) return held;
    if (index === rightmost(this.#head.size, level).full) {
      const [last] = (await (this.#edge ??= this.#readEdge())).slice(level);
      if (last) return last;
    }
    const above = await this.#tile(level + 1, Math.floor(index / TILE));
    const tile = new TileTree(await this.#files.tileBytes(level, index));
    if (!tile.node(TILE_HEIGHT, 0).equals(above.node(0, index % TILE)))
      throw new LogDamage(this.#files.path(level, index), 'it does not hash to what the tile above it says');
    this.#full.keep(level, index, tile);
    return tile;
  }

  /** The partial tiles by level: together they give the root. */
  async #readEdge(): Promise<readonly (TileTree | undefined)[]> {
    const { size, root } = this.#head;
    const edge: (TileTree | undefined)[] = [];
    for (let level = 0; level < tileLevels(size); level++) {
      const { full, width } = rightmost(size, level);
      edge.push(width === 0 ? undefined : new TileTree(await this.#files.tileBytes(level, full)));
    }
    const parts = subtrees({ start: 0, end: size }).map(placeOf);
    const found = foldRoots(parts.flatMap(({ level, height, at }) => edge[level]?.node(height, at) ?? []));
    if (!found.equals(root))
      throw new LogDamage('checkpoint', 'the tiles at the end of the tree do not have the root that was signed');
    return edge;
  }
}

/** A whole tile is one hash of the tile above it, unless there is none. */
function placeOf({ level, index }: Subtree): Place {
  const height = level % TILE_HEIGHT;
  const wide = TILE / 2 ** height;
  return { level: (level - height) / TILE_HEIGHT, index: Math.floor(index / wide), height, at: index % wide };
}
