import type { Json } from './canonical.ts';
import type { LedgerEntry } from './entry.ts';

/** The kind of an entry that says which entries before it were pruned. */
export const PRUNED = 'log-pruned';

/** What an emitter wrote last before an index. */
export interface ChainEnd {
  readonly emitter: string;
  readonly seq: number;
  /** Leaf hash, hex. */
  readonly id: string;
}

/** What such an entry says: up to where, and where each chain was cut, so that none can be cut elsewhere. */
export interface Pruning {
  readonly minimumIndex: number;
  readonly chains: readonly ChainEnd[];
}

/** Undefined for every other entry. */
export function pruningOf({ kind, data }: LedgerEntry): Pruning | undefined {
  if (kind !== PRUNED || !isMap(data)) return undefined;
  const { minimumIndex, chains } = data;
  return typeof minimumIndex === 'number' && Array.isArray(chains) && chains.every(isEnd)
    ? { minimumIndex, chains }
    : undefined;
}

const isMap = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isEnd = (value: Json): value is Json & ChainEnd =>
  isMap(value) &&
  typeof value['emitter'] === 'string' &&
  typeof value['seq'] === 'number' &&
  typeof value['id'] === 'string';
