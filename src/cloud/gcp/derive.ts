import type { EstateBuilder } from '../../model/builder.ts';
import { deriveActAs } from './act-as.ts';
import { deriveDuties } from './duties.ts';
import { deriveFederation } from './federation.ts';
import { deriveHierarchy } from './hierarchy.ts';
import { deriveGkeMetadata } from './node-metadata.ts';
import { derivePublic } from './public.ts';
import { deriveRights } from './rights.ts';
import { grantedSets } from './sets.ts';
import { deriveWidePools } from './wide.ts';
import { GcpWorld } from './world.ts';

/** From what files say of Google Cloud to who may do what, and who from outside may become whom. `day`, ISO date: what ended before it is over. */
export function deriveGcp(estate: EstateBuilder, day?: string): void {
  const world = new GcpWorld(estate, day);
  if (world.isEmpty && world.federations.length === 0) return;
  const sets = grantedSets(estate, world);
  deriveRights(estate, world, sets);
  deriveActAs(estate, world, sets);
  deriveDuties(estate, world, sets);
  derivePublic(estate, world, sets);
  deriveHierarchy(estate, world);
  deriveGkeMetadata(estate, world);
  deriveFederation(estate, world, sets);
  deriveWidePools(estate, world, sets);
}
