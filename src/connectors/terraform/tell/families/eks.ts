import { accountIn } from '../../../../cloud/stack/arns.ts';
import { accessOf } from '../../../../cloud/stack/cluster-access.ts';
import { isUnknown } from '../../../../cloud/stack/stack.ts';
import { tellAwsPodIdentity } from '../../../../cloud/tell/aws.ts';
import type { Block } from '../block.ts';

/** One association of EKS Pod Identity, whoever writes it down. */
export function tellAssociation(
  block: Block,
  of: {
    cluster?: string | undefined;
    namespace?: string | undefined;
    account?: string | undefined;
    role?: string | undefined;
  },
): void {
  // prettier-ignore
  const { cluster, namespace, account: serviceAccount, role } = of;
  const { stack, piece } = block;
  if (
    cluster === undefined ||
    namespace === undefined ||
    serviceAccount === undefined ||
    role === undefined ||
    isUnknown(role)
  ) {
    block.note('a pod identity association whose cluster, account or role is not known');
    return;
  }
  const confidence = piece.uncertain === undefined ? 'configured' : 'possible';
  const told = { cluster, namespace, serviceAccount, role, environment: piece.environment, evidence: [piece.evidence], confidence } as const; // prettier-ignore
  tellAwsPodIdentity(stack.estate, told, accountIn(role) ?? piece.account);
  stack.count();
}

export const EKS: Readonly<Record<string, (block: Block) => void>> = {
  aws_eks_pod_identity_association: (block) => {
    const [cluster, namespace, account, role] = ['cluster_name', 'namespace', 'service_account', 'role_arn'].map((name) => block.text(name)); // prettier-ignore
    tellAssociation(block, { cluster, namespace, account, role });
  },
  aws_eks_access_entry: (block) => {
    access(block, block.texts('kubernetes_groups'), []);
  },
  aws_eks_access_policy_association: (block) => {
    const scope = block.at('access_scope', 0);
    const namespaces = scope?.text('type') === 'namespace' ? scope.texts('namespaces') : undefined;
    access(block, [], [{ arn: block.text('policy_arn') ?? '', namespaces }]);
  },
};

export function access(
  block: Block,
  groups: readonly string[],
  policies: readonly { readonly arn: string; readonly namespaces: readonly string[] | undefined }[],
  principal = block.text('principal_arn') ?? '',
  cluster = block.text('cluster_name') ?? '',
): void {
  block.stack.later(() => {
    const { telling, piece } = block;
    if (!accessOf(block.stack, { cluster, principal, groups, policies, realm: telling.realm, piece }))
      block.note(`whose access entry it is is not known: ${principal}`);
  });
}
