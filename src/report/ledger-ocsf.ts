import type { LedgerEntry } from '../ledger/entry/entry.ts';
import { OCSF } from './ocsf.ts';
import { printable } from './printable.ts';
import { optional, type JsonRecord } from './records.ts';

export interface EntryOf {
  readonly index: number;
  /** Leaf hash, hex. */
  readonly id: string;
  readonly entry: LedgerEntry;
}

interface EventClass {
  readonly uid: number;
  readonly name: string;
  readonly category: readonly [uid: number, name: string];
}

const AUTHENTICATION: EventClass = { uid: 3002, name: 'Authentication', category: [3, 'Identity & Access Management'] };
const ENTITY: EventClass = { uid: 3004, name: 'Entity Management', category: [3, 'Identity & Access Management'] };
const LIFECYCLE: EventClass = { uid: 6002, name: 'Application Lifecycle', category: [6, 'Application Activity'] };

type Activity = readonly [id: number, name: string];
const CREATE: Activity = [1, 'Create'];
const UPDATE: Activity = [3, 'Update'];
const DELETE: Activity = [4, 'Delete'];

/** Kinds that are no change of an entity. */
const KINDS: Readonly<Record<string, readonly [EventClass, Activity]>> = {
  'session-begun': [AUTHENTICATION, [1, 'Logon']],
  'sign-in-failed': [AUTHENTICATION, [1, 'Logon']],
  'sessions-ended': [AUTHENTICATION, [2, 'Logoff']],
  'server-started': [LIFECYCLE, [3, 'Start']],
  'server-stopped': [LIFECYCLE, [4, 'Stop']],
  'store-migrated': [LIFECYCLE, [99, 'Migrate']],
};

/** What the last word of every other kind means for its object. */
const WORDS: Readonly<Record<string, Activity>> = {
  added: CREATE, made: CREATE, given: CREATE, requested: CREATE,
  changed: UPDATE, kept: UPDATE, taken: UPDATE, done: UPDATE, rotated: UPDATE, ended: UPDATE, returned: UPDATE, left: UPDATE,
  removed: DELETE, revoked: DELETE, retired: DELETE, pruned: DELETE, gone: DELETE,
}; // prettier-ignore

const STATUS: Readonly<Record<NonNullable<LedgerEntry['outcome']>, Activity>> = {
  done: [1, 'Success'],
  allowed: [1, 'Success'],
  denied: [2, 'Failure'],
  failed: [2, 'Failure'],
};

/** An entry of the ledger as an OCSF event: Authentication, Application Lifecycle, and Entity Management for all that changes something. */
export function entryEvent({ index, id, entry }: EntryOf, version: string): JsonRecord {
  const { kind, actor, action, object, outcome, reason, policy, onBehalfOf, trace, at, data } = entry;
  const [type, activity] = KINDS[kind] ?? [ENTITY, WORDS[kind.slice(kind.lastIndexOf('-') + 1)] ?? [99, action]];
  const [status, statusName] = outcome === undefined ? [0, 'Unknown'] : STATUS[outcome];
  const who = { user: { uid: printable(actor), name: printable(actor) } };
  return {
    activity_id: activity[0],
    activity_name: printable(activity[1]),
    category_uid: type.category[0],
    category_name: type.category[1],
    class_uid: type.uid,
    class_name: type.name,
    type_uid: type.uid * 100 + activity[0],
    type_name: `${type.name}: ${printable(activity[1])}`,
    time: Date.parse(at),
    severity_id: status === 2 ? 2 : 1,
    severity: status === 2 ? 'Low' : 'Informational',
    status_id: status,
    status: statusName,
    ...optional('status_detail', reason && printable(reason)),
    message: printable(object === undefined ? kind : `${kind} ${object}`),
    metadata: {
      version: OCSF,
      product: { name: 'Writ', vendor_name: 'Writ', version },
      log_name: 'ledger',
      uid: id,
      sequence: index,
      event_code: kind,
      ...optional('correlation_uid', trace),
    },
    actor: who,
    ...aboutObject(type, actor, object, version),
    unmapped: {
      ...optional('on_behalf_of', onBehalfOf && printable(onBehalfOf)),
      ...optional('policy', policy && printable(policy)),
      ...optional('data', data),
    },
  };
}

function aboutObject(type: EventClass, actor: string, object: string | undefined, version: string): JsonRecord {
  if (type === LIFECYCLE) return { app: { name: 'Writ', vendor_name: 'Writ', version } };
  const name = printable(object ?? 'writ');
  if (type === AUTHENTICATION) {
    const person = printable(object ?? actor);
    return { user: { uid: person, name: person }, service: { name: 'Writ' } };
  }
  return { entity: { uid: name, name } };
}
