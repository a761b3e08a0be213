import { admitPods } from '../../../../cloud/stack/policies.ts';
import type { Block } from '../block.ts';
import { tellAssociation } from '../families/eks.ts';
import { giveInline, own, prefixed } from './irsa.ts';
import type { Module } from './module.ts';
import { attachAll, roleArn, tellRole } from './role.ts';

const roleName = (block: Block): string => prefixed(block, 'name', 'use_name_prefix');

/** terraform-aws-modules/eks-pod-identity/aws: a role and the service accounts that receive it. */
export const podIdentity: Module = {
  outputs: (block) => ({
    iam_role_arn: roleArn(block, roleName(block), block.text('path')),
    iam_role_name: roleName(block),
  }),
  tell: (block) => {
    if (block.flag('create') === false) return;
    const [name, path] = [roleName(block), block.text('path')];
    const trust = [admitPods(block.piece.evidence)];
    const draft = tellRole(block, { name, path, trust, boundary: block.text('permissions_boundary_arn') });
    attachAll(block, draft, block.at('additional_policy_arns'));
    if (block.flag('attach_custom_policy') === true)
      giveInline(block, draft, ['source_policy_documents', 'override_policy_documents'], 'policy_statements');
    own(block, draft);
    const all = block.at('association_defaults');
    for (const [, one] of block.entries('associations')) {
      const text = (key: string): string | undefined => one.text(key) ?? all?.text(key);
      tellAssociation(block, {
        cluster: text('cluster_name'),
        namespace: text('namespace'),
        account: text('service_account'),
        role: draft.arn,
      });
    }
  },
};
