import { tellGcpGrant } from '../../../../cloud/tell/gcp.ts';
import type { Evidence } from '../../../../model/evidence.ts';
import type { GcpRef, GcpType } from '../../../../model/gcp-facts.ts';
import { hole } from '../../../../model/hole.ts';
import type { Block } from '../block.ts';
import { View } from '../view.ts';

/** Where the resources whose policy it is are named. */
interface On {
  readonly type: GcpType;
  /** The argument with its name, id or resource name. */
  readonly name: string;
}
const on = (type: GcpType, name: string): On => ({ type, name });

/** What stands before `_iam_member`, `_iam_binding`, `_iam_policy` (registry.terraform.io/providers/hashicorp/google). */
const ON: Readonly<Record<string, On>> = {
  google_project: on('project', 'project'),
  google_folder: on('folder', 'folder'),
  google_organization: on('organization', 'org_id'),
  google_service_account: on('service-account', 'service_account_id'),
  google_storage_bucket: on('bucket', 'bucket'),
  google_secret_manager_secret: on('secret', 'secret_id'),
  google_kms_crypto_key: on('key', 'crypto_key_id'),
  google_bigquery_dataset: on('dataset', 'dataset_id'),
  google_pubsub_topic: on('topic', 'topic'),
  google_artifact_registry_repository: on('repository', 'repository'),
  google_cloud_run_service: on('run-service', 'service'),
  google_cloud_run_v2_service: on('run-service', 'name'),
  google_cloudfunctions_function: on('function', 'cloud_function'),
  google_cloudfunctions2_function: on('function', 'cloud_function'),
  google_notebooks_instance: on('notebook', 'instance_name'),
  google_workbench_instance: on('notebook', 'name'),
  google_vertex_ai_endpoint: on('endpoint', 'endpoint'),
};

const TYPE = /^(google_[a-z0-9_]{1,60})_iam_(member|binding|policy)$/u;

/** One grant of a role; false for a type that is none. */
export function tellGrant(block: Block): boolean {
  const [, base = '', form = ''] = TYPE.exec(block.resource.type) ?? [];
  const row = Object.hasOwn(ON, base) ? ON[base] : undefined;
  if (row === undefined) return false;
  const ref = refOf(block, row);
  if (form === 'policy') tellPolicy(block, ref);
  else {
    const members = form === 'member' ? block.texts('member') : block.texts('members');
    give(block, ref, block, members, block.at('condition', 0), block.piece.evidence);
  }
  return true;
}

function refOf(block: Block, { type, name }: On): GcpRef {
  const project = block.text('project');
  const location = block.text('location') ?? block.text('region');
  const written = block.text(name) ?? project ?? hole(name);
  // Resource names end with what they are called; folders are `folders/ID`.
  const bare = written.split('/').at(-1) ?? written;
  if (['project', 'folder', 'organization', 'bucket', 'service-account'].includes(type)) return { type, name: bare };
  const inside = /(?:^|\/)projects\/([^/]{1,300})\//u.exec(written)?.[1] ?? project;
  return {
    type,
    name: bare,
    ...(inside === undefined ? {} : { project: inside }),
    ...(location === undefined ? {} : { location }),
  };
}

function tellPolicy(block: Block, ref: GcpRef): void {
  const document = block.resource.document('policy_data');
  if (!document) {
    block.note(`the policy is not known: ${block.text('policy_data') ?? ''}`);
    return;
  }
  for (const one of new View(document, block.fill).each('bindings'))
    give(block, ref, one, one.texts('members'), one.at('condition'), one.evidence);
}

function give(
  block: Block,
  ref: GcpRef,
  from: View,
  members: readonly string[],
  condition: View | undefined,
  at: Evidence,
): void {
  const role = from.text('role');
  if (role === undefined || members.length === 0) return;
  const { environment, uncertain } = block.piece;
  const expression = condition?.text('expression');
  const title = condition?.text('title');
  tellGcpGrant(block.stack.estate, {
    on: ref,
    role,
    members,
    ...(expression === undefined ? {} : { condition: { expression, ...(title === undefined ? {} : { title }) } }),
    ...(uncertain === undefined ? {} : { uncertain }),
    environment,
    evidence: [at],
    confidence: uncertain === undefined ? 'configured' : 'possible',
  });
  block.stack.count();
}
