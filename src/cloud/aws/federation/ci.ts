import type { FederationFact } from '../../../model/aws-facts.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { hasHole, hole, printHoles } from '../../../model/hole.ts';
import { parseId, type NodeId } from '../../../model/id.ts';
import type { Deriving } from '../deriving.ts';
import { sharedIssuer } from '../data/issuers.ts';
import type { AwsIdentity } from '../world/types.ts';
import { findRole } from './find-role.ts';
import { best, decided, tellAdmitted, tellRefused } from './tell.ts';
import { admits, isOpen, type FederatedTrust } from './trusts.ts';

/** Something whose tokens a CI system issues: a workflow or a job of it. */
interface Holder {
  readonly node: NodeId;
  readonly issuer: string;
  readonly subjects: readonly string[];
  readonly audience?: string;
  readonly evidence: readonly Evidence[];
}

/** Workflows that become roles by a token of their CI system: those that name the role, and every other that its trust policy admits. */
export function deriveCi(deriving: Deriving, trusts: readonly FederatedTrust[]): void {
  const byRole = new Map<AwsIdentity, FederatedTrust[]>();
  for (const one of trusts) byRole.set(one.role, [...(byRole.get(one.role) ?? []), one]);
  const settled = new Set<string>();
  for (const fact of [...deriving.estate.allFacts()]) {
    if (fact.fact !== 'federation' || fact.kind !== 'GH_OIDC') continue;
    const role = findRole(deriving.world, fact.target);
    if (!role?.trust) continue;
    settled.add(`${fact.node} ${role.node}`);
    naming(deriving, fact, role, byRole.get(role) ?? []);
  }
  const holders = tokenHolders(deriving);
  for (const trust of trusts) {
    if (trust.of !== 'ci') continue;
    for (const holder of holders)
      if (!settled.has(`${holder.node} ${trust.role.node}`) && holder.issuer === trust.issuer)
        silent(deriving, holder, trust);
  }
}

function naming(deriving: Deriving, fact: FederationFact, role: AwsIdentity, trusts: readonly FederatedTrust[]): void {
  const own = trusts.filter(({ issuer }) => fact.issuer === undefined || isOpen(issuer) || issuer === fact.issuer);
  const answers = own.flatMap((trust) => {
    const audience = fact.audience ?? sharedIssuer(trust.issuer)?.audience;
    return fact.subjects.map((subject) =>
      admits(deriving.world, trust, { subject, ...(audience === undefined ? {} : { audience }) }),
    );
  });
  const granted = best(answers);
  decided(deriving, fact);
  if (granted) {
    const when = fact.confidence === 'possible' ? [fact.precondition] : [];
    tellAdmitted(deriving, 'GH_OIDC', fact.node, role, granted, fact.evidence, when);
    return;
  }
  const asks = `it asks as ${fact.subjects.map(printHoles).join(', ')}${fact.audience === undefined ? '' : ` for ${fact.audience}`}`;
  const admitted = [...new Set(own.flatMap(({ subjects }) => subjects))].map(printHoles);
  const said =
    own.length === 0
      ? `the trust policy names no provider ${fact.issuer ?? ''}`
      : `the trust policy admits ${admitted.length === 0 ? 'other tokens' : admitted.join(', ')}`;
  tellRefused(deriving, fact, role, `${asks}; ${said}`);
}

/** A workflow that does not name the role and is admitted all the same. A subject whose repository is not known says nothing here. */
function silent(deriving: Deriving, { node, subjects, audience, evidence }: Holder, trust: FederatedTrust): void {
  const shared = sharedIssuer(trust.issuer);
  const asked = audience ?? shared?.audience;
  const known = subjects.filter(
    (one) => shared?.parse.test(one) === true && !hasHole(one.split(/:(?=ref|environment|pull_request)/u)[0] ?? ''),
  );
  const answers = known.map((subject) =>
    admits(deriving.world, trust, { subject, ...(asked === undefined ? {} : { audience: asked }) }),
  );
  const granted = best(answers);
  if (granted) tellAdmitted(deriving, 'GH_OIDC', node, trust.role, granted, evidence);
}

/** Every workflow that may ask for a token. What it may ask as is told where it asks somebody; else it follows from where it stands. */
function tokenHolders({ estate }: Deriving): readonly Holder[] {
  const holders = new Map<string, Holder>();
  const asking = new Set<NodeId>();
  for (const fact of estate.allFacts()) {
    if (fact.fact === 'federation' && fact.kind === 'GH_OIDC' && fact.issuer !== undefined) {
      const { node, issuer, subjects, audience, evidence } = fact;
      // What one job asks as and another for is no token that anybody has.
      const token = `${node}\n${issuer}\n${audience ?? ''}`;
      const before = holders.get(token);
      const all = [...new Set([...(before?.subjects ?? []), ...subjects])];
      asking.add(node);
      holders.set(token, { node, issuer, subjects: all, evidence, ...(audience === undefined ? {} : { audience }) });
    }
    if (fact.fact !== 'workflow' || !fact.oidc || asking.has(fact.node)) continue;
    const id = parseId(fact.node);
    const [name] = id?.path ?? [];
    if (id?.source !== 'github' || name === undefined) continue;
    const subjects = [`repo:${id.realm}/${name}:ref:${hole('ref')}`];
    for (const job of fact.jobs ?? [])
      if (job.oidc && job.environment !== undefined)
        subjects.push(`repo:${id.realm}/${name}:environment:${job.environment}`);
    if (fact.triggers.some(({ event }) => event.startsWith('pull_request')))
      subjects.push(`repo:${id.realm}/${name}:pull_request`);
    const issuer = 'token.actions.githubusercontent.com';
    holders.set(fact.node, { node: fact.node, issuer, subjects, evidence: fact.evidence });
  }
  return [...holders.values()].sort((a, b) => (a.node < b.node ? -1 : 1));
}
