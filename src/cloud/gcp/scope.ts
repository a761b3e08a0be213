import type { GcpRef, GcpType } from '../../model/gcp-facts.ts';
import { printHoles } from '../../model/hole.ts';
import { maybe, NO, YES, type Answer } from '../answer/answer.ts';
import { gcpProjectId, gcpRefId } from '../tell/gcp.ts';
import type { GcpWorld, Thing } from './world.ts';

const ABOVE: ReadonlySet<GcpType> = new Set(['organization', 'folder', 'project']);
export const isContainer = ({ type }: Pick<GcpRef, 'type'>): boolean => ABOVE.has(type);

/** Whether what is granted on `scope` holds for the thing: policies are inherited downwards (IAM documentation, "Policy inheritance"). */
export function isUnder(world: GcpWorld, scope: GcpRef, thing: Thing): Answer {
  const id = world.idOf(scope);
  if (thing.id === id) return YES;
  if (!isContainer(scope)) return NO;
  if (scope.type === 'project') {
    if (isContainer(thing)) return NO;
    const project = world.project(scope.name);
    if (thing.project !== undefined) return thing.project === project ? YES : NO;
    return maybe(`${thing.name} is in project ${project}`);
  }
  if (thing.type === 'organization') return NO;
  if (thing.type === 'folder') return climb(world, scope, { type: 'folder', name: thing.name });
  if (thing.project === undefined) return maybe(`${thing.name} is under ${wordOf(scope)}`);
  return climb(world, scope, { type: 'project', name: thing.project });
}

/** From a project or folder up to the scope; a chain of unknown end may lead there. */
function climb(world: GcpWorld, scope: GcpRef, from: GcpRef): Answer {
  let at: GcpRef | undefined = from;
  let last = from;
  for (let steps = 0; at && steps < 20; steps += 1) {
    if (at.type === scope.type && printHoles(at.name) === printHoles(scope.name)) return YES;
    if (at.type === 'organization') return NO;
    last = at;
    at = world.parentOf(gcpRefId(at));
  }
  return maybe(`${wordOf(last)} is under ${wordOf(scope)}`);
}

export const wordOf = ({ type, name }: GcpRef): string =>
  `${type === 'organization' ? 'organisation' : type.replace(/-/gu, ' ')} ${printHoles(name)}`;

/** The things of a type that stand under a scope, each with how surely. */
export function under(world: GcpWorld, scope: GcpRef, type: GcpType): readonly (readonly [Thing, Answer])[] {
  const found: (readonly [Thing, Answer])[] = [];
  for (const thing of candidates(world, scope, type)) {
    const answer = isUnder(world, scope, thing);
    if (answer.is !== 'no') found.push([thing, answer]);
  }
  return found;
}

function candidates(world: GcpWorld, scope: GcpRef, type: GcpType): readonly Thing[] {
  if (isContainer(scope)) return world.ofType(type);
  const own = scope.type === type ? world.thing(world.idOf(scope)) : undefined;
  return own ? [own] : [];
}

/** The project that a scope is, or stands in. */
export function projectOf(world: GcpWorld, scope: GcpRef): string | undefined {
  if (scope.type === 'project') return world.project(scope.name);
  return world.thing(world.idOf(scope))?.project;
}

export const projectIsWhole = (world: GcpWorld, project: string): boolean => world.isWhole(gcpProjectId(project));
