import { createHash } from 'node:crypto';
import type { Change, Reader } from '../change.ts';
import { putMany } from './many.ts';
import { tellAll } from './outbox.ts';
import { standsIn, type Within } from './places.ts';

/** What a to-do is about. */
export const TO_DO_KINDS = {
  'owner-left': 'its owner left; give it another one, or retire it',
  'revoke-credential': 'it was retired; revoke this credential where it is valid',
  'remove-from-source': 'it was retired; take it out of the configuration that still has it',
} as const;
export type ToDoKind = keyof typeof TO_DO_KINDS;

/** Something that a person has to do, mostly outside of Writ. */
export interface ToDo {
  /** One of its kind for what it is about: told again it is the same. */
  readonly id: string;
  readonly kind: ToDoKind;
  readonly identity: string;
  /** The credential, person or source. */
  readonly about: string;
  readonly data: unknown;
  readonly since: Date;
  readonly done: Date | null;
  readonly doneBy: string | null;
}

export type NewToDo = Pick<ToDo, 'kind' | 'identity' | 'about' | 'data'>;

export async function putToDos(change: Change, all: readonly NewToDo[]): Promise<readonly ToDo[]> {
  const { db, revision, now } = change;
  const toDos = all.map((one) => ({ ...one, id: idOf(one), since: now, done: null, doneBy: null }));
  await putMany(
    db,
    'to_dos',
    toDos.map(({ doneBy, ...same }) => ({ ...same, done_by: doneBy, revision })),
  );
  await tellAll(
    change,
    toDos.map(({ kind, identity, about }) => ({ kind: 'to-do-added', object: identity, data: { kind, about } })),
  );
  return toDos;
}

const idOf = ({ kind, identity, about }: NewToDo): string =>
  createHash('sha256')
    .update(JSON.stringify([kind, identity, about]))
    .digest('hex')
    .slice(0, 32);

/** Says that those of a kind, or the one with an id, are done; answers with how many were open. */
export async function finishToDos(
  change: Change,
  which: { readonly id: string } | { readonly identity: string; readonly kind: ToDoKind },
): Promise<number> {
  const { db, revision, actor, now } = change;
  let query = db.updateTable('to_dos').set({ done: now, done_by: actor, revision }).where('done', 'is', null);
  query =
    'id' in which
      ? query.where('id', '=', which.id)
      : query.where('identity', '=', which.identity).where('kind', '=', which.kind);
  const done = await query.returning(['identity', 'kind', 'about']).execute();
  await tellAll(
    change,
    done.map(({ identity, kind, about }) => ({ kind: 'to-do-done', object: identity, data: { kind, about } })),
  );
  return done.length;
}

const FIELDS = [
  'to_dos.id',
  'to_dos.kind',
  'to_dos.identity',
  'to_dos.about',
  'to_dos.data',
  'to_dos.since',
  'to_dos.done',
  'to_dos.done_by as doneBy',
] as const;

export async function toDoById(db: Reader, id: string): Promise<ToDo | undefined> {
  const row = await db.selectFrom('to_dos').select(FIELDS).where('id', '=', id).executeTakeFirst();
  return row && toDoOf(row);
}

/** A page of open ones, by id, of identities that stand in one of these places. */
export async function toDosFrom(
  db: Reader,
  { after = '', limit, within }: { readonly after?: string; readonly limit: number; readonly within: Within },
): Promise<readonly ToDo[]> {
  const query = db
    .selectFrom('to_dos')
    .innerJoin('identities', 'identities.id', 'to_dos.identity')
    .select(FIELDS)
    .where('to_dos.done', 'is', null)
    .where('to_dos.id', '>', after)
    .where(standsIn(within));
  return (await query.orderBy('to_dos.id').limit(limit).execute()).map(toDoOf);
}

const toDoOf = (row: Omit<ToDo, 'kind'> & { readonly kind: string }): ToDo => ({ ...row, kind: row.kind as ToDoKind });
