import { allow } from '../../../../cloud/stack/policies.ts';
import type { AwsStatement } from '../../../../model/aws-policy.ts';
import type { Block } from '../block.ts';
import type { Module } from './module.ts';
import { attachAll, roleArn, tellRole } from './role.ts';

const roleName = (block: Block): string => block.named('role_name', 'role_name_prefix');

/** Ready policies that a switch attaches. */
const READY = [
  ['attach_admin_policy', 'admin_role_policy_arn', 'AdministratorAccess'],
  ['attach_poweruser_policy', 'poweruser_role_policy_arn', 'PowerUserAccess'],
  ['attach_readonly_policy', 'readonly_role_policy_arn', 'ReadOnlyAccess'],
] as const;

/** terraform-aws-modules/iam/aws//modules/iam-assumable-role: trusted ARNs and services, with a second factor unless it is switched off. */
export const assumable: Module = {
  outputs: (block) => ({
    iam_role_arn: roleArn(block, roleName(block), block.text('role_path')),
    iam_role_name: roleName(block),
  }),
  tell: (block) => {
    if (block.flag('create_role') !== true) return;
    const { piece, stack } = block;
    const path = block.text('role_path');
    const draft = tellRole(block, { name: roleName(block), path, trust: trustOf(block), boundary: block.text('role_permissions_boundary_arn') }); // prettier-ignore
    const custom = block.policy('trust', 'custom_role_trust_policy');
    if (custom) draft.trust = custom;
    attachAll(block, draft, block.at('custom_role_policy_arns'));
    for (const [input, other, name] of READY) {
      const at = block.at(input);
      if (at?.flag() === true) draft.attached.set(block.text(other) ?? `arn:aws:iam::aws:policy/${name}`, at.evidence);
    }
    if (block.flag('create_instance_profile') === true) stack.profile(draft.name, draft.name, piece, path);
  },
};

function trustOf(block: Block): readonly AwsStatement[] {
  const actions = block.at('trusted_role_actions') ? block.texts('trusted_role_actions') : ['sts:AssumeRole', 'sts:TagSession']; // prettier-ignore
  const factor = block.flag('role_requires_mfa') ?? true;
  const external = block.texts('role_sts_externalid');
  const [arns, services] = [block.at('trusted_role_arns'), block.at('trusted_role_services')];
  const statements: AwsStatement[] = [];
  if (arns && arns.texts().length > 0)
    statements.push(
      allow(
        {
          actions,
          principals: { aws: arns.texts() },
          conditions: [
            ...(factor ? [['Bool', 'aws:MultiFactorAuthPresent', ['true']] as const] : []),
            ...(external.length > 0 ? [['StringEquals', 'sts:ExternalId', external] as const] : []),
          ],
        },
        arns.evidence,
      ),
    );
  if (services && services.texts().length > 0)
    statements.push(allow({ actions, principals: { service: services.texts() } }, services.evidence));
  return statements;
}
