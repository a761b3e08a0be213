import { awsIdentityId } from '../../../../cloud/tell/aws.ts';
import { accountIn } from '../../../../cloud/stack/arns.ts';
import { isUnknown } from '../../../../cloud/stack/stack.ts';
import { printHoles } from '../../../../model/hole.ts';
import { nodeId } from '../../../../model/id.ts';
import type { Block } from '../block.ts';

/** The annotation that asks for a role (EKS user guide, "IAM roles for service accounts"). */
const ROLE = 'eks.amazonaws.com/role-arn';

/** A service account that Terraform creates in a cluster: the same node as in its manifests, and what it asks for. */
export function tellServiceAccount(block: Block): void {
  const { stack, piece, telling } = block;
  const { estate } = stack;
  const name = block.text('metadata', 0, 'name');
  if (name === undefined) return;
  const namespace = block.text('metadata', 0, 'namespace') ?? 'default';
  const { realm } = telling;
  const place = { realm, environment: piece.environment, evidence: [piece.evidence] };
  const [inside, called] = [printHoles(namespace), printHoles(name)];
  const id = nodeId('k8s', 'ServiceAccount', realm, inside, called);
  const node = estate.node({ id, kind: 'K8sServiceAccount', name: called, namespace: inside, ...place });
  stack.count();
  const at = block.at('metadata', 0, 'annotations', ROLE);
  const role = at?.text();
  if (at === undefined || role === undefined || role === '') return;
  if (isUnknown(role)) {
    block.note(`the role that the service account asks for is not known: ${role}`, at.evidence.line, at.evidence.file);
    return;
  }
  const account = accountIn(role) ?? piece.account;
  const to = estate.node({
    id: awsIdentityId('role', account, role),
    kind: 'CloudRole',
    name: printHoles(role.split('/').at(-1) ?? role),
    realm: printHoles(account),
    environment: 'unknown',
    evidence: [at.evidence],
    implied: true,
  });
  const when = 'the trust policy of the role admits this account';
  const confidence = piece.uncertain === undefined ? 'configured' : 'possible';
  estate.edge({ kind: 'IRSA', from: node, to, confidence, precondition: when, evidence: [at.evidence] });
  estate.fact({
    fact: 'federation',
    kind: 'IRSA',
    node,
    to,
    target: role,
    subjects: [`system:serviceaccount:${namespace}:${name}`],
    audience: 'sts.amazonaws.com',
    precondition: when,
    evidence: [at.evidence],
    confidence,
  });
}
