import { rcpCovers } from '../../iam/catalogue/services.ts';
import { layered } from '../../iam/layered.ts';
import type { Layers, Request } from '../../iam/port.ts';
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
  return askOf(world, request, layersOf(who), target, who.doubts);
}

/** Of a target, with all that its side brings: its policy, what its organisation lets be done to it, and the doubts about both. */
export function askOf(
  world: World,
  request: Request,
  own: Layers,
  target: Target,
  doubts: readonly string[] = [],
): Granted | undefined {
  const layers = layered(own, targetLayers(world, target));
  const more = doubtsOf(world, request.action, target);
  return ask(request, layers, more.length === 0 ? doubts : [...doubts, ...more]);
}

const NONE: readonly string[] = [];

/** What is not known of the side of the resource: its policy, and what its organisation lets be done to it. */
export function doubtsOf(world: World, action: string, { account, doubt }: Target): readonly string[] {
  const { rcpDoubt } = world.standingOf(account);
  if (doubt === undefined && rcpDoubt === undefined) return NONE;
  const covered = rcpDoubt !== undefined && rcpCovers(action.split(':', 1)[0] ?? '');
  return [...(doubt === undefined ? [] : [doubt]), ...(covered ? [rcpDoubt] : [])];
}
