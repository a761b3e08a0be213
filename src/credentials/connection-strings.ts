import type { InUrl } from './urls.ts';

/** A password among the parts of a connection string; `beside` must stand in the same text, so that prose and scripts are none. */
interface Form {
  readonly pattern: RegExp;
  readonly beside: RegExp;
}

/** Ways to write a connection without user information of a URL. Every pattern is linear: bounded classes, no nested repetition. */
const FORMS: readonly Form[] = [
  // JDBC: parameters of the address, after `?`, `&` or `;`.
  {
    pattern: /(?<=[?&;](?:password|pwd)=)[^\s&;"'<>\\]{1,200}/giu,
    beside: /\bjdbc:[a-z0-9]{2,20}:/iu,
  },
  // libpq: `host=db user=app password=...` (PostgreSQL documentation, 34.1.1.1).
  {
    pattern: /(?<=(?:^|[\s"'])password=)(?:[^\s"'&;<>\\]{1,200}|'[^'\n]{1,200}')/gimu,
    beside: /(?:^|[\s"'])(?:host|hostaddr|dbname)=\S/iu,
  },
  // ADO.NET and ODBC: `Server=db;User Id=app;Password=...;`.
  {
    pattern: /(?<=;\s?(?:password|pwd)\s?=\s?)[^;"'\n<>]{1,200}/giu,
    beside: /(?:^|[;"'\s])(?:server|data source|host|dsn|addr(?:ess)?)\s?=[^;\n]{1,253};/iu,
  },
  // The driver of Go for MySQL: `app:...@tcp(db:3306)/app`.
  { pattern: /(?<=(?:^|[\s"'=])[\w.-]{1,64}:)[^\s"'@<>]{1,200}(?=@(?:tcp|tcp6|unix)\()/giu, beside: /@(?:tcp|tcp6|unix)\(/u },
]; // prettier-ignore

/** Longer texts are documents, whose assignments are looked at line by line. */
const LONGEST = 64 * 1024;

/** Passwords in connection strings: of drivers, not of URLs. */
export function passwordsInConnections(text: string): readonly InUrl[] {
  if (text.length > LONGEST || !/password|pwd|@tcp|@unix/iu.test(text)) return [];
  const found: InUrl[] = [];
  for (const { pattern, beside } of FORMS)
    if (beside.test(text))
      for (const { 0: written, index } of text.matchAll(pattern)) {
        const quoted = written.startsWith("'");
        found.push({ kind: 'database-url', value: quoted ? written.slice(1, -1) : written, index });
      }
  return found;
}
