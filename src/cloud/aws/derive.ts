import type { EstateBuilder } from '../../model/builder.ts';
import { deriveAccess } from './access/access.ts';
import { deriveArtifacts } from './access/artifacts.ts';
import { deriveAccounts, deriveAdministrators } from './admin.ts';
import { deriveAssumptions } from './assume/assume.ts';
import { Deriving } from './deriving.ts';
import { deriveCi } from './federation/ci.ts';
import { deriveIdentityPools } from './federation/cognito.ts';
import { deriveIrsa } from './federation/irsa.ts';
import { derivePodIdentity } from './federation/pod-identity.ts';
import { deriveSpiffe } from './federation/spiffe.ts';
import { deriveClusterEntry } from './escalate/clusters.ts';
import { deriveCompute } from './escalate/compute.ts';
import { deriveOwnDenials } from './escalate/denials.ts';
import { derivePassRole } from './escalate/pass-role.ts';
import { deriveProviderRights } from './escalate/providers.ts';
import { deriveOrganisationLimits } from './escalate/organisation-limits.ts';
import { deriveSelfService } from './escalate/self-service.ts';
import { federatedTrusts } from './federation/trusts.ts';
import { deriveWideTrusts } from './federation/wide.ts';
import { deriveNodeMetadata } from './node-metadata.ts';
import { deriveDuties } from './duties.ts';
import { settleLoosePolicies } from './loose/settle.ts';
import { deriveOutsideUse } from './public.ts';
import { deriveServiceRoles } from './services.ts';
import { deriveWildcards } from './wildcards.ts';
import { worldOf } from './world/world.ts';

/**
 * From what files tell of AWS to edges: who may do what, by every layer that is known. An edge is `proved` where all layers are known and allow,
 * `possible` where something that no file tells has to hold; what no possible request is allowed is no edge.
 */
export function deriveAws(estate: EstateBuilder): void {
  settleLoosePolicies(estate);
  const world = worldOf(estate);
  if (!world) return;
  const deriving = new Deriving(estate, world);
  deriveAdministrators(deriving);
  deriveAccounts(deriving);
  deriveAssumptions(deriving);
  deriveServiceRoles(deriving);
  deriveNodeMetadata(deriving);
  derivePassRole(deriving);
  deriveCompute(deriving);
  deriveSelfService(deriving);
  deriveOrganisationLimits(deriving);
  deriveOwnDenials(deriving);
  deriveProviderRights(deriving);
  deriveClusterEntry(deriving);
  deriveAccess(deriving);
  deriveArtifacts(deriving);
  deriveOutsideUse(deriving);
  const trusts = federatedTrusts(world);
  deriveIrsa(deriving, trusts);
  derivePodIdentity(deriving);
  deriveCi(deriving, trusts);
  deriveSpiffe(deriving, trusts);
  deriveWideTrusts(deriving, trusts);
  deriveIdentityPools(deriving, trusts);
  deriveWildcards(deriving);
  deriveDuties(deriving);
}
