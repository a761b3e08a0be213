import type { FederationFact } from '../../model/aws-facts.ts';
import type { EstateBuilder } from '../../model/builder.ts';
import type { Evidence } from '../../model/evidence.ts';
import { printHoles } from '../../model/hole.ts';
import type { NodeId } from '../../model/id.ts';
import { both, either, maybe, NO, type Answer } from '../answer/answer.ts';
import { Asked, type Verdict } from '../answer/asked.ts';
import { standingOf } from '../answer/standing.ts';
import { poolPrincipal, type PoolPrincipal } from './pool-principal.ts';
import { conditionOn } from './rights.ts';
import { isUnder, projectIsWhole } from './scope.ts';
import type { GrantedSet } from './sets.ts';
import { tokenOf } from './token.ts';
import type { GcpWorld, Thing } from './world.ts';

/** Roles that let somebody from outside act as an account hold this (IAM documentation, "Workload Identity Federation"). */
export const TAKES = 'iam.serviceAccounts.getAccessToken';

/** Whether who asks for an account is let in by the policy of the account and the provider of the pool. */
export function deriveFederation(estate: EstateBuilder, world: GcpWorld, sets: readonly GrantedSet[]): void {
  const outsiders = poolPrincipals(world);
  const asked = new Asked(estate, world.federations);
  const byPlace = [...world.federations].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  for (const fact of byPlace) {
    const matches = tokenOf(world, fact);
    for (const { principal, evidence } of outsiders.values()) {
      const { answer, evidence: more } = matches(principal);
      if (answer.is === 'no' || !estate.has(principal.node.id)) continue;
      const all = [...fact.evidence, ...more, ...evidence];
      estate.edge({ kind: fact.kind, from: fact.node, to: principal.node.id, ...standingOf(answer), evidence: all });
    }
    const account = world.thing(fact.to);
    asked.settle(fact, account ? verdictOn(world, sets, outsiders, fact, account) : { is: 'open' });
  }
  clusterAccounts(estate, outsiders);
}

const key = ({ node, to, kind, evidence }: FederationFact): string => JSON.stringify([node, to, kind, evidence]);

interface Outsider {
  readonly principal: PoolPrincipal;
  readonly evidence: readonly Evidence[];
}

function poolPrincipals(world: GcpWorld): ReadonlyMap<NodeId, Outsider> {
  const found = new Map<NodeId, Outsider>();
  for (const { members, evidence } of world.grants)
    for (const member of members) {
      const principal = poolPrincipal(member, (written) => world.project(written));
      if (principal && !found.has(principal.node.id)) found.set(principal.node.id, { principal, evidence });
    }
  return found;
}

function verdictOn(
  world: GcpWorld,
  sets: readonly GrantedSet[],
  outsiders: ReadonlyMap<NodeId, Outsider>,
  fact: FederationFact,
  account: Thing,
): Verdict {
  const matches = tokenOf(world, fact);
  const evidence: Evidence[] = [];
  const others = new Set<string>();
  let admitted: Answer = NO;
  let asked = false;
  for (const set of sets) {
    const right = both(both(set.permissions.has(TAKES), isUnder(world, set.scope, account)), conditionOn(set));
    if (right.is === 'no') continue;
    asked = asked || set.scope.type === 'service-account';
    for (const [holder, standing] of set.holders) {
      const outsider = outsiders.get(holder);
      if (!outsider) continue;
      const match = matches(outsider.principal);
      const answer = both(both(right, standing), match.answer);
      others.add(outsider.principal.node.name);
      if (answer.is === 'no') continue;
      admitted = either(admitted, answer);
      evidence.push(...set.evidence, ...match.evidence);
    }
  }
  if (admitted.is !== 'no') return { is: 'admitted', answer: admitted, evidence };
  const whole = world.isWhole(account.id);
  if (!whole && !asked) return { is: 'open' };
  const instead = others.size > 0 ? `it admits ${[...others].sort().join(', ')}` : 'it admits nobody from outside';
  const because = `${fact.subjects.map(printHoles).join(', ')} asks for ${account.name}; ${instead}`;
  const above = account.project !== undefined && projectIsWhole(world, account.project);
  if (whole && above) return { is: 'refused', because, evidence: account.evidence };
  const where = whole ? `a policy above ${account.name}` : `a policy of ${account.name} or above it`;
  return {
    is: 'admitted',
    answer: maybe(`${where}, which no file shows, admits it (${because})`),
    evidence: account.evidence,
  };
}

/** An account of a cluster has the rights of its name in the pool of GKE, annotated or not. */
function clusterAccounts(estate: EstateBuilder, outsiders: ReadonlyMap<NodeId, Outsider>): void {
  const accounts = [...estate.allNodes()].filter((one) => one.kind === 'K8sServiceAccount');
  for (const { principal, evidence } of outsiders.values()) {
    if (!principal.pool.endsWith('.svc.id.goog') || !estate.has(principal.node.id)) continue;
    const [, namespace, , name] = principal.by === 'subject' ? principal.value.split('/') : [];
    const of = principal.by === 'namespace' ? principal.value : namespace;
    for (const account of accounts) {
      if (of !== undefined && account.namespace !== of) continue;
      if (of === undefined && principal.by !== '*') continue;
      if (name !== undefined && account.name !== name) continue;
      const precondition = `the cluster ${account.realm} is of the pool ${printHoles(principal.pool)}`;
      const known = [...evidence, ...account.evidence];
      estate.edge({
        kind: 'GKE_WI',
        from: account.id,
        to: principal.node.id,
        confidence: 'possible',
        precondition,
        evidence: known,
      });
    }
  }
}
