import { arnOf } from '../../../../cloud/stack/arns.ts';
import { admitServices, policyOf, unsure } from '../../../../cloud/stack/policies.ts';
import type { Block } from '../block.ts';
import { runsAs } from '../families/things.ts';
import { giveInline } from './irsa.ts';
import type { Module } from './module.ts';
import { attachAll, roleArn, tellRole } from './role.ts';
import { statementsAt } from './statements.ts';

const bucket = (block: Block): string => block.named('bucket', 'bucket_prefix');

/** terraform-aws-modules/s3-bucket/aws. */
export const s3Bucket: Module = {
  outputs: (block) => ({ s3_bucket_id: bucket(block), s3_bucket_arn: arnOf('s3/bucket', bucket(block), block.piece) }),
  tell: (block) => {
    if (block.flag('create_bucket') === false) return;
    const draft = block.stack.resource('s3', 'bucket', bucket(block), block.piece);
    draft.tags = block.tags();
    const names = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'];
    draft.publicBlocked = names.every((name) => block.flag(name) ?? true);
    const rule = ['server_side_encryption_configuration', 'rule', 'apply_server_side_encryption_by_default'];
    const key = block.text(...rule, 'kms_master_key_id');
    if (key !== undefined) draft.kmsKey = key;
    const policy = block.flag('attach_policy') === true ? block.policy('bucket policy', 'policy') : undefined;
    if (policy) draft.policies.push(policy);
  },
};

/** terraform-aws-modules/kms/aws: the policy admits the account itself unless it is told not to. */
export const kms: Module = {
  outputs: (block) => ({ key_id: block.made(), key_arn: arnOf('kms/key', block.made(), block.piece) }),
  tell: (block) => {
    if (block.flag('create') === false) return;
    const { piece } = block;
    const draft = block.stack.resource('kms', 'key', block.made(), piece);
    draft.tags = block.tags();
    const given = block.policy('key policy', 'policy');
    const statements = [
      ...(block.flag('enable_default_policy') === false
        ? []
        : people(block, [`arn:aws:iam::${piece.account}:root`], ['kms:*'])),
      ...people(block, block.texts('key_owners'), ['kms:*']),
      ...people(block, block.texts('key_administrators'), ADMINISTER),
      ...people(block, block.texts('key_users'), USE),
      ...people(block, block.texts('key_service_users'), USE),
      ...statementsAt(block.at('key_statements')),
    ];
    draft.policies.push(given ?? unsure(policyOf('key policy', statements, piece.evidence), piece.uncertain));
  },
};

const USE = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'];
const ADMINISTER = ['kms:Create*', 'kms:Put*', 'kms:Update*', 'kms:Revoke*', 'kms:Disable*', 'kms:ScheduleKeyDeletion'];

function people(block: Block, aws: readonly string[], actions: readonly string[]): ReturnType<typeof statementsAt> {
  const { evidence } = block.piece;
  const principals = { aws, service: [], federated: [], canonical: [] };
  return aws.length === 0 ? [] : [{ effect: 'Allow', actions, resources: ['*'], principals, conditions: [], evidence }];
}

const functionName = (block: Block): string => block.text('function_name') ?? block.made();
const functionRole = (block: Block): string => block.text('role_name') ?? functionName(block);

/** terraform-aws-modules/lambda/aws: a function, and the role that it makes unless it is given one. */
export const lambda: Module = {
  outputs: (block) => ({
    lambda_function_name: functionName(block),
    lambda_function_arn: arnOf('lambda/function', functionName(block), block.piece),
    lambda_role_name: functionRole(block),
    lambda_role_arn: roleArn(block, functionRole(block), block.text('role_path')),
  }),
  tell: (block) => {
    if (block.flag('create') === false || block.flag('create_function') === false) return;
    const draft = block.stack.resource('lambda', 'function', functionName(block), block.piece);
    draft.tags = block.tags();
    const role = block.at('lambda_role');
    if (block.flag('create_role') === false) {
      if (role) runsAs(block, draft, role);
      return;
    }
    const services = ['lambda.amazonaws.com', ...block.entries('trusted_entities').flatMap(([, one]) => (one.text('type') === 'Service' ? one.texts('identifiers') : []))]; // prettier-ignore
    const made = tellRole(block, { name: functionRole(block), path: block.text('role_path'), trust: [admitServices(services, block.piece.evidence)], boundary: block.text('role_permissions_boundary') }); // prettier-ignore
    draft.role = made.arn;
    if (block.flag('attach_policy') === true) attachAll(block, made, block.at('policy'));
    if (block.flag('attach_policies') === true) attachAll(block, made, block.at('policies'));
    if (block.flag('attach_policy_json') === true) {
      const policy = block.policy('policy_json', 'policy_json');
      if (policy) made.inline.push(policy);
    }
    if (block.flag('attach_policy_jsons') === true) giveInline(block, made, ['policy_jsons'], '');
    if (block.flag('attach_policy_statements') === true) giveInline(block, made, [], 'policy_statements');
  },
};

const database = (block: Block): string => block.text('identifier') ?? block.made();

/** terraform-aws-modules/rds/aws. */
export const rds: Module = {
  outputs: (block) => ({
    db_instance_identifier: database(block),
    db_instance_arn: arnOf('rds/db', database(block), block.piece),
    db_instance_name: block.text('db_name'),
  }),
  tell: (block) => {
    if (block.flag('create_db_instance') === false) return;
    const draft = block.stack.resource('rds', 'db', database(block), block.piece);
    draft.tags = block.tags();
    const key = block.text('kms_key_id');
    if (key !== undefined) draft.kmsKey = key;
  },
};
