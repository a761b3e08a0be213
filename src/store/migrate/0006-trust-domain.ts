import type { Migration } from './migration.ts';

/**
 * Released text is never edited: its checksum is kept in every store that has it.
 *
 * Public halves only: the private halves of authorities lie with the issuer (its key custody), in no database.
 */
export const trustDomain: Migration = {
  number: 6,
  name: 'trust-domain',
  sql: `
create table trust_domain (
  one boolean primary key default true check (one),
  name text not null,
  sequence bigint not null,
  revision bigint not null
);

create table authorities (
  id text primary key,
  usage text not null check (usage in ('x509', 'jwt')),
  kind text not null,
  public_key bytea not null,
  certificate bytea check ((usage = 'x509') = (certificate is not null)),
  state text not null check (state in ('prepared', 'active', 'old')),
  not_before timestamptz not null,
  not_after timestamptz not null check (not_after > not_before),
  since timestamptz not null,
  retiring boolean not null default false,
  revision bigint not null
);
create unique index one_signs on authorities (usage) where state = 'active';
`,
};
