import type { Disk } from '../disk/disk.ts';
import { nodeHash, type Hash } from '../merkle/hash.ts';
import type { Range } from '../merkle/proofs.ts';
import { foldRoots, subtrees } from '../merkle/tree.ts';
import { TILE, TILE_HEIGHT } from '../tiles/path.ts';
import { LogFiles } from './log-files.ts';

/** Tiles that are held; one takes some 60 KB with all that lies between its hashes. */
const MOST = 512;

/** A tile with the nodes above its hashes, each made when it is first asked for. */
class TileTree {
  readonly #rows: (Hash | undefined)[][];

  constructor(hashes: readonly Hash[]) {
    this.#rows = [[...hashes]];
  }

  node(height: number, index: number): Hash {
    const row = (this.#rows[height] ??= []);
    const known = row[index];
    if (known) return known;
    if (height === 0) throw new RangeError('the tile is too short');
    return (row[index] = nodeHash(this.node(height - 1, 2 * index), this.node(height - 1, 2 * index + 1)));
  }
}

/** Hashes over ranges of a log of `size` entries, from its tiles; those used last are held. Throws `LogDamage`. */
export class TileStore {
  readonly #files: LogFiles;
  readonly #held = new Map<string, Promise<TileTree>>();

  constructor(disk: Disk, size: number) {
    this.#files = new LogFiles(disk, size);
  }

  async roots(ranges: readonly Range[]): Promise<readonly Hash[]> {
    return Promise.all(
      ranges.map(async (range) => foldRoots(await Promise.all(subtrees(range).map((one) => this.#subtree(one))))),
    );
  }

  async #subtree({ level, index }: { readonly level: number; readonly index: number }): Promise<Hash> {
    // A whole tile is one hash of the tile above it, unless there is none.
    const height = level % TILE_HEIGHT;
    const tiles = (level - height) / TILE_HEIGHT;
    const wide = TILE / 2 ** height;
    const tile = await this.#tile(tiles, Math.floor(index / wide));
    return tile.node(height, index % wide);
  }

  #tile(level: number, index: number): Promise<TileTree> {
    const key = `${level}/${index}`;
    const held = this.#held.get(key);
    this.#held.delete(key);
    const tile = held ?? this.#files.tile(level, index).then((hashes) => new TileTree(hashes));
    this.#held.set(key, tile);
    const [oldest] = this.#held.keys();
    if (this.#held.size > MOST && oldest !== undefined) this.#held.delete(oldest);
    return tile;
  }
}
