import type { Entry } from '../../../documents/entry.ts';
import { holesOf } from '../../../model/hole.ts';
import type { TerraformResource } from '../resource.ts';

/** Arguments on which identity depends, by type. Of these a hole is told. */
const RELEVANT: readonly (readonly [types: RegExp, names: readonly string[]])[] = [
  [/^aws_iam_role$/u, ['name', 'assume_role_policy', 'managed_policy_arns', 'inline_policy', 'permissions_boundary']],
  [/^aws_iam_(?:policy|user|group)$/u, ['name', 'policy', 'permissions_boundary']],
  [/^aws_iam_(?:role|user|group)_policy$/u, ['policy', 'role', 'user', 'group']],
  [/^aws_iam_(?:role|user|group)_policy_attachment$/u, ['policy_arn', 'role', 'user', 'group']],
  [
    /^aws_iam_(?:policy_attachment|user_group_membership|group_membership)$/u,
    ['policy_arn', 'roles', 'users', 'groups', 'user', 'group'],
  ],
  [/^aws_iam_openid_connect_provider$/u, ['client_id_list']],
  [/^aws_(?:s3_bucket|sqs_queue|sns_topic|kms_key|secretsmanager_secret|ecr_repository)_policy$/u, ['policy']],
  [/^aws_(?:kms_key|sqs_queue|sns_topic|s3_bucket|secretsmanager_secret)$/u, ['policy']],
  [/^aws_lambda_permission$/u, ['principal', 'source_arn', 'source_account']],
  [
    /^aws_eks_(?:pod_identity_association|access_entry|access_policy_association)$/u,
    ['role_arn', 'principal_arn', 'namespace', 'service_account', 'cluster_name'],
  ],
  [/^google_.{1,60}_iam_(?:member|binding|policy)$/u, ['role', 'member', 'members', 'policy_data']],
  [
    /^azurerm_(?:role_assignment|federated_identity_credential)$/u,
    ['role_definition_name', 'role_definition_id', 'principal_id', 'subject', 'issuer'],
  ],
  [
    /^terraform-aws-modules\/(?:iam|eks-pod-identity)\/aws/u,
    ['role_name', 'name', 'role_policy_arns', 'oidc_providers', 'policies', 'associations'],
  ],
];

/** Holes that nobody expects a file to fill. */
const EXPECTED =
  /^(?:account(?: of .*)?|region|suffix of .*|.*\.oidc_provider|.*\.(?:unique_id|key_id|suffix|principal_id|client_id|tenant_id|subscription))$/su;

export interface Unresolved {
  readonly message: string;
  readonly entry: Entry;
}

/** What could not be resolved of the arguments that identity depends on. Names only, never values. */
export function unresolvedOf(resource: TerraformResource): readonly Unresolved[] {
  if (resource.mode === 'data') return [];
  const names = RELEVANT.filter(([types]) => types.test(resource.type)).flatMap(([, one]) => one);
  return names.flatMap((name) => {
    const entry = resource.entry.get(name);
    if (!entry) return [];
    const open = [...new Set(holesIn(entry.value, 0))].filter((one) => !EXPECTED.test(one));
    if (open.length === 0) return [];
    const shown = open.slice(0, 5).join(', ') + (open.length > 5 ? ` and ${open.length - 5} more` : '');
    return [{ message: `${name} of ${resource.address} is not fully known before it is applied: ${shown}`, entry }];
  });
}

function holesIn(value: unknown, depth: number): readonly string[] {
  if (typeof value === 'string') return holesOf(value);
  if (typeof value !== 'object' || value === null || depth > 20) return [];
  return Object.entries(value).flatMap(([key, one]) => [...holesOf(key), ...holesIn(one, depth + 1)]);
}

/** Whether identity depends on the type at all: of those, an unknown count is told too. */
export const isRelevant = (type: string): boolean => RELEVANT.some(([types]) => types.test(type));
