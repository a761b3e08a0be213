import { NODE_KINDS, type NodeKind } from '../model/kinds.ts';
import type { Columns } from './columns.ts';
import type { Incident } from './incident.ts';
import { IntList } from './list.ts';

/**
 * Who has what a node has: itself, who holds it as a set of rights, members of groups that do. For many nodes in turn: whoever was met
 * since `begin` is not met again, nor is anybody behind him, for they were met too.
 */
export class HolderWalk {
  /** By node where those stand to whom its rights are handed on, and they. */
  private readonly start: Uint32Array;
  private readonly holder: Uint32Array;
  private run = 0;
  /** By node: the last run that met it. */
  private readonly met: Int32Array;
  private readonly open = new IntList();
  private readonly found = new IntList();
  private readonly kind: Uint8Array;
  /** By kind: 1 for what carries rights and acts by nobody but who holds it. */
  private readonly carriers: Uint8Array;

  /** `handed`: the edges by which rights are handed on, by where they end. */
  constructor({ nodes, from, kind }: Columns, handed: Incident, carriers: readonly NodeKind[]) {
    this.start = handed.start;
    this.holder = handed.edge.map((edge) => from[edge] as number);
    this.kind = kind;
    this.met = new Int32Array(nodes);
    this.carriers = Uint8Array.from(NODE_KINDS, (one) => (carriers.includes(one) ? 1 : 0));
  }

  begin(): void {
    this.run += 1;
  }

  /** Everybody new behind the node but carriers, in no order. The list is used again. */
  behind(place: number): IntList {
    const { start, holder: holders, met, run, open, found, kind, carriers } = this;
    open.clear();
    found.clear();
    if (met[place] === run) return found;
    met[place] = run;
    open.push(place);
    for (let i = 0; i < open.length; i++) {
      const node = open.data[i] as number;
      if (carriers[kind[node] as number] === 0) found.push(node);
      const end = start[node + 1] as number;
      for (let slot = start[node] as number; slot < end; slot++) {
        const holder = holders[slot] as number;
        if (met[holder] === run) continue;
        met[holder] = run;
        open.push(holder);
      }
    }
    return found;
  }
}
