import { arnOf } from '../../../../cloud/stack/arns.ts';
import { allow, type Given } from '../../../../cloud/stack/policies.ts';
import type { Block } from '../block.ts';
import type { Module } from './module.ts';
import { attachAll, roleArn, tellRole } from './role.ts';

const bare = (url: string): string => url.replace(/^https:\/\//u, '');
const provider = (block: Block, issuer: string): string =>
  arnOf('iam/oidc-provider', issuer, { ...block.piece, account: block.text('aws_account_id') ?? block.piece.account }) ?? issuer; // prettier-ignore
const condition = (operator: string, key: string, values: readonly string[]): NonNullable<Given['conditions']> =>
  values.length === 0 ? [] : [[operator, key, values]];

const assumableName = (block: Block): string => block.named('role_name', 'role_name_prefix');

/** terraform-aws-modules/iam/aws//modules/iam-assumable-role-with-oidc. */
export const assumableWithOidc: Module = {
  outputs: (block) => ({
    iam_role_arn: roleArn(block, assumableName(block), block.text('role_path')),
    iam_role_name: assumableName(block),
  }),
  tell: (block) => {
    if (block.flag('create_role') === false) return;
    const urls = [...block.texts('provider_url'), ...block.texts('provider_urls')]
      .map(bare)
      .filter((url) => url !== '');
    const { evidence } = block.at('provider_url') ?? block.at('provider_urls') ?? block;
    const trust = [...new Set(urls)].map((issuer) =>
      allow(
        {
          actions: ['sts:AssumeRoleWithWebIdentity'],
          principals: { federated: [provider(block, issuer)] },
          conditions: [
            ...condition('StringEquals', `${issuer}:sub`, block.texts('oidc_fully_qualified_subjects')),
            ...condition('StringLike', `${issuer}:sub`, block.texts('oidc_subjects_with_wildcards')),
            ...condition('StringLike', `${issuer}:aud`, block.texts('oidc_fully_qualified_audiences')),
          ],
        },
        evidence,
      ),
    );
    const path = block.text('role_path');
    const draft = tellRole(block, { name: assumableName(block), path, trust, boundary: block.text('role_permissions_boundary_arn') }); // prettier-ignore
    attachAll(block, draft, block.at('role_policy_arns'));
  },
};

const GITHUB = 'token.actions.githubusercontent.com';

/** terraform-aws-modules/iam/aws//modules/iam-github-oidc-role. */
export const githubRole: Module = {
  outputs: (block) => {
    const name = block.named('name', 'name_prefix');
    return { arn: roleArn(block, name, block.text('path')), name };
  },
  tell: (block) => {
    if (block.flag('create') === false) return;
    const issuer = bare(block.text('provider_url') ?? GITHUB);
    const at = block.at('subjects');
    const trust = allow(
      {
        actions: ['sts:TagSession', 'sts:AssumeRoleWithWebIdentity'],
        principals: { federated: [provider(block, issuer)] },
        conditions: [
          ['ForAllValues:StringEquals', `${GITHUB}:iss`, [`http://${GITHUB}`]],
          ['ForAllValues:StringEquals', `${issuer}:aud`, [block.text('audience') ?? 'sts.amazonaws.com']],
          ['StringLike', `${issuer}:sub`, block.texts('subjects').map((one) => `repo:${one.replace(/^repo:/u, '')}`)],
        ],
      },
      (at ?? block).evidence,
    );
    const name = block.named('name', 'name_prefix');
    const draft = tellRole(block, { name, path: block.text('path'), trust: [trust], boundary: block.text('permissions_boundary_arn') }); // prettier-ignore
    attachAll(block, draft, block.at('policies'));
  },
};
