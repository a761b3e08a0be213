import { environmentOf } from '../../../../cloud/stack/tell-identity.ts';
import { tellGcpProvider, tellGcpResource, tellGcpRole, tellGcpServiceAccount } from '../../../../cloud/tell/gcp.ts';
import type { GcpNodePool, GcpResourceFact, GcpType } from '../../../../model/gcp-facts.ts';
import { hole } from '../../../../model/hole.ts';
import type { Confidence, Evidence } from '../../../../model/evidence.ts';
import type { Environment } from '../../../../model/kinds.ts';
import type { Block } from '../block.ts';
import type { View } from '../view.ts';

const projectOf = (block: Block): string => block.text('project') ?? hole('project');

function told(block: Block): { environment: Environment; evidence: readonly Evidence[]; confidence: Confidence } {
  const { evidence, uncertain } = block.piece;
  block.stack.count();
  const environment = environmentOf(
    block.piece.environment,
    { ...block.map('effective_labels'), ...block.map('labels') },
    block.text('name') ?? block.text('account_id') ?? block.text('secret_id') ?? '',
  );
  return { environment, evidence: [evidence], confidence: uncertain === undefined ? 'configured' : 'possible' };
}

/** google_* (registry.terraform.io/providers/hashicorp/google). */
export const GCP: Readonly<Record<string, (block: Block) => void>> = {
  google_service_account: (block) => {
    const project = projectOf(block);
    const email = block.text('email') ?? `${block.text('account_id') ?? block.made()}@${project}.iam.gserviceaccount.com`;
    tellGcpServiceAccount(block.stack.estate, { email, project, ...told(block) });
  },
  google_project_iam_custom_role: (block) => {
    customRole(block, `projects/${projectOf(block)}/roles/${block.text('role_id') ?? block.made()}`);
  },
  google_organization_iam_custom_role: (block) => {
    customRole(block, `organizations/${block.text('org_id') ?? hole('organisation')}/roles/${block.text('role_id') ?? block.made()}`); // prettier-ignore
  },
  google_iam_workload_identity_pool_provider: (block) => {
    const issuer = block.text('oidc', 0, 'issuer_uri')?.replace(/^https:\/\//u, '').replace(/\/+$/u, '');
    const condition = block.text('attribute_condition');
    tellGcpProvider(block.stack.estate, {
      project: projectOf(block),
      pool: block.text('workload_identity_pool_id') ?? block.made(' pool'),
      provider: block.text('workload_identity_pool_provider_id') ?? block.made(),
      ...(issuer === undefined ? {} : { issuer }),
      audiences: block.texts('oidc', 0, 'allowed_audiences'),
      mapping: block.map('attribute_mapping'),
      ...(condition === undefined ? {} : { condition }),
      ...(block.flag('disabled') === true ? { disabled: true } : {}),
      ...told(block),
    });
  },
  google_storage_bucket: (block) => {
    const blocked = block.text('public_access_prevention') === 'enforced';
    thing(block, 'bucket', 'name', [], blocked ? { publicBlocked: true } : {});
  },
  google_secret_manager_secret: (block) => { thing(block, 'secret', 'secret_id'); },
  google_container_cluster: (block) => { tellCluster(block); },
  google_container_node_pool: (block) => { tellPool(block); },
  google_vertex_ai_endpoint: (block) => { thing(block, 'endpoint', 'name'); },
  google_compute_instance: (block) => { thing(block, 'instance', 'name', ['service_account', 0, 'email']); },
  google_notebooks_instance: (block) => { thing(block, 'notebook', 'name', ['service_account']); },
  google_workbench_instance: (block) => { thing(block, 'notebook', 'name', ['gce_setup', 0, 'service_accounts', 0, 'email']); },
  google_cloud_run_service: (block) => { thing(block, 'run-service', 'name', ['template', 0, 'spec', 0, 'service_account_name']); },
  google_cloud_run_v2_service: (block) => { thing(block, 'run-service', 'name', ['template', 0, 'service_account']); },
  google_cloudfunctions_function: (block) => { thing(block, 'function', 'name', ['service_account_email']); },
  google_cloudfunctions2_function: (block) => { thing(block, 'function', 'name', ['service_config', 0, 'service_account_email']); },
}; // prettier-ignore

function customRole(block: Block, role: string): void {
  tellGcpRole(block.stack.estate, { role, permissions: block.texts('permissions'), ...told(block) });
}

function tellCluster(block: Block): void {
  const autopilot = block.flag('enable_autopilot') === true;
  // The pool that every cluster begins with, unless it is told to be taken off at once.
  const own = block.flag('remove_default_node_pool') === true ? [] : [block.at('node_config', 0)];
  const pools = [...own, ...block.each('node_pool').map((one) => one.at('node_config', 0))];
  thing(block, 'cluster', 'name', ['node_config', 0, 'service_account'], {
    pools: autopilot ? [{ metadata: 'pods' }] : pools.map(poolOf),
    podIdentities: autopilot || block.at('workload_identity_config', 0) !== undefined,
  });
}

function tellPool(block: Block): void {
  const cluster = block.text('cluster')?.split('/').at(-1);
  if (cluster === undefined) return;
  const location = block.text('location');
  const on = { type: 'cluster', name: cluster, project: projectOf(block), ...(location === undefined ? {} : { location }) } as const;
  tellGcpResource(block.stack.estate, { on, pools: [poolOf(block.at('node_config', 0))], ...told(block) });
} // prettier-ignore

function poolOf(config: View | undefined): GcpNodePool {
  const account = config?.text('service_account');
  const mode = config?.text('workload_metadata_config', 0, 'mode');
  return {
    ...(account === undefined || account === 'default' ? {} : { account }),
    ...(config?.at('oauth_scopes') === undefined ? {} : { scopes: config.texts('oauth_scopes') }),
    ...(mode === undefined ? {} : { metadata: mode === 'GKE_METADATA' ? 'pods' : 'node' }),
  };
}

function thing(
  block: Block,
  type: GcpType,
  named: string,
  runs: readonly (string | number)[] = [],
  more: Partial<GcpResourceFact> = {},
): void {
  const name = block.text(named) ?? block.made();
  const location =
    type === 'bucket' ? undefined : (block.text('location') ?? block.text('region') ?? block.text('zone'));
  const runsAs = runs.length === 0 ? undefined : block.text(...runs);
  tellGcpResource(block.stack.estate, {
    on: { type, name, project: projectOf(block), ...(location === undefined ? {} : { location }) },
    ...(runsAs === undefined ? {} : { runsAs }),
    ...more,
    ...told(block),
  });
}
