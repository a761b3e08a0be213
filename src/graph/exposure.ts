import type { Columns } from './columns.ts';
import type { Csr } from './csr.ts';
import type { Exposure, ExposureColumns } from './port.ts';
import { IntList } from './list.ts';
import { ranked } from './rank.ts';
import { ENVIRONMENT_TERMS, scoreOf } from './score.ts';
import { BATCH, Sweep } from './sweep.ts';
import { IDENTITIES, PROOF_TENTHS, PROOFS } from './tables.ts';

/** Rows before they are ranked: every (identity, jewel) pair that is connected, the identity itself not counted. */
export interface Found {
  readonly identity: Int32Array;
  readonly jewel: Int32Array;
  readonly cost: Int32Array;
  /** Weakest confidence of the chosen path, by code. */
  readonly proof: Int32Array;
}

/**
 * Exact exposure of every identity. For a pair there may be a cheap path that is only possible and a dearer one that is proved. The row
 * takes the better score: for each of the three thresholds the least cost over links of at least that confidence, and of those three
 * the best proof / cost; of equal ones the better proof. So cost and proof of a row always belong to one real path.
 */
export function exposure(columns: Columns, back: Csr): ExposureColumns {
  const jewels = nodesWhere(columns, (node) => columns.tier[node] !== 0);
  const identities = nodesWhere(columns, (node) => IDENTITIES[columns.kind[node] as number] === 1);
  const found = sweepAll(columns, back, identities, jewels);
  const order = ranked(columns, found);
  const length = order.length;
  const row = (place: number): Exposure => {
    const at = order[place];
    if (at === undefined) throw new RangeError(`no row ${place} of ${length}`);
    const jewel = found.jewel[at] as number;
    const tier = columns.tier[jewel] as number;
    const environment = ENVIRONMENT_TERMS[columns.environment[jewel] as number] as number;
    const cost = found.cost[at] as number;
    const proof = PROOFS[found.proof[at] as number] as number;
    return {
      identity: columns.rows.nodeId(found.identity[at] as number),
      jewel: columns.rows.nodeId(jewel),
      score: scoreOf(tier, environment, cost, proof),
      terms: { tier, environment, cost, proof },
    };
  };
  return {
    length,
    row,
    *[Symbol.iterator]() {
      for (let place = 0; place < length; place++) yield row(place);
    },
  };
}

function sweepAll(columns: Columns, back: Csr, identities: Uint32Array, jewels: Uint32Array): Found {
  const wanted = new Uint8Array(columns.nodes);
  const placeOf = new Int32Array(columns.nodes);
  identities.forEach((node, place) => {
    wanted[node] = 1;
    placeOf[node] = place;
  });
  const lists = [new IntList(), new IntList(), new IntList(), new IntList()] as const;
  const best = new BestPairs(identities.length);
  const sweep = new Sweep(back);
  for (let from = 0; from < jewels.length; from += BATCH) {
    const batch = jewels.subarray(from, from + BATCH);
    best.clear();
    // Proved first: what comes later must be better, not as good.
    for (let weakest = PROOF_TENTHS.length - 1; weakest >= 0; weakest--)
      sweep.run(batch, weakest, wanted, (node, cost, low, high) => {
        const first = (placeOf[node] as number) * BATCH;
        best.add(first, low, cost, weakest);
        best.add(first + 32, high, cost, weakest);
      });
    best.collect(identities, batch, lists);
  }
  const [identity, jewel, cost, proof] = lists;
  return { identity: identity.view(), jewel: jewel.view(), cost: cost.view(), proof: proof.view() };
}

/** The best (proof, cost) so far of each identity and each jewel of the batch in hand. */
class BestPairs {
  private readonly cost: Int32Array;
  /** 0 for none, else 1 + confidence code. */
  private readonly proof: Uint8Array;

  constructor(identities: number) {
    this.cost = new Int32Array(identities * BATCH);
    this.proof = new Uint8Array(identities * BATCH);
  }

  clear(): void {
    this.proof.fill(0);
  }

  /** Offers a cost and a confidence to the pair of each bit; `first` is that of bit 0. */
  add(first: number, word: number, cost: number, confidence: number): void {
    for (let bits = word; bits !== 0; bits &= bits - 1) {
      const pair = first + 31 - Math.clz32(bits & -bits);
      const known = this.proof[pair] as number;
      if (known !== 0) {
        const mine = (PROOF_TENTHS[confidence] as number) * Math.max(1, this.cost[pair] as number);
        const best = (PROOF_TENTHS[known - 1] as number) * Math.max(1, cost);
        if (mine <= best) continue;
      }
      this.cost[pair] = cost;
      this.proof[pair] = confidence + 1;
    }
  }

  /** Appends what was found, by identity and then by jewel. */
  collect(identities: Uint32Array, batch: Uint32Array, lists: readonly [IntList, IntList, IntList, IntList]): void {
    const [identity, jewel, cost, proof] = lists;
    for (let i = 0; i < identities.length; i++)
      for (let j = 0; j < batch.length; j++) {
        const pair = i * BATCH + j;
        const known = this.proof[pair] as number;
        if (known === 0 || identities[i] === batch[j]) continue;
        identity.push(identities[i] as number);
        jewel.push(batch[j] as number);
        cost.push(this.cost[pair] as number);
        proof.push(known - 1);
      }
  }
}

/** Positions of the nodes for which `test` holds, in id order. */
export function nodesWhere(columns: Columns, test: (node: number) => boolean): Uint32Array {
  const found = new IntList();
  for (let node = 0; node < columns.nodes; node++) if (test(node)) found.push(node);
  return Uint32Array.from(found.view());
}
