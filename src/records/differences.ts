import { isDeepStrictEqual } from 'node:util';
import { STATES, type IdentityState } from '../governance/lifecycle.ts';
import type { Declared, Identity } from '../store/rows/identities.ts';
import type { Said, Sighting } from '../store/rows/sightings.ts';
import type { SeenIdentity } from './seen.ts';

/** Fields that a source may fill and that people may edit. */
export const EDITED = ['owner', 'purpose', 'environment', 'dataScope', 'rotationPolicy'] as const;
export type Edited = (typeof EDITED)[number];

/** The source of what somebody proposed without a scan. */
export const BY_HAND = 'by-hand';
const PLACES = 50;

/** What is known of one identity when a source tells of it. */
export interface Known {
  readonly before: Identity | undefined;
  /** Of every source, this one's too. */
  readonly sightings: readonly Sighting[];
}

/** The record after a source told of it. */
export function afterSeen({ before, sightings }: Known, seen: SeenIdentity, source: string, at: Date): Identity {
  const last = sightings.find((one) => one.source === source);
  const { id, kind, name, realm, said } = seen;
  const base = before ?? fresh(seen, source, at);
  const live = [
    ...sightings.filter((one) => one.source !== source && one.goneSince === null),
    { source, said },
  ].toSorted(bySource);
  const merged = Object.fromEntries(
    EDITED.map((field) => [field, mergedField(base[field], last?.said.fields[field], said.fields[field])]),
  );
  return declaredOver(
    {
      ...base,
      ...merged,
      ...{ id, kind, name, realm },
      source: base.source === BY_HAND ? source : base.source,
      evidence: live.flatMap((one) => one.said.evidence).slice(0, PLACES),
      goneSince: null,
    },
    declaredBy(live),
  );
}

/** The record after a source no longer had it, and of those that still have it. */
export function afterGone(before: Identity, left: readonly Sighting[], at: Date): Identity {
  const live = left.filter(({ goneSince }) => goneSince === null).toSorted(bySource);
  if (live.length === 0) return { ...before, declared: {}, goneSince: before.goneSince ?? at };
  const evidence = live.flatMap(({ said }) => said.evidence).slice(0, PLACES);
  return declaredOver({ ...before, evidence }, declaredBy(live));
}

/** What people edited stays; what nobody edited follows its source. */
function mergedField(now: string | null, saidBefore: string | undefined, said: string | undefined): string | null {
  if (said === saidBefore) return now;
  return now === null || now === saidBefore ? (said ?? null) : now;
}

/** Git wins, but for the end: who was retired is not revived by a line that was left over. */
function declaredOver(identity: Identity, declared: Declared): Identity {
  const values = Object.fromEntries(
    EDITED.flatMap((field) => (declared[field] ? [[field, String(declared[field].value)]] : [])),
  );
  const state = STATES.find((one) => one === declared['state']?.value);
  return {
    ...identity,
    ...values,
    declared,
    state: identity.state === 'retired' ? 'retired' : (state ?? identity.state),
  };
}

const bySource = (a: { readonly source: string }, b: { readonly source: string }): number =>
  a.source < b.source ? -1 : 1;

/** Of two sources that declare one field the first by name counts. */
const declaredBy = (live: readonly { readonly said: Said }[]): Declared =>
  Object.assign({}, ...live.map(({ said }) => said.declared).toReversed()) as Declared;

function fresh({ id, kind, name, realm }: SeenIdentity, source: string, at: Date): Identity {
  const state: IdentityState = 'proposed';
  const nothing = { owner: null, purpose: null, environment: null, dataScope: null, rotationPolicy: null };
  const seen = { seenFirst: at, seenLast: at, goneSince: null, usedLast: null };
  return { id, kind, name, realm, state, ...nothing, declared: {}, source, evidence: [], ...seen };
}

/** Whether a row is to be written: when it was last seen alone is none. */
export const differs = (before: Identity | undefined, after: Identity): boolean =>
  before === undefined || !isDeepStrictEqual(withoutTime(before), withoutTime(after));

/** Neither when it was last seen nor in which revision it was written. */
const withoutTime = (identity: Identity): unknown => ({ ...identity, seenLast: undefined, revision: undefined });
