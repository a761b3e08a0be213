import { admitServices } from '../../../../cloud/stack/policies.ts';
import type { Block } from '../block.ts';
import type { View } from '../view.ts';
import { attachAll, tellRole } from './role.ts';

interface Groups {
  readonly list: string;
  readonly defaults: string;
  /** What the name of a group's role ends with. */
  readonly suffix: string;
  readonly service: string;
  readonly policies: readonly string[];
  readonly machines: boolean;
}

const NODE = ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryReadOnly', 'AmazonEKS_CNI_Policy'];
const KINDS: readonly Groups[] = [
  { list: 'eks_managed_node_groups', defaults: 'eks_managed_node_group_defaults', suffix: 'eks-node-group', service: 'ec2.amazonaws.com', policies: NODE, machines: true },
  { list: 'self_managed_node_groups', defaults: 'self_managed_node_group_defaults', suffix: 'node-group', service: 'ec2.amazonaws.com', policies: NODE, machines: true },
  { list: 'fargate_profiles', defaults: 'fargate_profile_defaults', suffix: 'fargate', service: 'eks-fargate-pods.amazonaws.com', policies: ['AmazonEKSFargatePodExecutionRolePolicy'], machines: false },
]; // prettier-ignore

/** Node groups of terraform-aws-modules/eks/aws: each makes a role with the policies that a node needs, and machines that hand it out. */
export function tellNodes(block: Block, cluster: string): void {
  for (const groups of KINDS)
    for (const [key, group] of block.entries(groups.list)) tellGroup(block, groups, key, group, cluster);
}

function tellGroup(block: Block, groups: Groups, key: string, group: View, cluster: string): void {
  const defaults = block.at(groups.defaults);
  const flag = (name: string): boolean | undefined => group.flag(name) ?? defaults?.flag(name);
  const text = (name: string): string | undefined => group.text(name) ?? defaults?.text(name);
  if (group.flag('create') === false) return;
  const name = group.text('name') ?? key;
  const arn = flag('create_iam_role') === false ? text('iam_role_arn') : roleOf(block, groups, name, group, defaults);
  if (!groups.machines) return;
  const draft = block.stack.resource('ec2', 'launch-template', `${name}-${block.made(` ${key}`)}`, { ...block.piece, evidence: group.evidence }); // prettier-ignore
  if (arn !== undefined) draft.role = arn;
  draft.cluster = cluster;
  draft.metadata = metadataOf(block, group.at('metadata_options') ?? defaults?.at('metadata_options'));
}

function roleOf(block: Block, groups: Groups, name: string, group: View, defaults: View | undefined): string {
  const own = group.text('iam_role_name') ?? defaults?.text('iam_role_name') ?? `${name}-${groups.suffix}`;
  const unique = group.flag('iam_role_use_name_prefix') ?? defaults?.flag('iam_role_use_name_prefix') ?? true;
  const { evidence } = group;
  const draft = tellRole(block, {
    name: unique ? `${own}-${block.made(` ${name}`)}` : own,
    path: group.text('iam_role_path') ?? defaults?.text('iam_role_path'),
    trust: [admitServices([groups.service], evidence)],
    boundary: group.text('iam_role_permissions_boundary') ?? defaults?.text('iam_role_permissions_boundary'),
  });
  for (const policy of groups.policies) draft.attached.set(`arn:aws:iam::aws:policy/${policy}`, evidence);
  attachAll(block, draft, group.at('iam_role_additional_policies') ?? defaults?.at('iam_role_additional_policies'));
  return draft.arn;
}

/** Unless told otherwise the module asks for tokens and allows two hops, so that pods reach the metadata service; one hop from version 21 on. */
function metadataOf(
  block: Block,
  at: View | undefined,
): { tokens: 'required' | 'optional'; hops?: number; off: boolean } {
  const major = Number(/\d+/u.exec(block.resource.version ?? '')?.[0] ?? '0');
  const hops = Number(at?.text('http_put_response_hop_limit') ?? (major >= 21 ? 1 : 2));
  return {
    tokens: at?.text('http_tokens') === 'optional' ? 'optional' : 'required',
    ...(Number.isInteger(hops) ? { hops } : {}),
    off: at?.text('http_endpoint') === 'disabled',
  };
}
