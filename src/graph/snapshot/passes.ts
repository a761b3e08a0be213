/**
 * What the checks of a snapshot ask of whole columns. Each is one loop over one kind of array, shared by all columns of that kind: a loop
 * that has run is compiled, and the checks of two million edges are then a few milliseconds each.
 */

/** Turns unsigned order into signed order: comparisons stay in 32-bit integers, for which loops are compiled once. */
const TURN = 0x80000000 | 0;

/** The greatest entry plus `shift`, as 32 bits: with a shift of 1 an absent reference counts as 0. */
export function greatest(column: Uint32Array, shift: 0 | 1): number {
  const signed = signedView(column);
  let most = TURN;
  const { length } = signed;
  for (let i = 0; i < length; i++) {
    const entry = ((signed[i] as number) + shift) ^ TURN;
    if (entry > most) most = entry;
  }
  return (most ^ TURN) >>> 0;
}

/** The first place that is less than the one before, or -1. */
export function firstFall(column: Uint32Array): number {
  const signed = signedView(column);
  let before = TURN;
  const { length } = signed;
  for (let i = 0; i < length; i++) {
    const entry = (signed[i] as number) ^ TURN;
    if (entry < before) return i;
    before = entry;
  }
  return -1;
}

/** The first place whose pair is not above the pair before, or -1. */
export function firstNotAbove(high: Uint32Array, low: Uint32Array): number {
  const signed = signedView(high);
  const { length } = signed;
  if (length === 0) return -1;
  let before = (signed[0] as number) ^ TURN;
  for (let i = 1; i < length; i++) {
    const entry = (signed[i] as number) ^ TURN;
    if (entry <= before && (entry < before || (low[i] as number) <= (low[i - 1] as number))) return i;
    before = entry;
  }
  return -1;
}

function signedView({ buffer, byteOffset, length }: Uint32Array): Int32Array {
  return new Int32Array(buffer, byteOffset, length);
}

/** All flags of the codes of a column together. `flags` has one for each of 256 codes. */
export function flagsOf(column: Uint8Array, flags: Uint8Array): number {
  let all = 0;
  const { length } = column;
  for (let i = 0; i < length; i++) all |= flags[column[i] as number] as number;
  return all;
}
