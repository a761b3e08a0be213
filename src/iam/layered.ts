import type { Layers, OwnLayers, ResourceLayers } from './port.ts';

/** Layers whose every property is there, and may be written anew for the next question. */
export type Open = { -readonly [Name in keyof Layers]-?: Layers[Name] };

/**
 * The layers of one question. Objects that are spread together have, on Node 20, each a hidden class of its own, and every look at one of their
 * properties is then a search: half the time of an evaluation. These all have the same.
 */
export function layered(own: OwnLayers, theirs: ResourceLayers = {}): Open {
  return {
    identity: own.identity,
    boundary: own.boundary,
    session: own.session,
    resource: theirs.resource,
    scps: own.scps,
    rcps: theirs.rcps,
    callerInManagement: own.callerInManagement,
    resourceInManagement: theirs.resourceInManagement,
  };
}
