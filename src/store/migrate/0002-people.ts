import type { Migration } from './migration.ts';

/** Released text is never edited: its checksum is kept in every store that has it. */
export const people: Migration = {
  number: 2,
  name: 'people',
  sql: `
create table people (
  id uuid primary key,
  name text not null,
  active boolean not null,
  revision bigint not null
);
create index people_by_revision on people (revision);

create table accounts (
  system text collate "C" not null check (system in ('subject', 'chat', 'git', 'cloud')),
  realm text collate "C" not null,
  name text collate "C" not null,
  person uuid not null references people (id),
  revision bigint not null,
  primary key (system, realm, name)
);
create index accounts_by_person on accounts (person);
create index accounts_by_revision on accounts (revision);

create table sessions (
  hash bytea primary key check (length(hash) = 32),
  person uuid not null references people (id),
  created timestamptz not null,
  used_last timestamptz not null,
  expires timestamptz not null,
  ended timestamptz,
  revision bigint not null
);
create index sessions_by_person on sessions (person);
create index sessions_by_revision on sessions (revision);

create table api_tokens (
  id uuid primary key,
  hash bytea not null unique check (length(hash) = 32),
  name text not null,
  person uuid not null references people (id),
  scopes jsonb not null,
  created timestamptz not null,
  expires timestamptz not null,
  revoked timestamptz,
  revision bigint not null
);
create index api_tokens_by_person on api_tokens (person);
create index api_tokens_by_revision on api_tokens (revision);

create table roles (
  person uuid not null references people (id),
  role text collate "C" not null,
  environment text collate "C" not null default '*',
  team text collate "C" not null default '*',
  revision bigint not null,
  primary key (person, role, environment, team)
);
create index roles_by_revision on roles (revision);
`,
};
