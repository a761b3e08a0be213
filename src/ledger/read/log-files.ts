import type { Disk } from '../disk/disk.ts';
import { HASH_BYTES, type Hash } from '../merkle/hash.ts';
import { decodeBundle } from '../tiles/bundle.ts';
import { rightmost, TILE, tilePath, type TileKind } from '../tiles/path.ts';

/** Where in the files something is wrong. */
export class LogDamage extends Error {
  readonly file: string;
  /** Of the first entry that is concerned, where one is. */
  readonly index: number | undefined;

  constructor(file: string, says: string, index?: number) {
    super(says);
    this.file = file;
    this.index = index;
  }
}

/** The files of a log as a tree of `size` entries needs them. Throws `LogDamage` for what is missing or misshapen. */
export class LogFiles {
  readonly #disk: Disk;
  readonly #size: number;

  constructor(disk: Disk, size: number) {
    this.#disk = disk;
    this.#size = size;
  }

  /** Hashes of a tile of level `level`. */
  async tile(level: number, index: number): Promise<readonly Hash[]> {
    const bytes = await this.tileBytes(level, index);
    return Array.from({ length: bytes.length / HASH_BYTES }, (_, at) =>
      bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
    );
  }

  /** The hashes one after the other. */
  async tileBytes(level: number, index: number): Promise<Buffer> {
    const { path, bytes, width } = await this.#read(level, level, index);
    if (bytes.length !== width * HASH_BYTES)
      throw new LogDamage(path, `it holds ${bytes.length} bytes where ${width} hashes have ${width * HASH_BYTES}`);
    return bytes;
  }

  async entries(index: number): Promise<readonly Buffer[]> {
    const { path, bytes, width } = await this.#read('entries', 0, index);
    const entries = decodeBundle(bytes, width);
    if (!entries) throw new LogDamage(path, `it does not hold ${width} whole entries`);
    return entries;
  }

  /** The name that the tile has in a tree of this size. */
  path(kind: TileKind, index: number): string {
    return tilePath(kind, index, this.#width(kind === 'entries' ? 0 : kind, index));
  }

  #width(level: number, index: number): number {
    const { full, width } = rightmost(this.#size, level);
    if (index > full || (index === full && width === 0))
      throw new RangeError(`a tree of ${this.#size} has no such tile`);
    return index < full ? TILE : width;
  }

  async #small(path: string): Promise<Buffer | undefined> {
    return this.#disk.readNow ? this.#disk.readNow(path) : this.#disk.read(path);
  }

  /** A partial tile may be gone once the full one is there: its start is the same. */
  async #read(kind: TileKind, level: number, index: number): Promise<{ path: string; bytes: Buffer; width: number }> {
    const width = this.#width(level, index);
    const path = tilePath(kind, index, width);
    // A tile of hashes has 8 KiB at most; a bundle of entries may have 16 MiB.
    const bytes = kind === 'entries' ? await this.#disk.read(path) : await this.#small(path);
    if (bytes) return { path, bytes, width };
    const whole = width === TILE ? undefined : await this.#disk.read(tilePath(kind, index, TILE));
    if (!whole) throw new LogDamage(path, 'it is missing');
    return { path: tilePath(kind, index, TILE), bytes: cut(kind, whole, width), width };
  }
}

function cut(kind: TileKind, bytes: Buffer, width: number): Buffer {
  if (kind !== 'entries') return bytes.subarray(0, width * HASH_BYTES);
  let at = 0;
  for (let left = width; left > 0 && at + 2 <= bytes.length; left--) at += 2 + bytes.readUInt16BE(at);
  return bytes.subarray(0, at);
}
