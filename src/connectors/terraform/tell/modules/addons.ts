import { admitAccounts, admitServices } from '../../../../cloud/stack/policies.ts';
import type { Block } from '../block.ts';
import type { View } from '../view.ts';
import { giveOwn } from './documented.ts';
import type { Module } from './module.ts';
import { attachAll, roleArn, tellRole } from './role.ts';

interface Addon {
  /** The input that configures it; `enable_<input>` switches it on. */
  readonly input: string;
  readonly role: string;
  readonly namespace: string;
  /** Service accounts with the setting that renames each. */
  readonly accounts: readonly (readonly [setting: string, name: string])[];
  readonly policies?: readonly string[];
  /** Of the table of documented policies. */
  readonly own?: string;
  /** An input without which no role is made. */
  readonly needs?: string;
}

const SA = 'service_account_name';

/** Add-ons with a role of their own (aws-ia/eks-blueprints-addons, its inputs and main.tf). */
const ADDONS: readonly Addon[] = [
  { input: 'aws_cloudwatch_metrics', role: 'aws-cloudwatch-metrics', namespace: 'amazon-cloudwatch', accounts: [[SA, 'aws-cloudwatch-metrics']], policies: ['CloudWatchAgentServerPolicy'] },
  { input: 'aws_efs_csi_driver', role: 'aws-efs-csi-driver', namespace: 'kube-system', accounts: [['controller_service_account_name', 'efs-csi-controller-sa'], ['node_service_account_name', 'efs-csi-node-sa']], own: 'efs_own' },
  { input: 'aws_for_fluentbit', role: 'aws-for-fluent-bit', namespace: 'kube-system', accounts: [[SA, 'aws-for-fluent-bit-sa']], own: 'fluentbit' },
  { input: 'aws_fsx_csi_driver', role: 'aws-fsx-csi-driver', namespace: 'kube-system', accounts: [['controller_service_account_name', 'aws-fsx-csi-controller-sa'], ['node_service_account_name', 'aws-fsx-csi-node-sa']], own: 'fsx_own' },
  { input: 'aws_load_balancer_controller', role: 'alb-controller', namespace: 'kube-system', accounts: [[SA, 'aws-load-balancer-controller-sa']], own: 'load_balancer_controller' },
  { input: 'aws_node_termination_handler', role: 'aws-node-termination-handler', namespace: 'aws-node-termination-handler', accounts: [[SA, 'aws-node-termination-handler-sa']], own: 'node_termination_handler' },
  { input: 'aws_privateca_issuer', role: 'aws-privateca-issuer', namespace: 'kube-system', accounts: [[SA, 'aws-privateca-issuer-sa']], own: 'private_ca' },
  { input: 'cert_manager', role: 'cert-manager', namespace: 'cert-manager', accounts: [[SA, 'cert-manager']], own: 'cert_manager', needs: 'cert_manager_route53_hosted_zone_arns' },
  { input: 'cluster_autoscaler', role: 'cluster-autoscaler', namespace: 'kube-system', accounts: [[SA, 'cluster-autoscaler-sa']], own: 'cluster_autoscaler' },
  { input: 'external_dns', role: 'external-dns', namespace: 'external-dns', accounts: [[SA, 'external-dns-sa']], own: 'external_dns', needs: 'external_dns_route53_zone_arns' },
  { input: 'external_secrets', role: 'external-secrets', namespace: 'external-secrets', accounts: [[SA, 'external-secrets-sa']], own: 'external_secrets' },
  { input: 'karpenter', role: 'karpenter', namespace: 'karpenter', accounts: [[SA, 'karpenter']], own: 'karpenter_controller' },
  { input: 'velero', role: 'velero', namespace: 'velero', accounts: [['service_account_name', 'velero-server']], own: 'velero' },
  { input: 'aws_gateway_api_controller', role: 'aws-gateway-api-controller', namespace: 'aws-application-networking-system', accounts: [[SA, 'gateway-api-controller']], own: 'gateway_controller' },
]; // prettier-ignore

const NODE = ['AmazonEKSWorkerNodePolicy', 'AmazonEKS_CNI_Policy', 'AmazonEC2ContainerRegistryReadOnly'];

function nodeRole(block: Block): string {
  const name = block.text('karpenter_node', 'iam_role_name') ?? `karpenter-${block.text('cluster_name') ?? ''}`;
  return (block.flag('karpenter_node', 'iam_role_use_name_prefix') ?? true) ? `${name}-${block.made(' node')}` : name;
}

/** aws-ia/eks-blueprints-addons/aws: add-ons of a cluster, each with a role for its service accounts. */
export const addons: Module = {
  outputs: (block) => {
    const outputs: Record<string, string | undefined> = {
      'karpenter.node_iam_role_arn': roleArn(block, nodeRole(block), undefined),
      'karpenter.node_iam_role_name': nodeRole(block),
    };
    for (const one of ADDONS) {
      outputs[`${one.input}.iam_role_arn`] = roleArn(block, roleName(block, one), undefined);
      outputs[`${one.input}.namespace`] = block.text(one.input, 'namespace') ?? one.namespace;
    }
    for (const name of ['kube_prometheus_stack', 'ingress_nginx', 'argocd'])
      outputs[`${name}.namespace`] = block.text(name, 'namespace');
    return outputs;
  },
  tell: (block) => {
    for (const one of ADDONS) {
      const enabled = block.at(`enable_${one.input}`);
      if (enabled && enabled.flag() !== false) tellAddon(block, one, enabled);
    }
    const karpenter = block.at('enable_karpenter');
    if (karpenter?.flag() !== true || block.flag('karpenter_node', 'create_iam_role') === false) return;
    const trust = [admitServices(['ec2.amazonaws.com'], karpenter.evidence)];
    const draft = tellRole(block, { name: nodeRole(block), trust });
    for (const name of NODE) draft.attached.set(`arn:aws:iam::aws:policy/${name}`, karpenter.evidence);
    attachAll(block, draft, block.at('karpenter_node', 'iam_role_additional_policies'));
    block.stack.profile(nodeRole(block), nodeRole(block), block.piece);
  },
};

function roleName(block: Block, { input, role }: Addon): string {
  const name = block.text(input, 'role_name') ?? role;
  return (block.flag(input, 'role_name_use_prefix') ?? true) ? `${name}-${block.made(` ${input}`)}` : name;
}

function tellAddon(block: Block, addon: Addon, at: View): void {
  const { input, namespace, accounts, own, policies, needs } = addon;
  if (block.flag(input, 'create_role') === false) return;
  if (needs !== undefined && block.texts(needs).length === 0) return;
  const inside = block.text(input, 'namespace') ?? namespace;
  const subjects = accounts.map(([setting, name]) => `system:serviceaccount:${inside}:${block.text(input, setting) ?? name}`); // prettier-ignore
  const provider = block.text('oidc_provider_arn');
  const trust =
    provider === undefined ? [] : subjects.map((subject) => admitAccounts(provider, [subject], at.evidence));
  const draft = tellRole(block, { name: roleName(block, addon), path: block.text(input, 'role_path'), trust, boundary: block.text(input, 'role_permissions_boundary_arn') }); // prettier-ignore
  if (at.flag() === undefined) draft.uncertain = true;
  const given = block.at(input, 'role_policies');
  if (given) attachAll(block, draft, given);
  else for (const name of policies ?? []) draft.attached.set(`arn:aws:iam::aws:policy/${name}`, at.evidence);
  if (own !== undefined) giveOwn(draft, own, block, at.evidence);
  for (const index of block.each(input, 'source_policy_documents').keys()) {
    const policy = block.policy(`${input} policy`, input, 'source_policy_documents', index);
    if (policy) draft.inline.push(policy);
  }
}
