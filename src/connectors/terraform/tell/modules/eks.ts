import { arnOf } from '../../../../cloud/stack/arns.ts';
import { admitServices } from '../../../../cloud/stack/policies.ts';
import type { Block } from '../block.ts';
import { access } from '../families/eks.ts';
import { tellProvider } from '../families/iam.ts';
import { knownCluster } from '../families/things.ts';
import type { Module } from './module.ts';
import { tellNodes } from './eks-nodes.ts';
import { attachAll, roleArn, tellRole } from './role.ts';

const nameOf = (block: Block): string => block.text('cluster_name') ?? block.text('name') ?? block.made();
const issuerOf = (block: Block): string => block.made(' issuer');
const providerArn = (block: Block): string | undefined => arnOf('iam/oidc-provider', issuerOf(block), block.piece);
const clusterRole = (block: Block): string => {
  const name = block.text('iam_role_name') ?? `${nameOf(block)}-cluster`;
  return (block.flag('iam_role_use_name_prefix') ?? true) ? `${name}-${block.made(' cluster role')}` : name;
};

/** terraform-aws-modules/eks/aws: the cluster, its issuer, its own role, the roles of its nodes and who may enter it. */
export const eks: Module = {
  outputs: (block) => ({
    cluster_name: nameOf(block),
    cluster_id: nameOf(block),
    cluster_arn: arnOf('eks/cluster', nameOf(block), block.piece),
    cluster_version: block.text('cluster_version') ?? block.text('kubernetes_version'),
    oidc_provider: issuerOf(block),
    cluster_oidc_issuer_url: `https://${issuerOf(block)}`,
    oidc_provider_arn: providerArn(block),
    cluster_iam_role_name: clusterRole(block),
    cluster_iam_role_arn: roleArn(block, clusterRole(block), block.text('iam_role_path')),
  }),
  tell: (block) => {
    if (block.flag('create') === false) return;
    const { stack, piece } = block;
    const draft = stack.resource('eks', 'cluster', nameOf(block), piece);
    draft.tags = block.tags();
    knownCluster(block, draft, nameOf(block));
    draft.role = tellClusterRole(block) ?? block.text('iam_role_arn') ?? '';
    if (draft.role === '') delete draft.role;
    const provider = providerArn(block);
    if (provider !== undefined && block.flag('enable_irsa') !== false)
      tellProvider(block, provider, ['sts.amazonaws.com'], nameOf(block));
    tellNodes(block, nameOf(block));
    tellAccess(block);
  },
};

function tellClusterRole(block: Block): string | undefined {
  if (block.flag('create_iam_role') === false) return undefined;
  const trust = [admitServices(['eks.amazonaws.com'], block.piece.evidence)];
  const draft = tellRole(block, { name: clusterRole(block), path: block.text('iam_role_path'), trust, boundary: block.text('iam_role_permissions_boundary') }); // prettier-ignore
  draft.attached.set('arn:aws:iam::aws:policy/AmazonEKSClusterPolicy', block.piece.evidence);
  attachAll(block, draft, block.at('iam_role_additional_policies'));
  return draft.arn;
}

function tellAccess(block: Block): void {
  const cluster = nameOf(block);
  for (const [, entry] of block.entries('access_entries')) {
    const policies = entry.entries('policy_associations').map(([, one]) => ({
      arn: one.text('policy_arn') ?? '',
      namespaces:
        one.text('access_scope', 'type') === 'namespace' ? one.texts('access_scope', 'namespaces') : undefined,
    }));
    access(block, entry.texts('kubernetes_groups'), policies, entry.text('principal_arn') ?? '', cluster);
  }
  for (const [list, key] of [['aws_auth_roles', 'rolearn'], ['aws_auth_users', 'userarn']] as const)
    for (const one of block.each(list)) access(block, one.texts('groups'), [], one.text(key) ?? '', cluster); // prettier-ignore
}
