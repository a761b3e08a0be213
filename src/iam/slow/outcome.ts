import type { AwsPolicy } from '../../model/aws-policy.ts';
import type { Answer, Layers, Request } from '../port.ts';
import { allowed } from './allowed.ts';
import { determined } from './context.ts';
import { samples } from './samples.ts';

/** Most ways to fill in the unknown keys. */
const MOST = 5000;

/**
 * The outcome by trying: every unknown key that a policy names takes every value at which some condition could turn, or is missing. Allow if
 * all are allowed, deny if none is. Undefined where there are too many to try.
 */
export function slowOutcome(request: Request, layers: Layers): Answer['outcome'] | undefined {
  const choices = [...samples(policiesOf(layers), unknownTo(request), request.resource)];
  if (choices.reduce((product, [, values]) => product * values.length, 1) > MOST) return undefined;
  let some = false;
  let all = true;
  for (const filled of fillings(choices, new Map())) {
    const one = allowed(request, layers, filled);
    some ||= one;
    all &&= one;
  }
  if (!some) return 'deny';
  return all ? 'allow' : 'allow-if';
}

export const policiesOf = ({ identity, boundary, session, resource, scps, rcps }: Layers): readonly AwsPolicy[] =>
  [...identity, boundary ?? [], session ?? [], resource ?? [], scps?.flat() ?? [], rcps?.flat() ?? []]
    .flat()
    .map(({ policy }) => policy);

/** Whether nothing is known of a key. */
export function unknownTo(request: Request): (key: string) => boolean {
  const { caller, context } = request;
  const { present, unknown, missing } = context;
  const fold = (keys: readonly string[]): ReadonlySet<string> => new Set(keys.map((key) => key.toLowerCase()));
  const given = fold([...Object.keys(present), ...missing]);
  const derived = determined(request);
  const named = unknown === 'all' ? undefined : fold(unknown);
  // Only a session may bring tags that nobody has read.
  const mayBring = (key: string): boolean =>
    !key.startsWith('aws:principaltag/') || caller.type === 'role' || (caller.type === 'user' && !caller.tags);
  return (key) => !given.has(key) && (named ? named.has(key) : !derived.has(key) && mayBring(key));
}

type Choice = readonly [key: string, values: readonly (readonly string[] | undefined)[]];

function* fillings(
  [first, ...rest]: readonly Choice[],
  filled: ReadonlyMap<string, readonly string[]>,
): Iterable<ReadonlyMap<string, readonly string[]>> {
  if (first === undefined) {
    yield filled;
    return;
  }
  const [key, values] = first;
  for (const value of values) yield* fillings(rest, value === undefined ? filled : new Map([...filled, [key, value]]));
}
