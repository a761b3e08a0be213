import { ask, type Asking, type Question } from './asking.ts';
import type { Listed } from './discover.ts';
import { isRecord, trimmed, type Item } from './trim.ts';

const PAGE = 500;
/** Pages after which a list is not believed, and times that one is begun again. */
const MOST_PAGES = 10_000;
const MOST_RESTARTS = 3;

interface Page {
  readonly items: readonly Item[];
  readonly next?: string;
}

/** All of one kind; undefined when it was refused or failed, which is told. */
export async function list(kind: Listed, asking: Asking): Promise<readonly Item[] | undefined> {
  for (let restart = 0; restart <= MOST_RESTARTS; restart += 1) {
    const items = await pages(kind, asking, restart > 0);
    if (items !== 'gone') return items;
  }
  asking.failed({ operation: saysOf(kind), kind: 'failed', code: 'Expired' });
  return undefined;
}

/** Page after page. When the token of the next one is over (410 Gone), what was read is no whole picture: the list begins again. */
async function pages(kind: Listed, asking: Asking, fresh: boolean): Promise<readonly Item[] | undefined | 'gone'> {
  const items: Item[] = [];
  let token: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const got = await ask(questionOf(kind, token), asking, fresh);
    if (got.kind === 'gone') return 'gone';
    if (got.kind === 'missing') return undefined;
    // Served when it was discovered, and not any more.
    if (got.kind === 'none') return [];
    items.push(...got.answer.items);
    const { next } = got.answer;
    if (next === undefined || next === token) return items;
    token = next;
  }
  return items;
}

function questionOf(kind: Listed, token: string | undefined): Question<Page> {
  const query = new URLSearchParams({ limit: String(PAGE), ...(token === undefined ? {} : { continue: token }) });
  if (kind.row.form === 'table') query.set('includeObject', 'Metadata');
  return {
    path: `${kind.path}?${query.toString()}`,
    form: kind.row.form,
    says: saysOf(kind),
    keep: (body) => pageOf(body, kind),
  };
}

const saysOf = ({ row, group }: Listed): string => `list ${row.resource}${group === '' ? '' : `.${group}`}`;

function pageOf(body: unknown, kind: Listed): Page | undefined {
  if (!isRecord(body)) return undefined;
  const raw = kind.row.form === 'table' ? rowsOf(body) : body['items'];
  // An empty list may be null.
  if (!Array.isArray(raw) && raw !== null) return undefined;
  const items = (raw ?? []).flatMap((one: unknown) => trimmed(one, kind) ?? []);
  const next = isRecord(body['metadata']) ? body['metadata']['continue'] : undefined;
  return { items, ...(typeof next === 'string' && next !== '' ? { next } : {}) };
}

/**
 * Secrets as a table (meta.k8s.io/v1 Table): metadata, and the column that says the type. A server that does not print tables would
 * send whole Secrets: those have no rows, and nothing of them is taken.
 */
function rowsOf(body: Readonly<Record<string, unknown>>): unknown {
  if (body['kind'] !== 'Table' || !Array.isArray(body['columnDefinitions'])) return undefined;
  const at = body['columnDefinitions'].findIndex((one: unknown) => isRecord(one) && one['name'] === 'Type');
  if (!Array.isArray(body['rows'])) return body['rows'] ?? null;
  return body['rows'].filter(isRecord).map(({ cells, object }) => ({
    metadata: isRecord(object) ? object['metadata'] : undefined,
    ...(Array.isArray(cells) && at >= 0 ? { type: cells[at] as unknown } : {}),
  }));
}
