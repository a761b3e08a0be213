import type { CredentialKind } from '../model/facts.ts';
import { isStandInUser } from './placeholder.ts';

const DATABASES: ReadonlySet<string> = new Set([
  'postgres', 'postgresql', 'mysql', 'mariadb', 'mongodb', 'redis', 'rediss', 'amqp', 'amqps', 'clickhouse', 'mssql', 'sqlserver', 'cockroachdb',
  'cassandra', 'neo4j', 'bolt', 'snowflake',
]); // prettier-ignore

/**
 * The user information of a URL ends at the last `@` before its path (WHATWG URL, the authority state), so that a password may hold
 * others; the host is left out where a socket is meant (`postgres://app:pw@/app?host=/run`).
 */
const URL_WITH_USERINFO =
  /([a-z][a-z0-9+.-]{1,30}):\/\/([^\s:/@"'<>]{0,100}):([^\s@/"'<>]{1,200}(?:@[^\s@/?"'<>,;&]{1,100}){0,3})@(?=[^\s"'?#<>])/giu;

/** Drivers of databases take a password with a slash in it as it stands (SQLAlchemy, psycopg). A port before the slash is no password. */
const WITH_SLASH =
  /([a-z][a-z0-9+.-]{1,30}):\/\/([^\s:/@"'<>]{1,100}):(?!\d{1,5}\/)([^\s@/?#"'<>]{0,200}\/[^\s@?#"'<>]{0,200})@(?=[^\s/"'?#<>])/giu;

export interface InUrl {
  readonly kind: CredentialKind;
  readonly value: string;
  /** Where the password begins in the text. */
  readonly index: number;
}

/** Passwords in URLs: `scheme://user:password@host`. */
export function passwordsInUrls(text: string): readonly InUrl[] {
  if (!text.includes('://') || !text.includes('@')) return [];
  const found: InUrl[] = [];
  for (const pattern of [URL_WITH_USERINFO, WITH_SLASH])
    for (const match of text.matchAll(pattern)) {
      const [, scheme = '', user = '', value = ''] = match;
      const name = scheme.toLowerCase().split('+')[0] ?? '';
      const database = DATABASES.has(name);
      if (isStandInUser(user) || (pattern === WITH_SLASH && !database)) continue;
      const index = match.index + scheme.length + 3 + user.length + 1;
      found.push({ kind: database ? 'database-url' : 'basic-auth', value, index });
    }
  return found;
}
