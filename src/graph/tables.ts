import { EDGE_KINDS, IDENTITY_KINDS, NODE_KINDS, type EdgeKind } from '../model/kinds.ts';
import type { Confidence } from '../model/evidence.ts';

/** Edge kinds by code. The code of a kind is its place here; it never leaves the process (a snapshot carries its own table of names). */
export const EDGE_KIND_NAMES: readonly EdgeKind[] = Object.keys(EDGE_KINDS).filter((name) => isEdgeKind(name));

/** Confidences by code, weakest first, so that the weakest link of a path is the least code. */
export const CONFIDENCES: readonly Confidence[] = ['possible', 'configured', 'proved'];

/** The `proof` term of a score, by confidence code. */
export const PROOFS: readonly number[] = [0.5, 0.9, 1];

/** `PROOFS` in tenths: exact comparison of proof / cost needs integers. */
export const PROOF_TENTHS: readonly number[] = [5, 9, 10];

export const EDGE_CODE: ReadonlyMap<string, number> = new Map(EDGE_KIND_NAMES.map((name, code) => [name, code]));
export const NODE_CODE: ReadonlyMap<string, number> = new Map(NODE_KINDS.map((name, code) => [name, code]));

/** Cost by edge kind code. */
export const COSTS = Uint8Array.from(EDGE_KIND_NAMES, (name) => EDGE_KINDS[name].cost);

/** 1 where the kind is an attack step, by edge kind code. */
export const ATTACKS = Uint8Array.from(EDGE_KIND_NAMES, (name) => (EDGE_KINDS[name].class === 'attack' ? 1 : 0));

/** 1 where the kind is walked, by edge kind code. */
export const CARRIES = Uint8Array.from(EDGE_KIND_NAMES, (name) => (EDGE_KINDS[name].carries ? 1 : 0));

/** 1 where nodes of the kind are identities, by node kind code. */
export const IDENTITIES = Uint8Array.from(NODE_KINDS, (name) => (IDENTITY_KINDS.has(name) ? 1 : 0));

/** Dearest edge kind. Searches keep this many levels, plus one. */
export const MAX_COST = COSTS.reduce((most, cost) => Math.max(most, cost), 0);

function isEdgeKind(name: string): name is EdgeKind {
  return Object.hasOwn(EDGE_KINDS, name);
}
