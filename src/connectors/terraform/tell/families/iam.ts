import { tellAccessKey } from '../../../../cloud/stack/access-key.ts';
import { accountIn } from '../../../../cloud/stack/arns.ts';
import type { IdentityDraft } from '../../../../cloud/stack/drafts.ts';
import { tellAwsManagedPolicy, tellAwsOidcProvider } from '../../../../cloud/tell/aws.ts';
import { issuerOf } from '../../../../cloud/stack/policies.ts';
import { printHoles } from '../../../../model/hole.ts';
import { arnOfBlock, nameOf } from '../attributes.ts';
import type { Block } from '../block.ts';
import { attachAll, attachOne } from '../modules/role.ts';
import type { View } from '../view.ts';

type Tell = (block: Block) => void;
type Type = IdentityDraft['type'];

/** aws_iam_* (registry.terraform.io/providers/hashicorp/aws). */
export const IAM: Readonly<Record<string, Tell>> = {
  aws_iam_role: (block) => {
    const draft = identity(block, 'role');
    const trust = block.policy('trust', 'assume_role_policy');
    if (trust) draft.trust = trust;
    for (const [index, one] of block.each('inline_policy').entries()) {
      const policy = block.policy(one.text('name') ?? 'inline', 'inline_policy', index, 'policy');
      if (policy) draft.inline.push(policy);
    }
    attachAll(block, draft, block.at('managed_policy_arns'));
  },
  aws_iam_user: (block) => void identity(block, 'user'),
  aws_iam_group: (block) => void identity(block, 'group'),
  aws_iam_role_policy: (block) => { inline(block, 'role'); },
  aws_iam_user_policy: (block) => { inline(block, 'user'); },
  aws_iam_group_policy: (block) => { inline(block, 'group'); },
  aws_iam_role_policy_attachment: (block) => { attach(block, 'role', 'role', 'policy_arn'); },
  aws_iam_user_policy_attachment: (block) => { attach(block, 'user', 'user', 'policy_arn'); },
  aws_iam_group_policy_attachment: (block) => { attach(block, 'group', 'group', 'policy_arn'); },
  aws_iam_role_policy_attachments_exclusive: (block) => { attach(block, 'role', 'role_name', 'policy_arns'); },
  aws_iam_user_policy_attachments_exclusive: (block) => { attach(block, 'user', 'user_name', 'policy_arns'); },
  aws_iam_group_policy_attachments_exclusive: (block) => { attach(block, 'group', 'group_name', 'policy_arns'); },
  aws_iam_policy: tellPolicy,
  aws_iam_policy_attachment: (block) => {
    for (const [type, list] of [['role', 'roles'], ['user', 'users'], ['group', 'groups']] as const)
      for (const at of block.each(list)) toEach(block, type, at, (draft) => { attachAll(block, draft, block.at('policy_arn')); });
  },
  aws_iam_user_group_membership: (block) => {
    const user = block.at('user');
    if (user) toEach(block, 'user', user, (draft) => { for (const at of block.each('groups')) draft.groups.set(at.text() ?? '', at.evidence); });
  },
  aws_iam_group_membership: (block) => {
    const group = block.text('group') ?? '';
    for (const at of block.each('users')) toEach(block, 'user', at, (draft) => draft.groups.set(group, at.evidence));
  },
  aws_iam_access_key: (block) => {
    block.stack.later(() => {
      const inactive = block.text('status') === 'Inactive';
      if (!inactive && !tellAccessKey(block.stack, block.text('user') ?? '', printHoles(block.resource.address), block.piece))
        block.note('whose access key it is is not known');
    });
  },
  aws_iam_instance_profile: (block) => {
    block.stack.profile(nameOf(block), block.text('role'), block.piece, block.text('path'), arnOfBlock(block));
  },
  aws_iam_openid_connect_provider: (block) => {
    const arn = arnOfBlock(block);
    if (arn !== undefined) tellProvider(block, arn, block.texts('client_id_list'));
  },
}; // prettier-ignore

export function tellProvider(block: Block, arn: string, audiences: readonly string[], cluster?: string): void {
  const { stack, piece } = block;
  tellAwsOidcProvider(stack.estate, {
    account: accountIn(arn) ?? piece.account,
    arn,
    issuer: issuerOf(arn),
    audiences,
    ...(cluster === undefined ? {} : { cluster: printHoles(cluster) }),
    environment: piece.environment,
    evidence: [piece.evidence],
    confidence: piece.uncertain === undefined ? 'configured' : 'possible',
  });
  stack.count();
}

function identity(block: Block, type: Type): IdentityDraft {
  const draft = block.stack.identity(type, nameOf(block), block.piece, block.text('path'), arnOfBlock(block));
  draft.tags = block.tags();
  const boundary = block.text('permissions_boundary');
  if (boundary !== undefined) draft.boundary = boundary;
  return draft;
}

function tellPolicy(block: Block): void {
  const { stack, piece } = block;
  const arn = arnOfBlock(block);
  const policy = block.policy(nameOf(block), 'policy');
  if (arn === undefined || policy === undefined) return;
  tellAwsManagedPolicy(stack.estate, {
    account: piece.account,
    arn,
    policy,
    environment: piece.environment,
    evidence: [piece.evidence],
    confidence: piece.uncertain === undefined ? 'configured' : 'possible',
  });
  stack.count();
}

function inline(block: Block, type: Type): void {
  const policy = block.policy(block.named('name', 'name_prefix'), 'policy');
  const at = block.at(type);
  if (policy && at) toEach(block, type, at, (draft) => draft.inline.push(policy));
}

function attach(block: Block, type: Type, who: string, policies: string): void {
  const at = block.at(who);
  if (!at) return;
  toEach(block, type, at, (draft) => {
    for (const one of block.each(policies)) attachOne(block, draft, one);
  });
}

/** Joins what the reference means once everything is declared. */
function toEach(block: Block, type: Type, at: View, give: (draft: IdentityDraft) => void): void {
  block.stack.later(() => {
    const draft = block.stack.identityAt(type, at.text() ?? '', { ...block.piece, evidence: at.evidence });
    if (draft) give(draft);
    else block.note(`to which ${type} it belongs is not known: ${at.text() ?? ''}`, at.evidence.line, at.evidence.file);
  });
}
