import { tellGcpResource, tellGcpRole } from '../../../cloud/tell/gcp.ts';
import type { Entry } from '../../../documents/entry.ts';
import type { GcpNodePool, GcpRef, GcpResourceFact } from '../../../model/gcp-facts.ts';
import { listedName } from '../read/listed-name.ts';
import { parseResourceName } from '../read/resource-name.ts';
import { textIn, textsIn, type Told } from './told.ts';

/** `gcloud iam roles describe`; a list prints no permissions and then says nothing. */
export function tellRole({ estate, entry, environmentOf }: Told): void {
  const role = textIn(entry, 'name');
  if (role === undefined || !entry.has('includedPermissions')) return;
  const inactive = entry.text('deleted') === 'true' || textIn(entry, 'stage') === 'DISABLED';
  tellGcpRole(estate, {
    role,
    permissions: textsIn(entry, 'includedPermissions'),
    ...(inactive ? { inactive } : {}),
    environment: environmentOf(role),
    evidence: [entry.evidence],
    confidence: 'proved',
  });
}

/** `gcloud projects list` and `describe`. */
export function tellProject({ estate, entry, environmentOf }: Told): void {
  const name = textIn(entry, 'projectId');
  const number = textIn(entry, 'projectNumber');
  const [type, id] = [textIn(entry, 'parent', 'type'), textIn(entry, 'parent', 'id')];
  if (name === undefined) return;
  const known = (type === 'organization' || type === 'folder') && id !== undefined;
  tellGcpResource(estate, {
    on: { type: 'project', name },
    ...(number === undefined ? {} : { number }),
    ...(known ? { parent: { type, name: id } } : {}),
    environment: environmentOf(name),
    evidence: [entry.evidence],
    confidence: 'proved',
  });
}

/** `gcloud ai endpoints|models list` and what the Vertex AI API prints of pipelines, indexes, agents and datasets. */
export function tellVertex({ estate, entry, environmentOf }: Told): void {
  const on = parseResourceName(textIn(entry, 'name') ?? '', 'aiplatform');
  if (!on) return;
  const deployed = entry.items('deployedModels');
  const runsAs =
    textIn(entry, 'serviceAccount') ??
    textIn(entry, 'spec', 'serviceAccount') ??
    deployed.map((one) => textIn(one, 'serviceAccount')).find((one) => one !== undefined);
  const serves = deployed.flatMap((one): GcpRef[] => {
    const model = parseResourceName((textIn(one, 'model') ?? '').replace(/@[^/]{1,60}$/u, ''), 'aiplatform');
    return model ? [model] : [];
  });
  const artifact = textIn(entry, 'artifactUri');
  const title = textIn(entry, 'displayName');
  tellGcpResource(estate, {
    on,
    ...(title === undefined ? {} : { title }),
    ...(runsAs === undefined ? {} : { runsAs }),
    ...(serves.length > 0 ? { serves } : {}),
    ...(artifact === undefined ? {} : { artifact }),
    environment: environmentOf(title ?? on.name),
    evidence: [entry.evidence],
    confidence: 'proved',
  });
}

/** `gcloud resource-manager folders list` and `describe`. */
export function tellFolder({ estate, entry, environmentOf }: Told): void {
  const on = parseResourceName(textIn(entry, 'name') ?? '');
  const parent = parseResourceName(textIn(entry, 'parent') ?? '');
  const title = textIn(entry, 'displayName');
  if (!on) return;
  tellGcpResource(estate, {
    on,
    ...(parent ? { parent } : {}),
    ...(title === undefined ? {} : { title }),
    environment: environmentOf(title ?? on.name),
    evidence: [entry.evidence],
    confidence: 'proved',
  });
}

/** A bucket, secret, cluster, service or notebook that a listing prints, with the account that its code runs as. */
export function tellListed({ estate, entry, environmentOf }: Told): void {
  const on = parseResourceName(listedName(entry) ?? '');
  if (!on) return;
  const project = textIn(entry, 'projectNumber');
  const runsAs = [
    textIn(entry, 'template', 'serviceAccount'),
    textIn(entry, 'nodeConfig', 'serviceAccount'),
    entry.items('gceSetup', 'serviceAccounts').map((one) => textIn(one, 'email'))[0],
  ].find((email) => email?.includes('@') === true);
  tellGcpResource(estate, {
    on: project === undefined || on.project !== undefined ? on : { ...on, project },
    ...(runsAs === undefined ? {} : { runsAs }),
    ...(on.type === 'cluster' ? clusterOf(entry) : {}),
    ...(textIn(entry, 'iamConfiguration', 'publicAccessPrevention') === 'enforced' ? { publicBlocked: true } : {}),
    environment: environmentOf(on.name),
    evidence: [entry.evidence],
    confidence: 'proved',
  });
}

/** What the machines of a cluster give to pods. Those of Autopilot give each its own identity. */
function clusterOf(entry: Entry): Pick<GcpResourceFact, 'pools' | 'podIdentities'> {
  const autopilot = entry.text('autopilot', 'enabled') === 'true';
  const pools = entry.items('nodePools').flatMap((one) => one.get('config') ?? []);
  return {
    pools: pools.map((one) => poolOf(one, autopilot)),
    podIdentities: autopilot || textIn(entry, 'workloadIdentityConfig', 'workloadPool') !== undefined,
  };
}

function poolOf(config: Entry, autopilot: boolean): GcpNodePool {
  const account = textIn(config, 'serviceAccount');
  const mode = textIn(config, 'workloadMetadataConfig', 'mode');
  return {
    ...(account?.includes('@') === true ? { account } : {}),
    scopes: textsIn(config, 'oauthScopes'),
    metadata: autopilot || mode === 'GKE_METADATA' ? 'pods' : 'node',
  };
}
