import type { Limiter } from '../limiter.ts';
import type { Journal } from '../journal.ts';
import type { Ask } from './client.ts';
import { failureOf, type Failure } from './failure.ts';
import { OPERATIONS, type Each, type Input, type Operation } from './operations.ts';
import { serviceOf, type ServiceName } from './services.ts';
import { isRecord, kept } from '../shape.ts';

/** One answer as it is written; a connector of files reads it. */
export interface Recorded {
  readonly operation: string;
  readonly account: string;
  readonly region: string;
  readonly input: Input;
  readonly output: unknown;
}

/** One account, region and service: what becomes one file. */
export interface Unit {
  readonly account: string;
  readonly region: string;
  readonly service: ServiceName;
}

export interface Walking {
  readonly ask: Ask;
  readonly limiter: Limiter;
  readonly journal: Journal;
  readonly failed: (operation: Operation, failure: Exclude<Failure, { kind: 'none' | 'stop' }>) => void;
  readonly answered: (operation: Operation) => void;
}

/** Pages after which a listing is not believed. */
const MOST_PAGES = 10_000;

/** Everything of one unit: listings, and what is asked for each thing in them, in the order of the table. */
export async function walk(unit: Unit, walking: Walking): Promise<readonly Recorded[]> {
  const first = OPERATIONS.filter((one) => one.service === unit.service && one.each === undefined);
  return (
    await Promise.all(
      first.flatMap((one) =>
        (one.inputs ?? [{}]).map((input) => listing(one, inRegion(input, unit.region), unit, walking)),
      ),
    )
  ).flat();
}

/** All pages of one listing, and all that hangs below them. */
async function listing(
  operation: Operation,
  input: Input,
  unit: Unit,
  walking: Walking,
  fresh = false,
): Promise<readonly Recorded[]> {
  const { paging } = operation;
  const below: Promise<readonly Recorded[]>[] = [];
  let token: string | undefined;
  let replayed = false;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const asked: Input = token === undefined || !paging ? input : { ...input, [paging[0]]: token };
    const got = await answer(operation, asked, unit, walking, fresh);
    // The token of a page that was read in an earlier run may be over: the listing begins again.
    if (got === undefined) return replayed && page > 0 ? listing(operation, input, unit, walking, true) : all(below);
    if (got.output === null) return all(below);
    replayed ||= got.replayed;
    walking.answered(operation);
    const recorded = { operation: operation.name, ...pick(unit), input, output: got.output };
    below.push(Promise.resolve([recorded]), ...children(operation, input, got.output, unit, walking));
    if (got.next === undefined || got.next === '' || got.next === token) break;
    token = got.next;
  }
  return all(below);
}

const pick = ({ account, region }: Unit): Pick<Unit, 'account' | 'region'> => ({ account, region });
const all = async (below: readonly Promise<readonly Recorded[]>[]): Promise<readonly Recorded[]> =>
  (await Promise.all(below)).flat();

/** What is asked for each thing of an answer. */
function children(
  of: Operation,
  asked: Input,
  output: unknown,
  unit: Unit,
  walking: Walking,
): Promise<readonly Recorded[]>[] {
  return OPERATIONS.flatMap((child) =>
    (child.each ?? [])
      .filter((one) => one.of === of.name)
      .flatMap((one) =>
        inputsFrom(one, output, asked).flatMap((input) =>
          (child.inputs ?? [{}]).map((fixed) =>
            listing(child, { ...inRegion(fixed, unit.region), ...input }, unit, walking),
          ),
        ),
      ),
  );
}

export function inputsFrom({ list, input, same = [], batch }: Each, output: unknown, asked: Input): readonly Input[] {
  const things = isRecord(output) ? output[list] : undefined;
  if (!Array.isArray(things)) return [];
  const made = things.flatMap((thing: unknown): Record<string, string>[] => {
    const members = [
      ...same.map((name) => [name, asked[name]]),
      ...Object.entries(input).map(([to, from]) => [
        to,
        from === '' ? thing : isRecord(thing) ? thing[from] : undefined,
      ]),
    ];
    return members.every(([, value]) => typeof value === 'string' && value !== '')
      ? [Object.fromEntries(members) as Record<string, string>]
      : [];
  });
  if (batch === undefined) return made;
  const [member = ''] = Object.keys(input);
  return Array.from({ length: Math.ceil(made.length / batch) }, (_, at) => ({
    [member]: made.slice(at * batch, (at + 1) * batch).flatMap((one) => one[member] ?? []),
  }));
}

interface Got {
  /** null: there is none. */
  readonly output: unknown;
  readonly next: string | undefined;
  readonly replayed: boolean;
}

/** One answer: of the journal, else of the service. Undefined when it was refused or failed, which is told. */
async function answer(
  operation: Operation,
  input: Input,
  unit: Unit,
  { ask, limiter, journal, failed }: Walking,
  fresh: boolean,
): Promise<Got | undefined> {
  const key = JSON.stringify([unit.account, unit.region, operation.name, sorted(input)]);
  const known = fresh ? undefined : journal.known(key);
  if (known && isRecord(known.answer)) {
    const { output, next } = known.answer;
    return { output, next: typeof next === 'string' ? next : undefined, replayed: true };
  }
  let raw: unknown;
  try {
    raw = await limiter.run(() => ask(operation, input));
  } catch (error) {
    const failure = failureOf(error, operation);
    if (failure.kind === 'stop') throw failure.error;
    if (failure.kind !== 'none') {
      failed(operation, failure);
      return undefined;
    }
    journal.answered(key, { output: null });
    return { output: null, next: undefined, replayed: false };
  }
  const token = operation.paging && isRecord(raw) ? raw[operation.paging[1]] : undefined;
  const next = typeof token === 'string' ? token : undefined;
  const output = kept(raw, operation.keeps) ?? {};
  journal.answered(key, { output, ...(next === undefined ? {} : { next }) });
  return { output, next, replayed: false };
}

const sorted = (input: Input): readonly (readonly [string, unknown])[] =>
  Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1));

const inRegion = (input: Input, region: string): Input =>
  Object.fromEntries(Object.entries(input).map(([name, value]) => [name, value === '{region}' ? region : value]));

/** Services in the order of the table: the ones with one endpoint, and the ones of each region. */
export function servicesOf(where: 'global' | 'region'): readonly ServiceName[] {
  const named = [...new Set(OPERATIONS.map((one) => one.service))];
  return named.filter((name) => (serviceOf(name).global === true) === (where === 'global'));
}
