import type { AwsPodIdentityFact } from '../../../model/aws-facts.ts';
import { hasHole, printHoles } from '../../../model/hole.ts';
import { askOf } from '../ask.ts';
import type { Granted } from '../granted.ts';
import { contextOf } from '../request.ts';
import type { Deriving } from '../deriving.ts';
import type { AwsIdentity, World } from '../world/types.ts';
import { findRole } from './find-role.ts';
import { impliedAccount, serviceAccounts } from './service-accounts.ts';
import { tellAdmitted } from './tell.ts';

const SERVICE = 'pods.eks.amazonaws.com';

/** EKS Pod Identity: an association, and a trust policy that lets the service take on the role and tag the session (EKS user guide). */
export function derivePodIdentity(deriving: Deriving): void {
  const { world, estate } = deriving;
  if (world.associations.length === 0) return;
  const accounts = serviceAccounts(estate);
  for (const fact of world.associations) {
    const { namespace, serviceAccount, cluster } = fact;
    const role = findRole(world, fact.role);
    const granted = role ? admitted(world, role, fact) : undefined;
    if (role && !granted) continue;
    const same = accounts.get(`system:serviceaccount:${namespace}:${serviceAccount}`) ?? [];
    const here = same.filter(({ realm }) => realm === cluster);
    const meant = here.length > 0 ? here : same;
    const ends = meant.map(({ node, realm }) => ({
      node,
      when: realm === cluster ? [] : [`cluster ${realm} is ${printHoles(cluster)}`],
    }));
    if (ends.length === 0)
      ends.push({ node: impliedAccount(estate, cluster, namespace, serviceAccount, fact.evidence), when: [] });
    for (const { node, when } of ends)
      if (role && granted) tellAdmitted(deriving, 'POD_IDENTITY', node, role, granted, fact.evidence, when);
      else
        estate.edge({
          kind: 'POD_IDENTITY', from: node, to: fact.node, confidence: 'configured', evidence: fact.evidence,
          precondition: [`the trust policy of the role admits ${SERVICE}`, ...when].join('; '),
        }); // prettier-ignore
  }
}

function admitted(world: World, role: AwsIdentity, fact: AwsPodIdentityFact): Granted | undefined {
  if (!role.trust)
    return {
      confidence: 'possible',
      precondition: `the trust policy of the role admits ${SERVICE}`,
      evidence: [],
      by: [],
    };
  const target = { resource: role.arn, account: role.account.id, policy: role.trust };
  const tags: readonly (readonly [key: string, value: string])[] = [
    ['aws:RequestTag/eks-cluster-name', fact.cluster],
    ['aws:RequestTag/kubernetes-namespace', fact.namespace],
    ['aws:RequestTag/kubernetes-service-account', fact.serviceAccount],
    ['aws:SourceAccount', role.account.id],
  ];
  const known = Object.fromEntries(tags.filter(([, value]) => !hasHole(value)).map(([key, value]) => [key, [value]]));
  const context = contextOf(world, undefined, role.account.id, { ...known, 'aws:PrincipalIsAWSService': ['true'] });
  const answers = ['sts:AssumeRole', 'sts:TagSession'].map((action) =>
    askOf(
      world,
      {
        caller: { type: 'service', name: SERVICE },
        action,
        resource: role.arn,
        resourceAccount: role.account.id,
        context,
      },
      { identity: [] },
      target,
    ),
  );
  const [assume, tag] = answers;
  if (!assume || !tag) return undefined;
  return tag.confidence === 'possible' ? { ...tag, evidence: assume.evidence } : assume;
}
