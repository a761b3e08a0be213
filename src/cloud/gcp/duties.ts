import type { EstateBuilder } from '../../model/builder.ts';
import type { Duty } from '../../model/cloud-findings-facts.ts';
import { tellDuties } from '../answer/duties.ts';
import { deniedOn } from './deny.ts';
import { isOwner } from './rights.ts';
import { isContainer, isUnder } from './scope.ts';
import type { GrantedSet } from './sets.ts';
import type { GcpWorld } from './world.ts';

/**
 * A duty is held by whoever may use any of these on a project, folder or organisation. Those that exercise it, not those that only look (IAM
 * permissions reference, docs.cloud.google.com/iam/docs/permissions-reference).
 */
export const DUTY_PERMISSIONS: Readonly<Record<Duty, readonly string[]>> = {
  serving: ['aiplatform.endpoints.deploy', 'aiplatform.endpoints.update', 'aiplatform.reasoningEngines.update'],
  'gpu-provisioning': ['compute.instances.create', 'container.clusters.create', 'dataproc.clusters.create'],
  'platform-administration': [
    'resourcemanager.projects.setIamPolicy',
    'resourcemanager.folders.setIamPolicy',
    'resourcemanager.organizations.setIamPolicy',
    'iam.serviceAccounts.setIamPolicy',
    'container.clusterRoleBindings.create',
  ],
  'host-control': ['compute.instances.setMetadata', 'compute.projects.setCommonInstanceMetadata', 'compute.instances.osAdminLogin'],
  deployment: [
    'run.services.update',
    'cloudfunctions.functions.update',
    'artifactregistry.repositories.uploadArtifacts',
    'container.deployments.create',
    'cloudbuild.builds.create',
    'clouddeploy.rollouts.create',
  ],
  approval: ['clouddeploy.rollouts.approve', 'cloudbuild.builds.approve'],
  audit: ['logging.sinks.delete', 'logging.sinks.update', 'logging.buckets.update', 'logging.logs.delete', 'logging.exclusions.create'],
}; // prettier-ignore

/** Accounts that a service of Google acts as, which nobody else can: they hold what their service needs. */
const AGENT =
  /:service-\d{6,20}@|@cloudservices\.gserviceaccount\.com$|@gcp-sa-[a-z0-9-]{1,60}\.iam\.gserviceaccount\.com$/u;

/** Duties by what bindings surely give: without conditions, less what a deny policy may take. */
export function deriveDuties(estate: EstateBuilder, world: GcpWorld, sets: readonly GrantedSet[]): void {
  const held = sets.flatMap((set) => {
    if (!isContainer(set.scope) || set.condition !== undefined || set.permissions.unknown || set.doubt.is !== 'yes')
      return [];
    const name = estate.get(set.id)?.name ?? set.role;
    const thing = world.thing(world.idOf(set.scope));
    if (!thing) return [];
    return [...set.members].flatMap(([who, member]) => {
      if (AGENT.test(member)) return [];
      const does = (right: string): boolean =>
        set.permissions.has(right).is === 'yes' && deniedOn(world, member, right, thing).is === 'no';
      return [{ who, at: thing.id, name, evidence: set.evidence, does, all: isOwner(set) }];
    });
  });
  const scopes = new Map(sets.map(({ scope }) => [world.idOf(scope), scope] as const));
  tellDuties(estate, held, DUTY_PERMISSIONS, (above, below) => {
    const [scope, thing] = [scopes.get(above), world.thing(below)];
    return above !== below && scope !== undefined && thing !== undefined && isUnder(world, scope, thing).is === 'yes';
  });
}
