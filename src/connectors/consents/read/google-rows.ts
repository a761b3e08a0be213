import type { Entry } from '../../../documents/entry.ts';
import { csvRows } from '../csv.ts';
import { dateOf } from '../dates.ts';
import type { Row } from '../types.ts';
import type { GoogleConsent } from './google.ts';

/** After "REST Resource: tokens" (Directory API): one person's token. */
export function fromToken({ entry, realm, environment }: Row): GoogleConsent[] {
  const clientId = entry.text('clientId');
  const name = entry.text('displayText');
  const person = entry.text('userKey');
  if (clientId === undefined) return [];
  return [
    {
      clientId,
      ...(name === undefined ? {} : { name }),
      ...(person === undefined ? {} : { person }),
      scopes: entry.texts('scopes'),
      anonymous: entry.get('anonymous')?.value === true,
      event: 'authorize',
      realm,
      environment,
      evidence: entry.evidence,
    },
  ];
}

/** After "OAuth Token Audit Activity Events" (Reports API, applicationName=token). */
export function fromActivity({ entry, realm, environment }: Row): GoogleConsent[] {
  const person = entry.text('actor', 'email');
  const at = dateOf(entry.text('id', 'time'));
  return entry.items('events').flatMap((event): GoogleConsent[] => {
    const parameter = (name: string): Entry | undefined =>
      event.items('parameters').find((one) => one.text('name') === name);
    const clientId = parameter('client_id')?.text('value');
    const name = parameter('app_name')?.text('value');
    const what = event.text('name');
    if (clientId === undefined || (what !== 'authorize' && what !== 'revoke' && what !== 'activity')) return [];
    return [
      {
        clientId,
        ...(name === undefined ? {} : { name }),
        ...(person === undefined ? {} : { person }),
        scopes: parameter('scope')?.texts('multiValue') ?? [],
        event: what,
        ...(at === undefined ? {} : { at }),
        realm,
        environment,
        evidence: event.evidence,
      },
    ];
  });
}

/** Headings by which the tables are known: "OAuth log events" of the investigation tool, and token lists that `gam print tokens` writes. */
const COLUMNS = {
  client: ['application id', 'app id', 'client id', 'clientid'],
  name: ['application name', 'app name', 'displaytext'],
  person: ['actor', 'user', 'userkey'],
  scopes: ['scope', 'scopes', 'oauth scope', 'oauth scopes'],
  event: ['event', 'event name'],
  date: ['date'],
  anonymous: ['anonymous'],
} as const;
type Column = keyof typeof COLUMNS;

/** Nothing when the first line is not the heading of such a table. */
export function fromTable(text: string, at: Omit<Row, 'entry'>): GoogleConsent[] | undefined {
  const rows = csvRows(text);
  const head = rows.next();
  if (head.done === true) return undefined;
  const names = head.value.cells.map((cell) => cell.trim().toLowerCase());
  const column = (wanted: Column): number =>
    names.findIndex((name) => (COLUMNS[wanted] as readonly string[]).includes(name));
  const place = Object.fromEntries(Object.keys(COLUMNS).map((key) => [key, column(key as Column)]));
  const cell = (cells: readonly string[], key: Column): string => (cells[place[key] ?? -1] ?? '').trim();
  if (column('client') < 0 || column('name') < 0 || column('scopes') < 0 || column('person') < 0) return undefined;
  return [...rows].flatMap(({ line, cells }): GoogleConsent[] => {
    const clientId = cell(cells, 'client');
    const event = eventOf(cell(cells, 'event'));
    if (clientId === '' || event === undefined) return [];
    const [name, person, day] = [cell(cells, 'name'), cell(cells, 'person'), dateOf(cell(cells, 'date'))];
    return [
      {
        clientId,
        ...(name === '' ? {} : { name }),
        ...(person === '' ? {} : { person }),
        scopes: cell(cells, 'scopes')
          .split(/[\s,|]+/u)
          .filter((scope) => scope !== ''),
        ...(cell(cells, 'anonymous').toLowerCase() === 'true' ? { anonymous: true } : {}),
        event,
        ...(day === undefined ? {} : { at: day }),
        realm: at.realm,
        environment: at.environment,
        evidence: { file: at.file, line },
      },
    ];
  });
}

/** A table without events lists what stands. */
function eventOf(text: string): GoogleConsent['event'] | undefined {
  const word = text.toLowerCase();
  if (word === '' || word.includes('authoriz') || word === 'grant') return 'authorize';
  if (word.includes('revoke')) return 'revoke';
  return /api call|activity/u.test(word) ? 'activity' : undefined;
}
