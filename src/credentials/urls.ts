import type { CredentialKind } from '../model/facts.ts';

const DATABASES: ReadonlySet<string> = new Set([
  'postgres', 'postgresql', 'mysql', 'mariadb', 'mongodb', 'redis', 'rediss', 'amqp', 'amqps', 'clickhouse', 'mssql', 'sqlserver', 'cockroachdb',
  'cassandra', 'neo4j', 'bolt', 'snowflake',
]); // prettier-ignore

const URL_WITH_USERINFO =
  /([a-z][a-z0-9+.-]{1,30}):\/\/([^\s:/@"'<>]{0,100}):([^\s@/"'<>]{1,200})@([^\s/"'?#<>]{1,253})/giu;

/** Passwords in URLs: `scheme://user:password@host`. */
export function passwordsInUrls(
  text: string,
): readonly { readonly kind: CredentialKind; readonly value: string; readonly index: number; readonly user: string }[] {
  const found = [];
  for (const match of text.matchAll(URL_WITH_USERINFO)) {
    const [, scheme = '', user = '', value = ''] = match;
    const name = scheme.toLowerCase().split('+')[0] ?? '';
    const kind: CredentialKind = DATABASES.has(name) ? 'database-url' : 'basic-auth';
    found.push({ kind, value, user, index: match.index + scheme.length + 3 + user.length + 1 });
  }
  return found;
}
