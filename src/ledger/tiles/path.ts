/** Hashes in a full tile, entries in a full bundle (C2SP tlog-tiles). */
export const TILE = 256;
/** Levels of the tree between two levels of tiles. */
export const TILE_HEIGHT = 8;

/** A tile of hashes by its level, or the entries under a tile of level 0. */
export type TileKind = number | 'entries';

/**
 * Where a tile stands under the folder of the log, slashes forward: `tile/<L>/<N>[.p/<W>]`. `width` of a full one is TILE.
 * C2SP tlog-tiles, "Merkle Tree" and "Log entries".
 */
export function tilePath(kind: TileKind, index: number, width: number): string {
  const partial = width === TILE ? '' : `.p/${width}`;
  return `tile/${kind}/${indexPath(index)}${partial}`;
}

/** 1234067 reads `x001/x234/067`. */
function indexPath(index: number): string {
  const parts = [String(index % 1000).padStart(3, '0')];
  for (let left = Math.floor(index / 1000); left > 0; left = Math.floor(left / 1000))
    parts.unshift(`x${String(left % 1000).padStart(3, '0')}`);
  return parts.join('/');
}

export interface TileName {
  readonly kind: TileKind;
  readonly index: number;
  readonly width: number;
}

const NAME = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/u;

/** What a path names; undefined when it is no name that `tilePath` makes. */
export function parseTilePath(path: string): TileName | undefined {
  const [, kind, digits, width] = NAME.exec(path) ?? [];
  if (kind === undefined || digits === undefined) return undefined;
  const index = Number(digits.replace(/[x/]/gu, ''));
  const name = {
    kind: kind === 'entries' ? ('entries' as const) : Number(kind),
    index,
    width: width === undefined ? TILE : Number(width),
  };
  return name.width <= TILE && tilePath(name.kind, name.index, name.width) === path ? name : undefined;
}

export interface Rightmost {
  /** Full tiles of the level. */
  readonly full: number;
  /** Hashes in the one after them; 0: there is none. */
  readonly width: number;
}

/** How the tiles of a level end in a tree of `size` entries: `floor(size / 256 ** level) mod 256` hashes in the partial one. */
export function rightmost(size: number, level: number): Rightmost {
  const hashes = Math.floor(size / TILE ** level);
  return { full: Math.floor(hashes / TILE), width: hashes % TILE };
}

/** Levels of tiles that a tree of `size` entries has. */
export function tileLevels(size: number): number {
  let levels = 0;
  for (let hashes = size; hashes > 0; hashes = Math.floor(hashes / TILE)) levels++;
  return levels;
}
