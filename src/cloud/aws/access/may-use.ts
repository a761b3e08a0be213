import { printHoles } from '../../../model/hole.ts';
import { mayDo } from '../ask.ts';
import type { Granted, Target } from '../granted.ts';
import { DERIVED, type Right } from '../data/rights.ts';
import { alikeSome, mayDoAny, mayDoSome } from '../may-some.ts';
import { concerns } from '../world/concerns.ts';
import type { AwsIdentity, World } from '../world/types.ts';

/** A thing as it is asked about. Its ARN may be a template. */
export interface Asked {
  readonly arn: string;
  readonly account: string;
  readonly policy?: Target['policy'];
  readonly doubt?: string;
}

/** Whether the right is held by any of its actions; one that is sure ends the search. */
export function mayUse(world: World, who: AwsIdentity, { actions }: Right, thing: Asked): Granted | undefined {
  let possible: Granted | undefined;
  for (const [action, template] of actions) {
    if (!thing.policy && !concerns(who.concerns, action)) continue;
    const granted = mayAct(world, who, action, template, thing);
    if (granted?.confidence === 'proved') return granted;
    possible ??= granted;
  }
  return possible;
}

export function mayAct(
  world: World,
  who: AwsIdentity,
  action: string,
  template: string,
  thing: Asked,
): Granted | undefined {
  const resource = placeIn(thing, template);
  const more = {
    ...(thing.policy ? { policy: thing.policy } : {}),
    ...(thing.doubt === undefined ? {} : { doubt: thing.doubt }),
  };
  if (!resource.includes('{')) return mayDo(world, who, action, { resource, account: thing.account, ...more });
  const ask = (): Granted | undefined => somewhere(world, who, action, resource, thing.account, more);
  // Things that have no names yet are the same for all that say the same of them.
  return thing.arn.includes('{') ? alikeSome(world, who, action, resource, thing.account, more, ask) : ask();
}

let lastThing: Asked | undefined;
const places = new Map<string, string>();

/** The resource of a right on a thing: made once while one thing is asked about by many. */
function placeIn(thing: Asked, template: string): string {
  if (thing !== lastThing) places.clear();
  lastThing = thing;
  const known = places.get(template);
  if (known !== undefined) return known;
  const made = (DERIVED[template]?.(thing.arn) ?? template).replace('{self}', () => thing.arn);
  places.set(template, made);
  return made;
}

function somewhere(
  world: World,
  who: AwsIdentity,
  action: string,
  resource: string,
  account: string,
  more: Partial<Target>,
): Granted | undefined {
  const any = mayDoAny(world, who, action, resource, account, more);
  if (any?.confidence === 'proved') return any;
  const some = mayDoSome(world, who, action, resource, account, more, {}, any);
  if (some?.confidence !== 'proved') return any ?? some;
  // What a pattern names alone: a folder of a bucket is not the bucket.
  const parts = some.by.flatMap(({ layer, statement }) =>
    layer === 'identity' || layer === 'resource' ? (statement.resources ?? []) : [],
  );
  const precondition = `what is wanted is in ${[...new Set(parts)].map(printHoles).sort().join(', ')}`;
  return { ...some, confidence: 'possible', precondition };
}
