import { sql } from 'kysely';
import type { Writer } from '../change.ts';
import { IDENTITY_TYPES } from './identity-put.ts';

type Type = 'text' | 'jsonb' | 'timestamptz' | 'bigint';

/** Tables that take many rows at once: their columns, the key first. */
const SHAPES = {
  identities: {
    key: ['id'],
    columns: IDENTITY_TYPES,
  },
  credentials: {
    key: ['id'],
    columns: {
      id: 'text',
      identity: 'text',
      kind: 'text',
      name: 'text',
      place: 'jsonb',
      source: 'text',
      gone_since: 'timestamptz',
      revision: 'bigint',
    },
  },
  sightings: {
    key: ['source', 'identity'],
    columns: {
      source: 'text',
      identity: 'text',
      said: 'jsonb',
      seen_last: 'timestamptz',
      gone_since: 'timestamptz',
      revision: 'bigint',
    },
  },
  to_dos: {
    key: ['id'],
    columns: {
      id: 'text',
      kind: 'text',
      identity: 'text',
      about: 'text',
      data: 'jsonb',
      since: 'timestamptz',
      done: 'timestamptz',
      done_by: 'text',
      revision: 'bigint',
    },
  },
} as const satisfies Readonly<
  Record<string, { readonly key: readonly string[]; readonly columns: Readonly<Record<string, Type>> }>
>;

type Table = keyof typeof SHAPES;
export type ManyRow<T extends Table> = Readonly<Record<keyof (typeof SHAPES)[T]['columns'], unknown>>;

/**
 * Puts rows in the place of those with their key: one statement and one parameter, however many there are. Values of `jsonb` columns are given as they
 * are, not as text.
 */
export async function putMany<T extends Table>(db: Writer, table: T, rows: readonly ManyRow<T>[]): Promise<void> {
  if (rows.length === 0) return;
  const { key, columns }: { readonly key: readonly string[]; readonly columns: Readonly<Record<string, Type>> } =
    SHAPES[table];
  const names = Object.keys(columns);
  const list = sql.join(names.map((name) => sql.ref(name)));
  const typed = sql.join(Object.entries(columns).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`));
  const others = names.filter((name) => !key.includes(name));
  const set = sql.join(others.map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`));
  await sql`insert into ${sql.table(table)} (${list})
    select ${list} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as rows(${typed})
    on conflict (${sql.join(key.map((name) => sql.ref(name)))}) do update set ${set}`.execute(db);
}
