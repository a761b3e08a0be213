import { layered } from '../../iam/layered.ts';
import type { Request } from '../../iam/port.ts';
import { alike } from './alike.ts';
import { basisOf } from './basis.ts';
import { ask, type Granted, type Target } from './granted.ts';
import { callerOf, keptContext, layersOf, targetLayers, type Known } from './request.ts';
import { concerns } from './world/concerns.ts';
import type { AwsIdentity, World } from './world/types.ts';

/** May the identity do this? Undefined when no possible request is allowed. */
export function mayDo(
  world: World,
  who: AwsIdentity,
  action: string,
  target: Target,
  known: Known = {},
): Granted | undefined {
  if (!target.policy && !concerns(who.concerns, action)) return undefined;
  const basis = basisOf(world, who, action, target, known);
  return alike(world, basis, () => mayDoAlone(world, who, action, target, known));
}

/** The same, asked of the evaluator for this one alone. */
export function mayDoAlone(
  world: World,
  who: AwsIdentity,
  action: string,
  target: Target,
  known: Known,
): Granted | undefined {
  const request: Request = {
    caller: callerOf(who),
    action,
    resource: target.resource,
    resourceAccount: target.account,
    context: keptContext(world, who.account.id, target.account, known),
  };
  const doubts = target.doubt === undefined ? who.doubts : [...who.doubts, target.doubt];
  return ask(request, layered(layersOf(who), targetLayers(world, target)), doubts);
}
