import type { EstateBuilder } from '../../../model/builder.ts';
import type { KubeWorld } from '../world.ts';
import { deriveAccounts } from './accounts.ts';
import { deriveAdminRights } from './admin-rights.ts';
import { indexAccess, type Access } from './access-index.ts';
import { deriveClusterRoleBinding } from './cluster-role-binding.ts';
import { deriveClusterTakeover } from './cluster-takeover.ts';
import { deriveControl } from './control.ts';
import { deriveEscapes } from './escapes.ts';
import { deriveGrants } from './grants.ts';
import { deriveGroups } from './groups.ts';
import { deriveImpersonation } from './impersonation.ts';
import { derivePlacement } from './placement.ts';
import { derivePodCreation } from './pod-creation.ts';
import { derivePodIdentity } from './pod-identity.ts';
import { derivePodRights } from './pod-rights.ts';
import { derivePodStructure } from './pod-structure.ts';
import { deriveRoleBinding } from './role-binding.ts';
import { deriveRoleEscalation } from './role-escalation.ts';
import { deriveRoles } from './roles.ts';
import { deriveScopes } from './scope-nodes.ts';
import { deriveSecretRights } from './secret-rights.ts';
import { deriveSecrets } from './secrets.ts';
import { deriveSharedProcesses } from './share-ps.ts';
import { deriveUnused } from './unused.ts';

/** In order: what there is, who holds what, what each right reaches, ways out of containers, what follows from control. */
const STEPS: readonly ((access: Access) => void)[] = [
  deriveScopes,
  deriveRoles,
  deriveAccounts,
  deriveSecrets,
  derivePodStructure,
  derivePodIdentity,
  deriveGrants,
  deriveAdminRights,
  derivePodRights,
  derivePodCreation,
  deriveSecretRights,
  deriveRoleBinding,
  deriveClusterRoleBinding,
  deriveRoleEscalation,
  deriveImpersonation,
  deriveClusterTakeover,
  deriveSharedProcesses,
  deriveEscapes,
  deriveControl,
  derivePlacement,
  deriveGroups,
  deriveUnused,
];

/** Who can do what in one realm, computed as its API server and kernels would. */
export function deriveAccess(world: KubeWorld, estate: EstateBuilder): void {
  const access = indexAccess(world, estate);
  for (const step of STEPS) step(access);
}
