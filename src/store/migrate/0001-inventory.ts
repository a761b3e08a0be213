import type { Migration } from './migration.ts';

/** Released text is never edited: its checksum is kept in every store that has it. */
export const inventory: Migration = {
  number: 1,
  name: 'inventory',
  sql: `
create table revision (
  one boolean primary key default true check (one),
  value bigint not null
);
insert into revision (value) values (0);

create table meta (
  key text collate "C" primary key,
  value jsonb not null,
  revision bigint not null
);

create table identities (
  id text collate "C" primary key check (length(id) between 1 and 2048),
  kind text not null,
  name text not null,
  realm text not null,
  environment text,
  state text not null check (state in ('proposed', 'active', 'under-review', 'suspended', 'retired')),
  owner text,
  purpose text,
  data_scope text,
  rotation_policy text,
  declared jsonb not null default '{}',
  source text not null,
  evidence jsonb not null default '[]',
  seen_first timestamptz not null,
  seen_last timestamptz not null,
  revision bigint not null
);
create index identities_by_revision on identities (revision);
create index identities_by_owner on identities (owner);

create table identity_history (
  identity text collate "C" not null references identities (id),
  revision bigint not null,
  field text collate "C" not null,
  before jsonb,
  after jsonb,
  actor text not null,
  at timestamptz not null,
  primary key (identity, revision, field)
);
create index identity_history_by_revision on identity_history (revision);

create table credentials (
  id text collate "C" primary key check (length(id) between 1 and 2048),
  identity text collate "C" not null references identities (id),
  kind text not null,
  name text not null,
  place jsonb not null,
  created timestamptz,
  last_used timestamptz,
  revision bigint not null
);
create index credentials_by_identity on credentials (identity);
create index credentials_by_revision on credentials (revision);

create table sources (
  name text collate "C" primary key,
  kind text not null,
  seen_last timestamptz,
  failed_last timestamptz,
  failure text,
  revision bigint not null
);
create index sources_by_revision on sources (revision);

create table scans (
  id uuid primary key,
  source text collate "C" not null references sources (name),
  began timestamptz not null,
  ended timestamptz not null,
  counts jsonb not null,
  revision bigint not null
);
create index scans_by_revision on scans (revision);

create table idempotency (
  scope text collate "C" not null,
  key text collate "C" not null,
  request bytea not null,
  answer jsonb not null,
  expires timestamptz not null,
  revision bigint not null,
  primary key (scope, key)
);
create index idempotency_by_expiry on idempotency (expires);

create table outbox (
  revision bigint not null,
  position integer not null,
  kind text not null,
  actor text not null,
  object text not null,
  data jsonb not null,
  at timestamptz not null,
  primary key (revision, position)
);

create table outbox_cursors (
  consumer text collate "C" primary key,
  revision bigint not null,
  position integer not null
);
`,
};
