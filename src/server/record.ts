import { createHash } from 'node:crypto';
import { canonical, type Json } from '../ledger/entry/canonical.ts';
import type { LedgerEvent } from '../ledger/entry/entry.ts';
import type { Disk } from '../ledger/disk/disk.ts';
import { backwards } from '../ledger/read/entries.ts';
import type { Ledger } from '../ledger/write/ledger.ts';
import { cursorOf, eventsAfter, moveCursor, pruneOutbox, type Place, type Told } from '../store/rows/outbox.ts';
import type { Writer } from '../store/change.ts';
import type { Store } from '../store/store.ts';

const CONSUMER = 'ledger';
const AT_ONCE = 500;
const KEPT_MS = 24 * 3_600_000;
const KEPT_REVISIONS = 1_000_000;
const PRUNE_EVERY_MS = 10_000;
const SOON_MS = 20;
/** Of an entry at most 65,535 bytes are kept; larger data is told by its hash. */
const LARGEST = 32 << 10;

/**
 * Carries what changed in the store into the ledger, in order, each event once: the outbox keeps an event until its entry is durable, and after a crash the
 * log itself says how far it came.
 */
export class Record {
  readonly #store: Store;
  readonly #ledger: Ledger;
  #place: Place;
  #running: Promise<void> | undefined;
  #again = false;
  #pruned = 0;
  #soon: NodeJS.Timeout | undefined;
  /** Why the last try failed; undefined when it did not. */
  problem: Error | undefined;
  readonly #told: (problem: Error) => void;

  private constructor(store: Store, ledger: Ledger, place: Place, told: (problem: Error) => void) {
    this.#store = store;
    this.#ledger = ledger;
    this.#place = place;
    this.#told = told;
  }

  static async open(store: Store, ledger: Ledger, disk: Disk, told: (problem: Error) => void): Promise<Record> {
    const kept = await store.read((db) => cursorOf(db, CONSUMER));
    await ledger.seal();
    return new Record(store, ledger, (await lastRecorded(disk, ledger.head.size, kept)) ?? kept, told);
  }

  /** Carries on in a moment: what changes until then goes with it. */
  soon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      void this.carry();
    }, SOON_MS);
  }

  /** Carries on until the outbox is empty. Never rejects: what could not be recorded stays, and is tried at the next call. */
  carry(): Promise<void> {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#again = true;
    return (this.#running ??= this.#carry().finally(() => (this.#running = undefined)));
  }

  async #carry(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      try {
        while ((await this.#some()) === AT_ONCE);
        this.problem = undefined;
      } catch (error) {
        this.problem = error instanceof Error ? error : new Error(String(error));
        this.#told(this.problem);
        return;
      }
    }
  }

  async #some(): Promise<number> {
    const events = await this.#store.read((db) => eventsAfter(db, this.#place, AT_ONCE));
    const last = events.at(-1);
    if (!last) return 0;
    await Promise.all(events.map((event) => this.#ledger.append(entryOf(event))));
    this.#place = { revision: last.revision, position: last.position };
    await this.#store.maintain(async (db) => {
      await moveCursor(db, CONSUMER, this.#place);
      await this.#prune(db);
    });
    return events.length;
  }

  /** Streams of events go on over a pause of their readers, so what was recorded is kept for a while. */
  async #prune(db: Writer): Promise<void> {
    const now = Date.now();
    if (now - this.#pruned < PRUNE_EVERY_MS) return;
    this.#pruned = now;
    await pruneOutbox(db, { since: new Date(now - KEPT_MS), revisions: KEPT_REVISIONS });
  }
}

function entryOf({ kind, object, data, actor, context, revision, position }: Told): LedgerEvent {
  const { onBehalfOf, reason, policy, trace } = context;
  const text = canonical(data as Json);
  const kept: Json =
    text.length > LARGEST ? { sha256: createHash('sha256').update(text).digest('hex') } : (data as Json);
  return {
    kind,
    actor,
    action: kind,
    object,
    outcome: 'done',
    data: { change: kept, revision, position },
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...(reason === undefined ? {} : { reason }),
    ...(policy === undefined ? {} : { policy }),
    ...(trace === undefined ? {} : { trace }),
  };
}

/** The place of the last event that the log has beyond one that it is known to have. */
async function lastRecorded(disk: Disk, size: number, known: Place): Promise<Place | undefined> {
  for await (const { entry } of backwards(disk, size)) {
    const place = placeOf(entry?.data);
    if (place) return isAfter(place, known) ? place : undefined;
  }
  return undefined;
}

function placeOf(data: Json | undefined): Place | undefined {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
  const { revision, position, change } = data as { readonly [key: string]: Json };
  return typeof revision === 'number' && typeof position === 'number' && change !== undefined
    ? { revision, position }
    : undefined;
}

const isAfter = (one: Place, other: Place): boolean =>
  one.revision > other.revision || (one.revision === other.revision && one.position > other.position);
