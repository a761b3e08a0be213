import type { Change, Reader, Writer } from '../change.ts';
import type { GivenBy } from '../tables.ts';
import { tell } from './outbox.ts';
import type { ScanRecord, Source } from './sources.ts';

/** A source that is scanned again and again, and how. */
export interface SourceSettings extends Source {
  /** What is read. Of one that came by the API below a folder that the server was started with. */
  readonly paths: readonly string[];
  /** How often; null when only on request. */
  readonly everyMs: number | null;
  readonly givenBy: GivenBy;
  /** What a hook is signed with; null when there is none. */
  readonly hook: string | null;
  /** A scan was asked for and has not ended. */
  readonly requested: Date | null;
  readonly requestedBy: string | null;
}

const FIELDS = [
  'name',
  'kind',
  'seen_last as seenLast',
  'failed_last as failedLast',
  'failure',
  'paths',
  'every_ms as everyMs',
  'given_by as givenBy',
  'hook',
  'requested',
  'requested_by as requestedBy',
] as const;

export async function sourcesWithSettings(db: Reader): Promise<readonly SourceSettings[]> {
  const rows = await db.selectFrom('sources').select(FIELDS).where('removed', 'is', null).orderBy('name').execute();
  return rows.map((row) => ({ ...row, paths: row.paths as readonly string[] }));
}

export async function sourceByName(db: Reader, name: string): Promise<SourceSettings | undefined> {
  const query = db.selectFrom('sources').select(FIELDS).where('removed', 'is', null).where('name', '=', name);
  const row = await query.executeTakeFirst();
  return row && { ...row, paths: row.paths as readonly string[] };
}

export type Given = Pick<SourceSettings, 'name' | 'paths' | 'everyMs' | 'givenBy'>;

/** One that was removed under this name is there again. */
export async function putSource(change: Change, { name, paths, everyMs, givenBy }: Given): Promise<void> {
  const { db, revision } = change;
  const row = { paths: JSON.stringify(paths), every_ms: everyMs, given_by: givenBy, removed: null, revision };
  const nothing = { seen_last: null, failed_last: null, failure: null };
  await db
    .insertInto('sources')
    .values({ name, kind: 'files', ...nothing, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute();
  await tell(change, { kind: 'source-given', object: name, data: { paths, everyMs, givenBy } });
}

/** It is scanned no more. Its scans stay. */
export async function removeSource(change: Change, name: string): Promise<void> {
  const { db, revision, now } = change;
  const gone = { removed: now, hook: null, requested: null, requested_by: null, every_ms: null, revision };
  await db.updateTable('sources').set(gone).where('name', '=', name).execute();
  await tell(change, { kind: 'source-removed', object: name, data: {} });
}

/** Gives it another secret for its hook: what was signed with the one before counts no more. */
export async function putHook(change: Change, name: string, secret: string | null): Promise<void> {
  const { db, revision } = change;
  await db.updateTable('sources').set({ hook: secret, revision }).where('name', '=', name).execute();
  await tell(change, { kind: 'source-hook-changed', object: name, data: { hook: secret !== null } });
}

/** Asks for a scan; the same as one that waits already, and another one than one that runs. */
export async function requestScan(change: Change, name: string): Promise<void> {
  const { db, revision, now, actor } = change;
  await db
    .updateTable('sources')
    .set({ requested: now, requested_by: actor, revision })
    .where('name', '=', name)
    .execute();
  await tell(change, { kind: 'scan-requested', object: name, data: {} });
}

/** It was done. What was asked for since `requested` still waits. */
export async function takeRequest(db: Writer, name: string, requested: Date): Promise<void> {
  await db
    .updateTable('sources')
    .set({ requested: null, requested_by: null })
    .where('name', '=', name)
    .where('requested', '=', requested)
    .execute();
}

/** A page, newest first. */
export async function scansFrom(
  db: Reader,
  { source, before, limit }: { readonly source?: string; readonly before?: string; readonly limit: number },
): Promise<readonly (Omit<ScanRecord, 'kind'> & { readonly revision: number })[]> {
  let query = db.selectFrom('scans').select(['id', 'source', 'began', 'ended', 'counts', 'revision']);
  if (source !== undefined) query = query.where('source', '=', source);
  if (before !== undefined) query = query.where('revision', '<', Number(before));
  const rows = await query.orderBy('revision', 'desc').limit(limit).execute();
  return rows.map((row) => ({ ...row, counts: row.counts as ScanRecord['counts'] }));
}
