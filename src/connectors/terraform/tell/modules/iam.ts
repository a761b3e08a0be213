import { arnOf } from '../../../../cloud/stack/arns.ts';
import { tellAccessKey } from '../../../../cloud/stack/access-key.ts';
import { tellAwsManagedPolicy } from '../../../../cloud/tell/aws.ts';
import type { Block } from '../block.ts';
import type { Module } from './module.ts';
import { attachAll } from './role.ts';

const policyName = (block: Block): string => block.named('name', 'name_prefix');
const policyArn = (block: Block): string | undefined =>
  arnOf('iam/policy', policyName(block), block.piece, block.text('path'));

/** terraform-aws-modules/iam/aws//modules/iam-policy. */
export const iamPolicy: Module = {
  outputs: (block) => ({ arn: policyArn(block), id: policyArn(block), name: policyName(block) }),
  tell: (block) => {
    const [arn, policy] = [policyArn(block), block.policy(policyName(block), 'policy')];
    if (arn === undefined || policy === undefined || block.flag('create_policy') === false) return;
    const { account, environment, evidence, uncertain } = block.piece;
    const confidence = uncertain === undefined ? 'configured' : 'possible';
    tellAwsManagedPolicy(block.stack.estate, { account, arn, policy, environment, evidence: [evidence], confidence });
    block.stack.count();
  },
};

/** terraform-aws-modules/iam/aws//modules/iam-user: a user, with an access key unless it is switched off. */
export const iamUser: Module = {
  outputs: (block) => {
    const name = block.text('name');
    const arn = name === undefined ? undefined : arnOf('iam/user', name, block.piece, block.text('path'));
    return { iam_user_name: name, iam_user_arn: arn, name, arn };
  },
  tell: (block) => {
    const name = block.text('name');
    if (name === undefined || block.flag('create_user') === false || block.flag('create') === false) return;
    const draft = block.stack.identity('user', name, block.piece, block.text('path'));
    draft.tags = block.tags();
    const boundary = block.text('permissions_boundary');
    if (boundary !== undefined) draft.boundary = boundary;
    attachAll(block, draft, block.at('policy_arns') ?? block.at('policies'));
    const key = block.flag('create_iam_access_key') ?? block.flag('create_access_key') ?? true;
    if (key) block.stack.later(() => void tellAccessKey(block.stack, name, block.resource.address, block.piece));
  },
};
