import type { Journal } from '../journal.ts';
import type { Limiter } from '../limiter.ts';
import { isRecord, kept } from '../shape.ts';
import { samePlace } from './address.ts';
import type { Ask, Failure } from './ask.ts';
import { varsFor, type Call, type Thing, type Told, type Vars } from './call.ts';

export interface Walking {
  readonly calls: readonly Call[];
  /** Undefined: what the answers told does not make an address of the host that is meant. */
  readonly address: (call: Call, vars: Vars) => string | undefined;
  /** The address of the next page; null when it would be at another place. */
  readonly next: (body: Thing, asked: string) => string | null | undefined;
  /** False: not asked, as a person wants it. */
  readonly wanted?: (call: Call, vars: Vars) => boolean;
  readonly ask: Ask;
  readonly limiter: Limiter;
  readonly journal: Journal;
  readonly failed: (call: Call, failure: Failure, vars: Vars) => void;
  readonly answered: (call: Call) => void;
}

/** Pages after which a listing is not believed, and levels after which a hierarchy is not. */
const MOST_PAGES = 10_000;
const MOST_LEVELS = 24;

/** Everything from one start: listings, and what is asked for each thing in them, in the order of the table. */
export async function walk(at: string, vars: Vars, walking: Walking): Promise<readonly Told[]> {
  const first = walking.calls.filter((call) => call.at?.includes(at));
  return (await Promise.all(first.map((call) => listing(call, vars, walking, 0)))).flat();
}

/** All pages of one listing, and all that hangs below them. */
async function listing(
  call: Call,
  vars: Vars,
  walking: Walking,
  level: number,
  fresh = false,
): Promise<readonly Told[]> {
  if (level > MOST_LEVELS || walking.wanted?.(call, vars) === false) return [];
  let url = walking.address(call, vars);
  if (url === undefined) {
    walking.failed(call, { kind: 'failed', code: 'name-is-no-part-of-an-address' }, vars);
    return [];
  }
  const below: Promise<readonly Told[]>[] = [];
  let replayed = false;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const got = await answer(call, url, vars, walking, fresh);
    // The token of a page that was read in an earlier run may be over: the listing begins again.
    if (got === undefined) return replayed && page > 0 ? listing(call, vars, walking, level, true) : all(below);
    replayed ||= got.replayed;
    walking.answered(call);
    for (const thing of got.things)
      below.push(Promise.resolve([{ call, vars, thing }]), ...children(call, thing, vars, walking, level));
    if (got.next === null) walking.failed(call, { kind: 'failed', code: 'next-page-is-elsewhere' }, vars);
    if (got.next === undefined || got.next === null || got.next === url) break;
    url = got.next;
  }
  return all(below);
}

const all = async (below: readonly Promise<readonly Told[]>[]): Promise<readonly Told[]> =>
  (await Promise.all(below)).flat();

function children(of: Call, thing: Thing, above: Vars, walking: Walking, level: number): Promise<readonly Told[]>[] {
  return walking.calls.flatMap((call) =>
    (call.each ?? [])
      .filter((one) => one.of === of.name)
      .flatMap((one) => {
        const vars = varsFor(one, thing, above);
        return vars === undefined ? [] : [listing(call, vars, walking, level + 1)];
      }),
  );
}

interface Got {
  readonly things: readonly Thing[];
  readonly next: string | null | undefined;
  readonly replayed: boolean;
}

/** One page: of the journal, else of the service. Undefined when it was refused or failed, which is told. */
async function answer(
  call: Call,
  url: string,
  vars: Vars,
  { ask, limiter, journal, failed, next }: Walking,
  fresh: boolean,
): Promise<Got | undefined> {
  const key = JSON.stringify([call.name, url]);
  const known = fresh ? undefined : journal.known(key)?.answer;
  if (isRecord(known) && Array.isArray(known['things'])) {
    const page = known['next'];
    return {
      things: known['things'].filter(isRecord),
      // What a journal says is checked as what a server says.
      next: page === null ? null : typeof page === 'string' ? (samePlace(page, url) ?? null) : undefined,
      replayed: true,
    };
  }
  const asked = await limiter.run(() => ask(call, url));
  if ('kind' in asked) {
    failed(call, asked, vars);
    return undefined;
  }
  const body = 'none' in asked || !isRecord(asked.body) ? {} : asked.body;
  const listed = call.list === undefined ? ('none' in asked ? [] : [body]) : body[call.list];
  const things = (Array.isArray(listed) ? listed : []).map((one) => kept(one, call.keeps)).filter(isRecord);
  const page = next(body, url);
  journal.answered(key, { things, ...(page === undefined ? {} : { next: page }) });
  return { things, next: page, replayed: false };
}
