import type { Migration } from './migration.ts';

/**
 * Released text is never edited: its checksum is kept in every store that has it.
 *
 * `revision.authority` moves with every change to what says who may: whoever knows who may as of it need not ask again while it stands. It is moved by the
 * database, so that no statement of ours, and none of an operator, can forget to. That a session or a token was used, begun or added takes nothing from anybody.
 */
export const authority: Migration = {
  number: 5,
  name: 'authority',
  sql: `
alter table revision add column authority bigint not null default 0;

create function authority_moves() returns trigger language plpgsql as $body$
begin
  execute format('update %I.revision set authority = authority + 1', tg_table_schema);
  return null;
end
$body$;

create trigger authority_moves after insert or update or delete or truncate on people
  for each statement execute function authority_moves();
create trigger authority_moves after insert or update or delete or truncate on roles
  for each statement execute function authority_moves();
create trigger authority_moves after insert or update or delete or truncate on group_members
  for each statement execute function authority_moves();
create trigger authority_moves after insert or update or delete or truncate on group_roles
  for each statement execute function authority_moves();
create trigger authority_moves after update of hash, person, expires, ended or delete or truncate on sessions
  for each statement execute function authority_moves();
create trigger authority_moves after update or delete or truncate on api_tokens
  for each statement execute function authority_moves();
create trigger authority_moves after insert or update on meta
  for each row when (new.key = 'set-up') execute function authority_moves();
create trigger authority_goes after delete on meta
  for each row when (old.key = 'set-up') execute function authority_moves();
`,
};
