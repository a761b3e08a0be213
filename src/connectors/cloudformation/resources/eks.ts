import { accessOf } from '../../../cloud/stack/cluster-access.ts';
import { accountIn } from '../../../cloud/stack/arns.ts';
import { tellAwsPodIdentity } from '../../../cloud/tell/aws.ts';
import { notResolved, type Part } from './part.ts';

/** AWS::EKS::PodIdentityAssociation: an account of a cluster receives the role. */
export function tellAssociation(part: Part): void {
  const { props, piece, stack } = part;
  const [cluster, namespace, serviceAccount] = ['ClusterName', 'Namespace', 'ServiceAccount'].map((key) => props.text(key)); // prettier-ignore
  const role = props.text('RoleArn');
  if (cluster === undefined || namespace === undefined || serviceAccount === undefined || role === undefined) {
    notResolved(part, 'a pod identity association lacks its cluster, account or role', props.evidence.line);
    return;
  }
  const { environment, evidence } = piece;
  const confidence = piece.uncertain === undefined ? 'configured' : 'possible';
  const told = { cluster, namespace, serviceAccount, role, environment, evidence: [evidence], confidence } as const;
  tellAwsPodIdentity(stack.estate, told, accountIn(role) ?? piece.account);
  stack.count();
}

/** AWS::EKS::AccessEntry: what an identity of the account may do in the cluster. */
export function tellAccessEntry(part: Part): void {
  const { props, piece, stack, realm } = part;
  const [cluster, principal] = [props.text('ClusterName'), props.text('PrincipalArn')];
  if (cluster === undefined || principal === undefined) return;
  stack.later(() => {
    accessOf(stack, {
      cluster,
      principal,
      groups: props.texts('KubernetesGroups'),
      policies: props.items('AccessPolicies').map((one) => ({
        arn: one.text('PolicyArn') ?? '',
        namespaces:
          one.text('AccessScope', 'Type') === 'namespace' ? one.texts('AccessScope', 'Namespaces') : undefined,
      })),
      realm,
      piece,
    });
  });
}
