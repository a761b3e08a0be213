import type { Tables } from '../tables.ts';

export const IDENTITY_TYPES = {
  id: 'text',
  kind: 'text',
  name: 'text',
  realm: 'text',
  environment: 'text',
  state: 'text',
  owner: 'text',
  purpose: 'text',
  data_scope: 'text',
  rotation_policy: 'text',
  declared: 'jsonb',
  source: 'text',
  evidence: 'jsonb',
  seen_first: 'timestamptz',
  seen_last: 'timestamptz',
  gone_since: 'timestamptz',
  used_last: 'timestamptz',
  revision: 'bigint',
} as const satisfies Readonly<Record<keyof Tables['identities'], string>>;

export const IDENTITY_COLUMNS = Object.keys(IDENTITY_TYPES) as (keyof typeof IDENTITY_TYPES)[];

const values = Object.values(IDENTITY_TYPES).map((type, at) => `$${at + 1}::${type}`);
const expected = `$${values.length + 1}::bigint`;
const changed = IDENTITY_COLUMNS.filter((column) => column !== 'id').map((column) => `${column} = excluded.${column}`);

/**
 * Puts an identity and answers with what was there before, in one statement: each part of it sees the rows as they were at its beginning. Where another
 * revision was expected than there is, it writes nothing. Values: the columns in their order, then the expected revision or null.
 */
export const PUT = `with before as (select * from identities where id = $1),
  put as (
    insert into identities (${IDENTITY_COLUMNS.join(', ')}) select ${values.join(', ')}
    where ${expected} is null or ${expected} = coalesce((select revision from before), 0)
    on conflict (id) do update set ${changed.join(', ')})
  select * from before`;
