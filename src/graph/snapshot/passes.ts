/**
 * What the checks of a snapshot ask of whole columns. Each is one loop over one kind of array, shared by all columns of that kind: a loop
 * that has run is compiled, and the checks of two million edges are then a few milliseconds each.
 */

/** The greatest entry plus `shift`, as 32 bits: with a shift of 1 an absent reference counts as 0. */
export function greatest(column: Uint32Array, shift: 0 | 1): number {
  let most = 0;
  const { length } = column;
  for (let i = 0; i < length; i++) {
    const entry = ((column[i] as number) + shift) >>> 0;
    if (entry > most) most = entry;
  }
  return most;
}

/** The first place that is less than the one before, or -1. */
export function firstFall(column: Uint32Array): number {
  let before = 0;
  const { length } = column;
  for (let i = 0; i < length; i++) {
    const entry = column[i] as number;
    if (entry < before) return i;
    before = entry;
  }
  return -1;
}

/** The first place whose pair is not above the pair before, or -1. */
export function firstNotAbove(high: Uint32Array, low: Uint32Array): number {
  const { length } = high;
  if (length === 0) return -1;
  let before = high[0] as number;
  for (let i = 1; i < length; i++) {
    const entry = high[i] as number;
    if (entry <= before && (entry < before || (low[i] as number) <= (low[i - 1] as number))) return i;
    before = entry;
  }
  return -1;
}

/** All flags of the codes of a column together. `flags` has one for each of 256 codes. */
export function flagsOf(column: Uint8Array, flags: Uint8Array): number {
  let all = 0;
  const { length } = column;
  for (let i = 0; i < length; i++) all |= flags[column[i] as number] as number;
  return all;
}
