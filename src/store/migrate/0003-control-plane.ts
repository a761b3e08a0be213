import type { Migration } from './migration.ts';

/** Released text is never edited: its checksum is kept in every store that has it. */
export const controlPlane: Migration = {
  number: 3,
  name: 'control-plane',
  sql: `
alter table outbox add column context jsonb not null default '{}';

alter table identities add column gone_since timestamptz;
alter table identities add column used_last timestamptz;

alter table people add column user_name text;
alter table people add column external_id text;
alter table people add column email text;
alter table people add column created timestamptz not null default now();
create unique index people_by_user_name on people (lower(user_name));
create index people_by_external_id on people (external_id);

alter table sessions add column how text not null default 'link' check (how in ('link', 'oidc', 'passkey'));

create table groups (
  id uuid primary key,
  name text not null,
  external_id text,
  created timestamptz not null,
  revision bigint not null
);
create unique index groups_by_name on groups (lower(name));
create index groups_by_revision on groups (revision);

create table group_members (
  "group" uuid not null references groups (id) on delete cascade,
  person uuid not null references people (id),
  revision bigint not null,
  primary key ("group", person)
);
create index group_members_by_person on group_members (person);

create table group_roles (
  "group" uuid not null references groups (id) on delete cascade,
  role text collate "C" not null,
  environment text collate "C" not null default '*',
  team text collate "C" not null default '*',
  revision bigint not null,
  primary key ("group", role, environment, team)
);

create table passkeys (
  id text collate "C" primary key check (length(id) between 1 and 2048),
  person uuid not null references people (id),
  public_key bytea not null,
  counter bigint not null,
  name text not null,
  transports jsonb not null default '[]',
  created timestamptz not null,
  used_last timestamptz,
  revision bigint not null
);
create index passkeys_by_person on passkeys (person);
create index passkeys_by_revision on passkeys (revision);

create table attempts (
  hash bytea primary key check (length(hash) = 32),
  kind text not null check (kind in ('link', 'oidc', 'passkey-new', 'passkey')),
  data jsonb not null,
  expires timestamptz not null
);
create index attempts_by_expiry on attempts (expires);
`,
};
