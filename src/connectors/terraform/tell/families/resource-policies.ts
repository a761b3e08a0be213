import { functionPermission } from '../../../../cloud/stack/function-permission.ts';
import { policyOf, unsure } from '../../../../cloud/stack/policies.ts';
import type { ResourceDraft } from '../../../../cloud/stack/drafts.ts';
import type { Block } from '../block.ts';

interface Row {
  readonly service: string;
  readonly type: string;
  /** The argument that says whose policy it is, and the one that holds it. */
  readonly of: string;
  readonly document: string;
}
const row = (service: string, type: string, of: string, document = 'policy'): Row => ({ service, type, of, document });

/** Policies of resources that stand in a block of their own. */
export const POLICIES: Readonly<Record<string, Row>> = {
  aws_s3_bucket_policy: row('s3', 'bucket', 'bucket'),
  aws_kms_key_policy: row('kms', 'key', 'key_id'),
  aws_secretsmanager_secret_policy: row('secretsmanager', 'secret', 'secret_arn'),
  aws_sqs_queue_policy: row('sqs', 'queue', 'queue_url'),
  aws_sns_topic_policy: row('sns', 'topic', 'arn'),
  aws_ecr_repository_policy: row('ecr', 'repository', 'repository'),
  aws_dynamodb_resource_policy: row('dynamodb', 'table', 'resource_arn'),
  aws_sagemaker_model_package_group_policy: row('sagemaker', 'model-package-group', 'model_package_group_name', 'resource_policy'),
}; // prettier-ignore

export function tellPolicy(block: Block, { service, type, of, document }: Row): void {
  const policy = block.policy(`${type} policy`, document);
  if (policy) ofResource(block, service, type, of, (draft) => draft.policies.push(policy));
}

/** Joins the resource that an argument names. */
export function ofResource(
  block: Block,
  service: string,
  type: string,
  of: string,
  give: (draft: ResourceDraft) => void,
): void {
  block.stack.later(() => {
    const reference = block.text(of) ?? '';
    const draft = block.stack.resourceAt(service, type, reference, block.piece);
    if (draft) give(draft);
    else block.note(`to which ${type} it belongs is not known: ${reference}`);
  });
}

export function tellPermission(block: Block): void {
  ofResource(block, 'lambda', 'function', 'function_name', (draft) => {
    const given = {
      sourceArn: block.text('source_arn'),
      sourceAccount: block.text('source_account'),
      organisation: block.text('principal_org_id'),
      urlAuth: block.text('function_url_auth_type'),
      eventSourceToken: block.text('event_source_token'),
    };
    const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const [action, principal] = [block.text('action'), block.text('principal')];
    if (action === undefined || principal === undefined) return;
    const { evidence, uncertain } = block.piece;
    const statement = functionPermission({ function: draft.arn, action, principal, ...known }, evidence);
    draft.policies.push(unsure(policyOf('function policy', [statement], evidence), uncertain));
  });
}

export function tellPublicAccess(block: Block): void {
  const all = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'];
  ofResource(block, 's3', 'bucket', 'bucket', (draft) => {
    draft.publicBlocked = all.every((name) => block.flag(name) === true);
  });
}

export function tellEncryption(block: Block): void {
  const key = block.text('rule', 0, 'apply_server_side_encryption_by_default', 0, 'kms_master_key_id');
  if (key === undefined) return;
  ofResource(block, 's3', 'bucket', 'bucket', (draft) => {
    draft.kmsKey = key;
  });
}
