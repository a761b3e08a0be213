import { admitAccounts, admitPods, admitServices } from '../../../../cloud/stack/policies.ts';
import type { Block } from '../block.ts';
import { tellAssociation } from '../families/eks.ts';
import { giveOwn } from './documented.ts';
import type { Module } from './module.ts';
import { attachAll, roleArn, tellRole } from './role.ts';

const controller = (block: Block): string => made(block, 'iam_role_name', 'KarpenterController', ' controller');
const node = (block: Block): string =>
  made(block, 'node_iam_role_name', `Karpenter-${block.text('cluster_name') ?? ''}`, ' node');

function made(block: Block, input: string, otherwise: string, what: string): string {
  const name = block.text(input) ?? otherwise;
  const use = input.replace(/_name$/u, '_use_name_prefix');
  return (block.flag(use) ?? true) ? `${name}-${block.made(what)}` : name;
}

/** terraform-aws-modules/eks/aws//modules/karpenter: the role of the controller and that of the nodes it starts. */
export const karpenter: Module = {
  outputs: (block) => ({
    iam_role_arn: roleArn(block, controller(block), undefined),
    iam_role_name: controller(block),
    irsa_arn: roleArn(block, controller(block), undefined),
    node_iam_role_arn: roleArn(block, node(block), undefined),
    node_iam_role_name: node(block),
    role_arn: roleArn(block, node(block), undefined),
    role_name: node(block),
  }),
  tell: (block) => {
    if (block.flag('create') === false) return;
    const { evidence } = block.piece;
    const provider = block.text('irsa_oidc_provider_arn');
    const accounts = block.texts('irsa_namespace_service_accounts');
    const named = (accounts.length > 0 ? accounts : ['karpenter:karpenter']).map(
      (one) => `system:serviceaccount:${one}`,
    );
    const trust = [admitPods(evidence), ...(provider === undefined ? [] : [admitAccounts(provider, named, evidence)])];
    const draft = tellRole(block, { name: controller(block), trust, boundary: block.text('iam_role_permissions_boundary_arn') }); // prettier-ignore
    giveOwn(draft, 'karpenter_controller', block, evidence);
    attachAll(block, draft, block.at('iam_role_policies') ?? block.at('policies'));
    if (block.flag('create_pod_identity_association') === true)
      tellAssociation(block, {
        cluster: block.text('cluster_name'),
        namespace: block.text('namespace') ?? 'kube-system',
        account: block.text('service_account') ?? 'karpenter',
        role: draft.arn,
      });
    if (block.flag('create_node_iam_role') === false) return;
    const nodes = tellRole(block, { name: node(block), trust: [admitServices(['ec2.amazonaws.com'], evidence)] });
    for (const name of ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryReadOnly', 'AmazonEKS_CNI_Policy'])
      nodes.attached.set(`arn:aws:iam::aws:policy/${name}`, evidence);
    attachAll(block, nodes, block.at('node_iam_role_additional_policies'));
  },
};
