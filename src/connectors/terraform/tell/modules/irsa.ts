import { admitAccounts, allow, policyOf, unsure } from '../../../../cloud/stack/policies.ts';
import type { IdentityDraft } from '../../../../cloud/stack/drafts.ts';
import type { AwsStatement } from '../../../../model/aws-policy.ts';
import type { Block } from '../block.ts';
import { giveAttached } from './documented.ts';
import type { Module } from './module.ts';
import { attachAll, roleArn, tellRole } from './role.ts';
import { statementsAt } from './statements.ts';

/** Service accounts of clusters: `oidc_providers` maps a name to `provider_arn` and `namespace_service_accounts`. */
export function admittedAt(block: Block, operator: string): readonly AwsStatement[] {
  return block.entries('oidc_providers').map(([, one]) => {
    const subjects = one.texts('namespace_service_accounts').map((account) => `system:serviceaccount:${account}`);
    return admitAccounts(one.text('provider_arn') ?? '', subjects, one.evidence, operator);
  });
}

/** Also the role itself may take on the role. */
export function admitSelf(block: Block, arn: string | undefined, input: string): readonly AwsStatement[] {
  const at = block.at(input);
  if (at?.flag() !== true || arn === undefined) return [];
  return [
    allow(
      {
        actions: ['sts:AssumeRole'],
        principals: { aws: ['*'] },
        conditions: [['ArnLike', 'aws:PrincipalArn', [arn]]],
      },
      at.evidence,
    ),
  ];
}

/** Documents and statements that a module's inputs bring. */
export function giveInline(block: Block, draft: IdentityDraft, documents: readonly string[], statements: string): void {
  for (const input of documents)
    for (const index of block.each(input).keys()) {
      const policy = block.policy(`${input}[${index}]`, input, index);
      if (policy) draft.inline.push(policy);
    }
  const given = statementsAt(block.at(statements));
  if (given.length > 0)
    draft.inline.push(unsure(policyOf(statements, given, block.piece.evidence), block.piece.uncertain));
}

const nameV5 = (block: Block): string => block.named('role_name', 'role_name_prefix');

/** terraform-aws-modules/iam/aws//modules/iam-role-for-service-accounts-eks, versions up to 5. */
export const irsaV5: Module = {
  outputs: (block) => ({
    iam_role_arn: roleArn(block, nameV5(block), block.text('role_path')),
    iam_role_name: nameV5(block),
  }),
  tell: (block) => {
    if (block.flag('create_role') === false) return;
    const [name, path] = [nameV5(block), block.text('role_path')];
    const operator = block.text('assume_role_condition_test') ?? 'StringEquals';
    const trust = [
      ...admitSelf(block, roleArn(block, name, path), 'allow_self_assume_role'),
      ...admittedAt(block, operator),
    ];
    const draft = tellRole(block, { name, path, trust, boundary: block.text('role_permissions_boundary_arn') });
    attachAll(block, draft, block.at('role_policy_arns'));
    own(block, draft);
  },
};

const nameV6 = (block: Block): string => prefixed(block, 'name', 'use_name_prefix');

/** A name that is made unique unless the input says not to. */
export function prefixed(block: Block, input: string, use: string, unlessSaid = true): string {
  const name = block.text(input) ?? '';
  return (block.flag(use) ?? unlessSaid) ? `${name}${name === '' ? '' : '-'}${block.made()}` : name;
}

/** terraform-aws-modules/iam/aws//modules/iam-role-for-service-accounts, from version 6 on. */
export const irsaV6: Module = {
  outputs: (block) => {
    const arn = roleArn(block, nameV6(block), block.text('path'));
    return { arn, name: nameV6(block), iam_role_arn: arn, iam_role_name: nameV6(block) };
  },
  tell: (block) => {
    if (block.flag('create') === false) return;
    const trust = admittedAt(block, block.text('trust_condition_test') ?? 'StringEquals');
    const draft = tellRole(block, { name: nameV6(block), path: block.text('path'), trust, boundary: block.text('permissions_boundary') }); // prettier-ignore
    attachAll(block, draft, block.at('policies'));
    giveInline(block, draft, ['source_policy_documents', 'source_inline_policy_documents'], 'permissions');
    giveInline(block, draft, [], 'inline_policy_permissions');
    own(block, draft);
  },
};

export function own(block: Block, draft: IdentityDraft): void {
  giveAttached(draft, block, (word, at) => {
    draft.unresolved.add(`the module's own policy ${word} is not read`);
    block.note(`the module's own policy ${word} is not read`, at.evidence.line, at.evidence.file);
  });
}
