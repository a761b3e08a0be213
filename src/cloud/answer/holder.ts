import { EstateBuilder } from '../../model/builder.ts';
import type { Estate } from '../../model/estate.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { NodeId } from '../../model/id.ts';
import type { Answer } from './answer.ts';

/** Somebody who may do it to something, and the binding or assignment that this rests on. */
export interface NativeHolder {
  readonly who: NodeId;
  readonly name: string;
  readonly kind: string;
  readonly where: NodeId;
  /** Never `no`. */
  readonly answer: Answer;
  /** The role and where it is granted. */
  readonly by: string;
  readonly evidence: readonly Evidence[];
}

/** Nodes and facts of an estate as deriving needs them, to ask what it does not keep. */
export function workingCopy({ nodes, facts }: Pick<Estate, 'nodes' | 'facts'>): EstateBuilder {
  const copy = new EstateBuilder();
  for (const node of nodes) copy.node(node);
  for (const fact of facts) copy.fact(fact);
  return copy;
}

export function byName(a: NativeHolder, b: NativeHolder): number {
  const key = ({ who, where, by }: NativeHolder): string => JSON.stringify([who, where, by]);
  return key(a) < key(b) ? -1 : 1;
}
