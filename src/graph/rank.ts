import type { Columns } from './columns.ts';
import type { Found } from './exposure.ts';
import { ENVIRONMENT_TERMS, scoreOf } from './score.ts';
import { PROOFS } from './tables.ts';

/** Up to this many distinct (tier, environment, proof, cost) keep a dense table; above, a map. */
const DENSE = 1 << 22;

/**
 * The order of rows by score, best first, then by identity and jewel. Scores take few distinct values, so rows are counted into
 * classes instead of compared: linear in the rows.
 */
export function ranked(columns: Columns, found: Found): Uint32Array {
  const rows = found.cost.length;
  const byIdentity = identityOrder(columns.nodes, found);
  const classes = new Uint32Array(rows);
  const scores = classify(columns, found, classes);
  const bySize = [...scores.keys()].sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
  // Two classes of one score are one class: the order within it is by id.
  const rank = new Uint32Array(scores.length);
  let last = -1;
  bySize.forEach((one, place) => {
    if (place === 0 || scores[one] !== scores[bySize[place - 1] as number]) last++;
    rank[one] = last;
  });
  for (let row = 0; row < rows; row++) classes[row] = rank[classes[row] as number] as number;
  return countingSort(byIdentity, last + 1, (row) => classes[row] as number);
}

/** Rows come batch by batch of jewels, within a batch by identity; with one batch that is the order already. */
function identityOrder(nodes: number, found: Found): Uint32Array {
  const { identity } = found;
  const rows = new Uint32Array(identity.length);
  let ordered = true;
  for (let row = 1; row < rows.length; row++) {
    rows[row] = row;
    if ((identity[row] as number) < (identity[row - 1] as number)) ordered = false;
  }
  return ordered ? rows : countingSort(rows, nodes, (row) => identity[row] as number);
}

/** Gives each row the number of its class and returns the score of each class. */
function classify(columns: Columns, found: Found, classes: Uint32Array): Float64Array {
  let dearest = 0;
  for (let row = 0; row < found.cost.length; row++) dearest = Math.max(dearest, found.cost[row] as number);
  const span = dearest + 1;
  // Tiers are at most 13; environments are four, proofs three.
  const keys = 14 * 4 * 3 * span;
  const dense = keys <= DENSE ? new Int32Array(keys) : undefined;
  const sparse = new Map<number, number>();
  const scores: number[] = [];
  for (let row = 0; row < classes.length; row++) {
    const jewel = found.jewel[row] as number;
    const tier = columns.tier[jewel] as number;
    const environment = columns.environment[jewel] as number;
    const proof = found.proof[row] as number;
    const cost = found.cost[row] as number;
    const key = ((tier * 4 + environment) * 3 + proof) * span + cost;
    let number = (dense ? (dense[key] as number) : (sparse.get(key) ?? 0)) - 1;
    if (number < 0) {
      number = scores.length;
      scores.push(scoreOf(tier, ENVIRONMENT_TERMS[environment] as number, cost, PROOFS[proof] as number));
      if (dense) dense[key] = number + 1;
      else sparse.set(key, number + 1);
    }
    classes[row] = number;
  }
  return Float64Array.from(scores);
}

/** Stable. */
function countingSort(rows: Uint32Array, keys: number, keyOf: (row: number) => number): Uint32Array {
  const start = new Uint32Array(keys + 1);
  for (let row = 0; row < rows.length; row++) {
    const next = keyOf(row) + 1;
    start[next] = (start[next] as number) + 1;
  }
  for (let key = 1; key <= keys; key++) start[key] = (start[key] as number) + (start[key - 1] as number);
  const sorted = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const key = keyOf(row);
    const place = start[key] as number;
    start[key] = place + 1;
    sorted[place] = row;
  }
  return sorted;
}
