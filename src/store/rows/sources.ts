import type { Change, Reader } from '../change.ts';
import { tell } from './outbox.ts';

/** Where facts come from, and how fresh they are. */
export interface Source {
  readonly name: string;
  readonly kind: string;
  readonly seenLast: Date | null;
  readonly failedLast: Date | null;
  readonly failure: string | null;
}

export interface ScanRecord {
  readonly id: string;
  readonly source: string;
  readonly kind: string;
  readonly began: Date;
  readonly ended: Date;
  readonly counts: Readonly<Record<string, number>>;
}

/** Makes sure that there is a row that others can refer to. */
export async function knowSource({ db, revision }: Change, name: string, kind: string): Promise<void> {
  const nothing = { seen_last: null, failed_last: null, failure: null };
  await db
    .insertInto('sources')
    .values({ name, kind, ...nothing, revision })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
}

/** A scan that was done: its source is fresh again. */
export async function keepScan(change: Change, { id, source, kind, began, ended, counts }: ScanRecord): Promise<void> {
  const { db, revision } = change;
  await db
    .insertInto('sources')
    .values({ name: source, kind, seen_last: ended, failed_last: null, failure: null, revision })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ kind, seen_last: ended, failure: null, revision }))
    .execute();
  await db
    .insertInto('scans')
    .values({ id, source, began, ended, counts: JSON.stringify(counts), revision })
    .execute();
  await tell(change, { kind: 'scan-done', object: source, data: { id, counts } });
}

/** A scan that failed: what is known stays, and is told as old. */
export async function keepFailure(
  change: Change,
  {
    name,
    kind,
    at,
    failure,
  }: { readonly name: string; readonly kind: string; readonly at: Date; readonly failure: string },
): Promise<void> {
  const { db, revision } = change;
  await db
    .insertInto('sources')
    .values({ name, kind, seen_last: null, failed_last: at, failure, revision })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ failed_last: at, failure, revision }))
    .execute();
  await tell(change, { kind: 'scan-failed', object: name, data: { failure } });
}

export async function allSources(db: Reader): Promise<readonly Source[]> {
  const rows = await db.selectFrom('sources').selectAll().orderBy('name').execute();
  return rows.map(({ name, kind, seen_last, failed_last, failure }) => ({
    name,
    kind,
    seenLast: seen_last,
    failedLast: failed_last,
    failure,
  }));
}
