import type { Columns } from './columns.ts';
import { csr, type Csr } from './csr.ts';

/** Every edge at each node, walked or not, by edge: what `outgoing` and `incoming` list. `ends` is the column of the near ends. */
export function incident(columns: Columns, ends: Uint32Array): Csr {
  return csr(columns.nodes, ends, ends, new Uint8Array(columns.edges), 1);
}
