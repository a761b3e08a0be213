import { printHoles } from '../../../model/hole.ts';
import type { FederationFact } from '../../../model/aws-facts.ts';
import type { NodeId } from '../../../model/id.ts';
import { parseId } from '../../../model/id.ts';
import { STS_AUDIENCE } from '../data/issuers.ts';
import type { Deriving } from '../deriving.ts';
import { isExact } from '../world/statements.ts';
import type { AwsIdentity } from '../world/types.ts';
import { findRole } from './find-role.ts';
import { impliedAccount, serviceAccounts, type ServiceAccount } from './service-accounts.ts';
import { best, decided, tellAdmitted, tellRefused } from './tell.ts';
import { admits, isOpen, type FederatedTrust } from './trusts.ts';

/**
 * Service accounts that become roles by a token of their cluster (EKS user guide, "IAM roles for service accounts"): those that say so, and those
 * that the trust policy admits although they do not. Which issuer is which cluster's is only sure where one cluster alone asks for the role.
 */
export function deriveIrsa(deriving: Deriving, trusts: readonly FederatedTrust[]): void {
  const clusters = trusts.filter((one) => one.of === 'cluster' || isOpen(one.issuer));
  const byRole = new Map<AwsIdentity, FederatedTrust[]>();
  for (const one of clusters) byRole.set(one.role, [...(byRole.get(one.role) ?? []), one]);
  const asking = new Map<AwsIdentity, FederationFact[]>();
  for (const fact of deriving.estate.allFacts()) {
    if (fact.fact !== 'federation' || fact.kind !== 'IRSA') continue;
    const role = findRole(deriving.world, fact.target);
    if (role?.trust) asking.set(role, [...(asking.get(role) ?? []), fact]);
  }
  const settled = new Set<string>();
  for (const [role, facts] of asking) {
    const realms = new Set(facts.map(({ node }) => parseId(node)?.realm));
    for (const fact of facts) {
      annotated(deriving, fact, role, byRole.get(role) ?? [], realms.size > 1);
      settled.add(`${fact.node} ${role.node}`);
    }
  }
  const accounts = serviceAccounts(deriving.estate);
  const all = [...accounts.values()].flat();
  for (const trust of clusters) if (trust.of === 'cluster') unannotated(deriving, trust, accounts, all, settled);
}

function annotated(
  deriving: Deriving,
  fact: FederationFact,
  role: AwsIdentity,
  trusts: readonly FederatedTrust[],
  manyRealms: boolean,
): void {
  const { subjects, audience = STS_AUDIENCE } = fact;
  const answers = trusts.flatMap((trust) =>
    subjects.map((subject) => admits(deriving.world, trust, { subject, audience })),
  );
  const granted = best(answers);
  decided(deriving, fact);
  if (!granted) {
    tellRefused(deriving, fact, role, refusal(fact, trusts));
    return;
  }
  const when = [
    ...(fact.confidence === 'possible' ? [fact.precondition] : []),
    ...(manyRealms ? ["the issuer that the role trusts is this cluster's; several clusters ask for the role"] : []),
  ];
  tellAdmitted(deriving, 'IRSA', fact.node, role, granted, fact.evidence, when);
}

function refusal({ subjects, audience = STS_AUDIENCE }: FederationFact, trusts: readonly FederatedTrust[]): string {
  const asks = `it asks as ${subjects.map(printHoles).join(', ')} for ${audience}`;
  if (trusts.length === 0) return `${asks}; the trust policy names no provider of a cluster`;
  const admitted = [...new Set(trusts.flatMap((one) => one.subjects))].map(printHoles);
  return `${asks}; the trust policy admits ${admitted.length === 0 ? 'other tokens' : admitted.join(', ')}`;
}

function unannotated(
  deriving: Deriving,
  trust: FederatedTrust,
  accounts: ReadonlyMap<string, readonly ServiceAccount[]>,
  all: readonly ServiceAccount[],
  settled: ReadonlySet<string>,
): void {
  const { role, issuer, subjects } = trust;
  const named = subjects.length > 0 && subjects.every(isExact);
  const candidates = named ? subjects.flatMap((one) => accounts.get(one) ?? []) : all;
  const issued = `the issuer ${printHoles(issuer)} is that of the cluster`;
  for (const account of candidates) {
    if (settled.has(`${account.node} ${role.node}`)) continue;
    const granted = admits(deriving.world, trust, { subject: account.subject, audience: STS_AUDIENCE });
    if (granted)
      tellAdmitted(deriving, 'IRSA', account.node, role, granted, account.evidence, [`${issued} ${account.realm}`]);
  }
  for (const subject of subjects) if (!accounts.has(subject)) unseen(deriving, trust, subject);
}

/** The trust policy names an account that no file of a cluster tells. */
function unseen(deriving: Deriving, trust: FederatedTrust, subject: string): void {
  const [, namespace, name] = /^system:serviceaccount:([^:*?]{1,600}):([^:*?]{1,600})$/su.exec(subject) ?? [];
  if (namespace === undefined || name === undefined) return;
  const granted = admits(deriving.world, trust, { subject, audience: STS_AUDIENCE });
  if (!granted) return;
  const node: NodeId = impliedAccount(deriving.estate, clusterOf(trust), namespace, name, granted.evidence);
  tellAdmitted(deriving, 'IRSA', node, trust.role, granted, [], ['the cluster has an account of that name']);
}

export const clusterOf = ({ cluster, issuer }: FederatedTrust): string => cluster ?? issuer.split('/').at(-1) ?? issuer;
