import { HASH_BYTES, nodeHashInto, type Hash } from '../merkle/hash.ts';

/** A tile with the nodes above its hashes that are complete. */
export class TileTree {
  /** Hashes of each height, one after the other, from the tile's own up. */
  readonly #rows: readonly Buffer[];

  constructor(tile: Buffer) {
    const rows = [tile];
    for (let below = tile; below.length >= 2 * HASH_BYTES;) {
      const pairs = Math.floor(below.length / (2 * HASH_BYTES));
      const row = Buffer.allocUnsafe(pairs * HASH_BYTES);
      for (let at = 0; at < pairs; at++) nodeHashInto(row, at, below, 2 * at);
      rows.push(row);
      below = row;
    }
    this.#rows = rows;
  }

  /** Throws RangeError for one that is not complete. */
  node(height: number, index: number): Hash {
    const hash = this.#rows[height]?.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
    if (hash?.length !== HASH_BYTES) throw new RangeError('the tile is too short');
    return hash;
  }
}
