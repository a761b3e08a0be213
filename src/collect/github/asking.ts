import type { Journal } from '../journal.ts';
import type { Limiter } from '../limiter.ts';
import type { Patience } from '../patience.ts';
import type { Problem } from '../problems.ts';
import { isRecord, kept } from '../shape.ts';
import type { Answer, Ask } from './client.ts';
import type { Operation } from './operations.ts';

export type Names = Readonly<Record<string, string>>;

/** One answer as it is written: what was asked, and all pages of it. */
export interface Recorded {
  readonly operation: string;
  readonly input: Names;
  readonly output: unknown;
}

export interface Asking {
  readonly ask: Ask;
  /** Of the API: journals of two hosts are apart. */
  readonly address: string;
  readonly journal: Journal;
  readonly limiter: Limiter;
  readonly patience: Patience;
  /** `part` is the repository. */
  readonly failed: (problem: Omit<Problem, 'place'>, part: string | undefined) => void;
  readonly answered: (what: string) => void;
}

/** Pages after which a list is not believed. */
const MOST_PAGES = 10_000;

/** The answer with all its pages; undefined when there is none, or when it was refused, which is told. */
export async function record(operation: Operation, input: Names, asking: Asking): Promise<Recorded | undefined> {
  let path: string | undefined = filled(operation, input);
  let output: unknown;
  for (let page = 0; path !== undefined && page < MOST_PAGES; page += 1) {
    const got: Page | undefined = await pageOf(operation, path, input, asking);
    if (got === undefined) return page === 0 ? undefined : { operation: operation.path, input, output };
    output = page === 0 ? got.output : joined(output, got.output);
    path = operation.pages ? got.next : undefined;
  }
  return { operation: operation.path, input, output };
}

function filled({ path, pages }: Operation, input: Names): string {
  const whole = path.replace(/\{(\w+)\}/gu, (_, name: string) => encodeURIComponent(input[name] ?? ''));
  return pages ? `${whole}${whole.includes('?') ? '&' : '?'}per_page=100` : whole;
}

/** Lists end to end; of an object its lists. */
function joined(a: unknown, b: unknown): unknown {
  if (Array.isArray(a) && Array.isArray(b)) return [...(a as unknown[]), ...(b as unknown[])];
  if (!isRecord(a) || !isRecord(b)) return a;
  return Object.fromEntries(Object.entries(a).map(([key, value]) => [key, joined(value, b[key])]));
}

interface Page {
  readonly output: unknown;
  readonly next?: string;
}

/** One page: of the journal, else of GitHub. Only what the table keeps of it goes anywhere. */
async function pageOf(operation: Operation, path: string, input: Names, asking: Asking): Promise<Page | undefined> {
  const { ask, address, journal, limiter, patience, failed, answered } = asking;
  const key = JSON.stringify([address, path]);
  const known = journal.known(key);
  if (known) return known.answer === null ? undefined : (known.answer as Page);
  const persisted = await limiter.run(() => patience.run(() => ask(path)));
  if ('gaveUp' in persisted) {
    failed({ operation: says(operation), kind: 'failed', code: persisted.gaveUp }, input['repo']);
    return undefined;
  }
  const { status, data, next } = persisted.answer;
  const output = status === 200 ? kept(data, operation.keeps) : undefined;
  if (output === undefined) {
    if (status === 404 && operation.mayLack) journal.answered(key, null);
    else failed(problemOf(operation, persisted.answer), input['repo']);
    return undefined;
  }
  const page = { output, ...(next === undefined ? {} : { next }) };
  journal.answered(key, page);
  answered(says(operation));
  return page;
}

const says = ({ path }: Operation): string => `GET ${path.split('?')[0] ?? path}`;

function problemOf(operation: Operation, { status }: Answer): Omit<Problem, 'place'> {
  const refused = status === 403 || status === 404;
  const usual = refused && operation.refusal !== undefined;
  return {
    operation: says(operation),
    kind: usual ? 'not-offered' : refused ? 'refused' : 'failed',
    code: status === 200 ? 'unexpected-form' : `HTTP-${status}`,
    ...(operation.refusal === undefined
      ? status === 404
        ? { reason: `GitHub does not show it to this token; it needs ${operation.right}: read` }
        : {}
      : { reason: operation.refusal }),
  };
}
