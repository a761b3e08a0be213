import type { EstateBuilder } from '../../model/builder.ts';
import { deriveDuties } from './duties.ts';
import { deriveFederation } from './federation.ts';
import { deriveHierarchy } from './hierarchy.ts';
import { deriveAksMetadata } from './node-metadata.ts';
import { deriveAttaching, deriveRights } from './rights.ts';
import { assignedSets } from './sets.ts';
import { AzureWorld } from './world.ts';

/** From what files say of Azure to who may do what, and who from outside may become whom. */
export function deriveAzure(estate: EstateBuilder): void {
  const world = new AzureWorld(estate);
  if (world.isEmpty) return;
  const sets = assignedSets(estate, world);
  deriveRights(estate, world, sets);
  deriveAttaching(estate, world, sets);
  deriveDuties(estate, world, sets);
  deriveHierarchy(estate, world);
  deriveAksMetadata(estate, world);
  deriveFederation(estate, world);
}
