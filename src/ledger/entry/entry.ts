import { HASH_BYTES } from '../merkle/hash.ts';
import { canonical, type Json } from './canonical.ts';

/** What happened: who, on whose behalf, did what to what, why it was allowed, and which chain it belongs to. */
export interface LedgerEvent {
  /** A kebab-case word of the catalogue of events: `sign-in`, `decision`, `identity-retired`. */
  readonly kind: string;
  /** Who acted: a person, a workload's SPIFFE ID, or `writ` itself. */
  readonly actor: string;
  readonly onBehalfOf?: string;
  readonly action: string;
  readonly object?: string;
  readonly outcome?: 'done' | 'allowed' | 'denied' | 'failed';
  readonly reason?: string;
  /** Hash of the policy set, or the name of the rule, that decided. */
  readonly policy?: string;
  /** Of the request (W3C Trace Context, trace-id). */
  readonly trace?: string;
  readonly data?: Json;
}

/** An event as the log holds it. */
export interface LedgerEntry extends LedgerEvent {
  readonly v: 1;
  /** Which process's spool it went through. */
  readonly emitter: string;
  /** Of the emitter, from 1 without a gap: what was dropped before it was sequenced is found by it. */
  readonly seq: number;
  /** Leaf hash of the emitter's entry before, hex; zeros for its first. */
  readonly prev: string;
  /** RFC 3339, UTC, milliseconds. */
  readonly at: string;
}

export const NO_PREVIOUS = '0'.repeat(2 * HASH_BYTES);

/** What the log adds to an event. */
export type Link = Pick<LedgerEntry, 'emitter' | 'seq' | 'prev' | 'at'>;

/**
 * The text that is hashed and kept: RFC 8785 of the entry, whose own keys stand here in that order so that they need not be sorted each time.
 * Throws RangeError for what has no such text.
 */
export function entryText(event: LedgerEvent, { emitter, seq, prev, at }: Link): string {
  const { action, actor, data, kind, object, onBehalfOf, outcome, policy, reason, trace } = event;
  const rest = { emitter, kind, object, onBehalfOf, outcome, policy, prev, reason, seq, trace, v: 1 };
  const text =
    data === undefined
      ? JSON.stringify({ action, actor, at, ...rest })
      : `${JSON.stringify({ action, actor, at }).slice(0, -1)},"data":${canonical(data, 1)},${JSON.stringify(rest).slice(1)}`;
  // Half a character is printed as an escape, which whole text may hold too.
  if (text.includes('\\ud') && !isWhole(event)) throw new RangeError('the text holds half a character');
  return text;
}

const isWhole = (event: LedgerEvent): boolean =>
  Object.values(event).every((value) => typeof value !== 'string' || value.isWellFormed());

const AT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u;

/** An entry of the log; undefined for bytes that are none. Only the chain is looked at: later versions may say more. */
export function decodeEntry(bytes: Uint8Array): LedgerEntry | undefined {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
  return isEntry(value) ? value : undefined;
}

function isEntry(value: unknown): value is LedgerEntry {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { v, emitter, seq, prev, at, kind, actor, action } = value as Partial<Record<keyof LedgerEntry, unknown>>;
  return (
    v === 1 &&
    [emitter, kind, actor, action].every((one) => typeof one === 'string' && one !== '') &&
    Number.isSafeInteger(seq) &&
    (seq as number) > 0 &&
    typeof prev === 'string' &&
    /^[0-9a-f]{64}$/u.test(prev) &&
    typeof at === 'string' &&
    AT.test(at)
  );
}
