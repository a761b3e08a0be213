import type { EstateBuilder } from '../../../model/builder.ts';
import type { ScanContext } from '../../port.ts';
import { deriveCrdSpawnsPod } from '../ai/crd-spawns-pod.ts';
import type { KubeWorld } from '../world.ts';
import { deriveAiGateway } from './ai-gateway.ts';
import { deriveCalls } from './calls.ts';
import { deriveConfigFiles } from './config-files.ts';
import { deriveCloudIdentities } from './cloud-identities.ts';
import { deriveCredentials } from './credentials.ts';
import { deriveData } from './data.ts';
import { declareOwners } from './declare-owners.ts';
import { deriveDeployers } from './deployers.ts';
import { deriveEndpoints } from './endpoints.ts';
import { deriveEntries } from './entries.ts';
import { deriveExternalSecrets } from './external-secrets.ts';
import { deriveMeshTokens } from './mesh-tokens.ts';
import { deriveModels } from './models.ts';
import { deriveMounts } from './mounts.ts';
import { deriveNetwork } from './network.ts';
import { derivePods } from './pods.ts';
import { Policies } from './policies.ts';
import { deriveQueues } from './queues.ts';
import { deriveReach } from './reach.ts';
import { deriveRoutes } from './routes.ts';
import { readServices } from './services.ts';
import { deriveSpiffe } from './spiffe.ts';
import { deriveSubmitters } from './submitters.ts';
import { Telling } from './telling.ts';
import { deriveToolServers } from './tool-servers.ts';
import { deriveWorkloadFacts } from './workload-facts.ts';

/** What runs in one realm, for what, with which credentials and models, who can call it and whose it is. */
export function deriveWorkloads(world: KubeWorld, estate: EstateBuilder, context: ScanContext): void {
  const telling = new Telling(world, estate, context.digest);
  derivePods(telling);
  deriveWorkloadFacts(telling);
  declareOwners(telling);

  deriveExternalSecrets(telling);
  deriveCredentials(telling);
  deriveMounts(telling);
  deriveCloudIdentities(telling);
  deriveData(telling);
  deriveModels(telling);

  const policies = new Policies(world);
  const services = readServices(telling);
  deriveNetwork(telling, policies);
  const exposed = deriveRoutes(telling, services);
  deriveEndpoints(telling, services, exposed, policies);
  deriveMeshTokens(telling);
  deriveCalls(telling, services);
  deriveConfigFiles(telling, services);
  deriveToolServers(telling, services);
  deriveAiGateway(telling);
  deriveReach(telling, policies, services);
  deriveSubmitters(telling);

  deriveQueues(telling);
  deriveDeployers(telling);
  deriveSpiffe(telling, policies);
  deriveEntries(telling);
  deriveCrdSpawnsPod(telling);
}
