import type { Disk } from '../disk/disk.ts';
import type { Hash } from '../merkle/hash.ts';
import type { Range } from '../merkle/proofs.ts';
import { foldRoots, subtrees, type Subtree } from '../merkle/tree.ts';
import { TILE, TILE_HEIGHT } from '../tiles/path.ts';
import { LogFiles } from './log-files.ts';
import { TileTree } from './tile-tree.ts';

/** Tiles that are held; one takes 16 KiB with the nodes above its hashes. */
const MOST = 1024;

/** A tile, and one of the nodes above its hashes. */
interface Place {
  readonly level: number;
  readonly index: number;
  readonly height: number;
  readonly at: number;
}

/** Hashes over ranges of a log of `size` entries, from its tiles; those used last are held. Throws `LogDamage`. */
export class TileStore {
  readonly #files: LogFiles;
  readonly #held = new Map<string, TileTree>();

  constructor(disk: Disk, size: number) {
    this.#files = new LogFiles(disk, size);
  }

  async roots(ranges: readonly Range[]): Promise<readonly Hash[]> {
    const roots: Hash[] = [];
    for (const range of ranges) {
      const parts: Hash[] = [];
      for (const { level, index, height, at } of subtrees(range).map(placeOf))
        parts.push((this.#find(level, index) ?? (await this.#read(level, index))).node(height, at));
      roots.push(foldRoots(parts));
    }
    return roots;
  }

  #find(level: number, index: number): TileTree | undefined {
    const key = `${level}/${index}`;
    const tile = this.#held.get(key);
    if (!tile) return undefined;
    this.#held.delete(key);
    this.#held.set(key, tile);
    return tile;
  }

  async #read(level: number, index: number): Promise<TileTree> {
    const tile = new TileTree(await this.#files.tileBytes(level, index));
    this.#held.set(`${level}/${index}`, tile);
    const [oldest] = this.#held.keys();
    if (this.#held.size > MOST && oldest !== undefined) this.#held.delete(oldest);
    return tile;
  }
}

/** A whole tile is one hash of the tile above it, unless there is none. */
function placeOf({ level, index }: Subtree): Place {
  const height = level % TILE_HEIGHT;
  const wide = TILE / 2 ** height;
  return { level: (level - height) / TILE_HEIGHT, index: Math.floor(index / wide), height, at: index % wide };
}
