import type { EstateBuilder } from '../../model/builder.ts';
import type { EdgeKind } from '../../model/kinds.ts';
import type { NodeId } from '../../model/id.ts';
import type { Evidence } from '../../model/evidence.ts';
import { gcpProjectId, tellGcpRef } from '../tell/gcp.ts';
import { isContainer } from './scope.ts';
import type { GcpWorld } from './world.ts';

/** What stands under what, what runs as whom, what answers from which model. */
export function deriveHierarchy(estate: EstateBuilder, world: GcpWorld): void {
  const edge = (kind: EdgeKind, from: NodeId, to: NodeId, evidence: readonly Evidence[]): void => {
    if (from !== to && estate.has(from) && estate.has(to))
      estate.edge({ kind, from, to, confidence: 'configured', evidence });
  };
  for (const thing of world.things)
    if (!isContainer(thing) && thing.project !== undefined)
      edge('CONTROLS', gcpProjectId(thing.project), thing.id, thing.evidence);
  for (const { on, number, parent, runsAs, serves = [], artifact, evidence } of world.resources) {
    const id = world.idOf(on);
    if (parent) edge('CONTROLS', tellGcpRef(estate, world.plain(parent), 'unknown', evidence), id, evidence);
    if (on.type === 'project' && number !== undefined) edge('MAY_BE', gcpProjectId(number), id, evidence);
    if (runsAs !== undefined) {
      const account = tellGcpRef(estate, { type: 'service-account', name: runsAs }, 'unknown', evidence);
      edge('RUNS_WITH_ROLE', id, account, evidence);
    }
    const bucket = /^gs:\/\/([^/]{1,222})/u.exec(artifact ?? '')?.[1];
    if (bucket !== undefined)
      edge('PULLS_FROM', id, tellGcpRef(estate, { type: 'bucket', name: bucket }, 'unknown', evidence), evidence);
    for (const model of serves)
      edge('SERVES', id, tellGcpRef(estate, world.plain(model), 'unknown', evidence), evidence);
  }
}
