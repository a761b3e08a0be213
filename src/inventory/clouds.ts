import { deriveAws } from '../cloud/aws/derive.ts';
import { deriveAzure } from '../cloud/azure/derive.ts';
import { deriveGcp } from '../cloud/gcp/derive.ts';
import { tellDataStakes } from '../cloud/data-stakes.ts';
import { tellRunning } from '../cloud/running.ts';
import { deriveClusterDuties } from '../connectors/kubernetes/derive/duties.ts';
import type { EstateBuilder } from '../model/builder.ts';

/** What the rules of clouds and clusters make of everything that was told: who may do what there. After all files were read and joined. `day` is the one of the scan. */
export function understandClouds(estate: EstateBuilder, day?: string): void {
  deriveAws(estate);
  deriveGcp(estate, day);
  deriveAzure(estate);
  tellDataStakes(estate);
  tellRunning(estate);
  deriveClusterDuties(estate);
}
