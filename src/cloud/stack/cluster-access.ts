import { awsIdentityId } from '../tell/aws.ts';
import type { Confidence } from '../../model/evidence.ts';
import { printHoles } from '../../model/hole.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import { isUnknown, type AwsStack } from './stack.ts';
import { accountIn } from './arns.ts';
import type { Piece } from './drafts.ts';

export interface ClusterAccess {
  readonly cluster: string;
  /** ARN of a role or user. */
  readonly principal: string;
  readonly groups: readonly string[];
  /** Access policies with the namespaces that they are for; none: for the whole cluster. */
  readonly policies: readonly { readonly arn: string; readonly namespaces: readonly string[] | undefined }[];
  /** Of the Kubernetes things of the cluster. */
  readonly realm: string;
  readonly piece: Piece;
}

/** Access policies that give every right (EKS user guide, "Review access policy permissions"). */
const ADMIN = /\/AmazonEKSClusterAdminPolicy$/u;
const NAMESPACE_ADMIN = /\/AmazonEKS(?:Cluster)?AdminPolicy$/u;

/**
 * What an access entry gives (EKS user guide, "Grant IAM users and roles access to Kubernetes APIs"): groups, whose rights the bindings of the
 * cluster say, and access policies. Of policies only those of administrators are told.
 */
export function accessOf(
  stack: AwsStack,
  { cluster, principal, groups, policies, realm, piece }: ClusterAccess,
): boolean {
  const from = principalNode(stack, principal, piece);
  if (from === undefined) return false;
  const { estate } = stack;
  const evidence = [piece.evidence];
  const standing: { confidence: Confidence; precondition?: string } =
    piece.uncertain === undefined
      ? { confidence: 'configured' }
      : { confidence: 'possible', precondition: piece.uncertain };
  const place = { realm, environment: piece.environment, evidence, implied: true as const };
  for (const group of groups.map(printHoles)) {
    const to = estate.node({ id: nodeId('k8s', 'Group', realm, group), kind: 'Group', name: group, ...place });
    estate.edge({ kind: 'MEMBER_OF', from, to, ...standing, evidence });
  }
  for (const { arn, namespaces } of policies) {
    if (namespaces === undefined && ADMIN.test(arn)) {
      const draft = stack.resourceAt('eks', 'cluster', cluster, piece);
      if (draft) estate.edge({ kind: 'CLUSTER_ADMIN', from, to: stack.idOf(draft), ...standing, evidence });
    }
    if (namespaces !== undefined && NAMESPACE_ADMIN.test(arn))
      for (const name of namespaces.map(printHoles)) {
        const to = estate.node({ id: nodeId('k8s', 'Namespace', realm, name), kind: 'Namespace', name, ...place });
        estate.edge({ kind: 'NAMESPACE_ADMIN', from, to, ...standing, evidence });
      }
  }
  return true;
}

function principalNode(stack: AwsStack, principal: string, piece: Piece): NodeId | undefined {
  if (isUnknown(principal)) return undefined;
  const type = /:user\//u.test(principal) ? 'user' : 'role';
  const arn = stack.arnAt(`iam/${type}`, principal, piece) ?? principal;
  if (!arn.startsWith('arn:')) return undefined;
  const account = accountIn(arn) ?? piece.account;
  return stack.estate.node({
    id: awsIdentityId(type, account, arn),
    kind: type === 'user' ? 'CloudUser' : 'CloudRole',
    name: printHoles(arn.split('/').at(-1) ?? arn),
    realm: printHoles(account),
    environment: 'unknown',
    evidence: [piece.evidence],
    implied: true,
  });
}
