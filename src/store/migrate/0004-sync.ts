import type { Migration } from './migration.ts';

/** Released text is never edited: its checksum is kept in every store that has it. */
export const sync: Migration = {
  number: 4,
  name: 'sync',
  sql: `
alter table sources add column paths jsonb not null default '[]';
alter table sources add column every_ms bigint;
alter table sources add column given_by text not null default 'scan' check (given_by in ('scan', 'serve', 'api'));
alter table sources add column hook text;
alter table sources add column requested timestamptz;
alter table sources add column requested_by text;
alter table sources add column removed timestamptz;

create index scans_by_source on scans (source, ended);

create table sightings (
  source text collate "C" not null references sources (name),
  identity text collate "C" not null references identities (id),
  said jsonb not null,
  seen_last timestamptz not null,
  gone_since timestamptz,
  revision bigint not null,
  primary key (source, identity)
);
create index sightings_by_identity on sightings (identity);
create index sightings_by_revision on sightings (revision);

alter table credentials add column source text collate "C";
alter table credentials add column gone_since timestamptz;
alter table credentials add column ended timestamptz;
create index credentials_by_source on credentials (source);

create table to_dos (
  id text collate "C" primary key,
  kind text collate "C" not null,
  identity text collate "C" not null references identities (id),
  about text not null,
  data jsonb not null,
  since timestamptz not null,
  done timestamptz,
  done_by text,
  revision bigint not null
);
create index to_dos_by_identity on to_dos (identity);
create index to_dos_open on to_dos (id) where done is null;
create index to_dos_by_revision on to_dos (revision);

insert into meta (key, value, revision)
  select 'outbox-pruned', jsonb_build_object('revision', revision, 'position', position), revision
  from outbox_cursors where consumer = 'ledger'
  on conflict (key) do nothing;
`,
};
