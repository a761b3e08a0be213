import { Buffer } from 'node:buffer';
import { hash } from 'node:crypto';
import type { EstateEdge } from './estate.ts';
import type { NodeId } from './id.ts';
import { masked } from './mask.ts';

export interface EdgeInput extends Omit<EstateEdge, 'id'> {
  /** Only of an edge as it is stored, told again: it is taken as it is. */
  readonly id?: string;
}

const DIGITS = 16;
const BEGIN = 'e:';
/** Ids are written here and read as one string: put together of pieces each would hold on to the whole hash. */
const ID = Buffer.alloc(BEGIN.length + DIGITS, BEGIN, 'latin1');

/** `e:` and 16 hex digits of SHA-256 over kind, from, to and precondition, each ended by a NUL. */
export function edgeId(kind: string, from: NodeId, to: NodeId, precondition = ''): string {
  ID.write(hash('sha256', `${kind}\0${from}\0${to}\0${precondition}\0`, 'hex'), BEGIN.length, DIGITS, 'latin1');
  return ID.toString('latin1');
}

/**
 * An edge with its id, and without a credential in its ends and words. Estates have hundreds of thousands: all have one shape, or that and
 * what they wait for.
 */
export function asStored(told: EdgeInput, idOf: (id: NodeId) => NodeId = masked, textOf = masked): EstateEdge {
  if (hasId(told)) return told;
  const { kind, confidence, evidence } = told;
  const [from, to] = [idOf(told.from), idOf(told.to)];
  if (told.precondition === undefined) return { id: edgeId(kind, from, to), kind, from, to, confidence, evidence };
  const precondition = textOf(told.precondition);
  return { id: edgeId(kind, from, to, precondition), kind, from, to, confidence, precondition, evidence };
}

function hasId(edge: EdgeInput): edge is EstateEdge {
  return edge.id !== undefined;
}
