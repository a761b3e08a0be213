import { admitAccounts } from '../../../../cloud/stack/policies.ts';
import type { Block } from '../block.ts';
import { admitSelf, giveInline } from './irsa.ts';
import type { Module } from './module.ts';
import { attachAll, roleArn, tellRole } from './role.ts';

const roleName = (block: Block): string => {
  const name = block.text('role_name') ?? block.text('name') ?? '';
  return (block.flag('role_name_use_prefix') ?? true) ? `${name}-${block.made()}` : name;
};

/** aws-ia/eks-blueprints-addon/aws: a chart and the role of its service accounts (its README). */
export const addon: Module = {
  outputs: (block) => ({
    iam_role_arn: roleArn(block, roleName(block), block.text('role_path')),
    iam_role_name: roleName(block),
    service_account: block.entries('oidc_providers')[0]?.[1].text('service_account'),
    namespace: block.text('namespace') ?? 'default',
  }),
  tell: (block) => {
    if (block.flag('create') === false || block.flag('create_role') !== true) return;
    const [name, path] = [roleName(block), block.text('role_path')];
    const operator = block.text('assume_role_condition_test') ?? 'StringEquals';
    const inside = block.text('namespace') ?? 'default';
    const accounts = block.entries('oidc_providers').map(([, one]) => {
      const subject = `system:serviceaccount:${one.text('namespace') ?? inside}:${one.text('service_account') ?? ''}`;
      return admitAccounts(one.text('provider_arn') ?? '', [subject], one.evidence, operator);
    });
    const trust = [...admitSelf(block, roleArn(block, name, path), 'allow_self_assume_role'), ...accounts];
    const draft = tellRole(block, { name, path, trust, boundary: block.text('role_permissions_boundary_arn') });
    attachAll(block, draft, block.at('role_policies'));
    if (block.flag('create_policy') !== false)
      giveInline(block, draft, ['source_policy_documents', 'override_policy_documents'], 'policy_statements');
  },
};
