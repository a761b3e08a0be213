import { HASH_BYTES } from '../merkle/hash.ts';
import { TILE } from '../tiles/path.ts';
import type { TileTree } from './tile-tree.ts';

/** A full tile with the nodes above its hashes. */
const BYTES = (2 * TILE - 1) * HASH_BYTES;
const MOST_BYTES = 64 << 20;

/**
 * Full tiles of one log that were checked against a signed head; those used last are held. A full tile never changes, so they serve later heads of the
 * same log too.
 */
export class TileCache {
  readonly #most: number;
  readonly #held = new Map<string, TileTree>();

  constructor(bytes = MOST_BYTES) {
    this.#most = Math.max(1, Math.floor(bytes / BYTES));
  }

  get bytes(): number {
    return this.#held.size * BYTES;
  }

  find(level: number, index: number): TileTree | undefined {
    const key = `${level}/${index}`;
    const tile = this.#held.get(key);
    if (!tile) return undefined;
    this.#held.delete(key);
    this.#held.set(key, tile);
    return tile;
  }

  keep(level: number, index: number, tile: TileTree): void {
    this.#held.set(`${level}/${index}`, tile);
    const [oldest] = this.#held.keys();
    if (this.#held.size > this.#most && oldest !== undefined) this.#held.delete(oldest);
  }
}
