import { edgeId } from '../../../model/edge.ts';
import type { FederationFact } from '../../../model/aws-facts.ts';
import type { Evidence } from '../../../model/evidence.ts';
import type { NodeId } from '../../../model/id.ts';
import type { Granted } from '../granted.ts';
import type { Deriving } from '../deriving.ts';
import type { AwsIdentity } from '../world/types.ts';

type Kind = 'IRSA' | 'POD_IDENTITY' | 'GH_OIDC' | 'ASSUME_ROLE';

/** An edge of a federation: what is admitted, under what else has to hold. */
export function tellAdmitted(
  { estate }: Deriving,
  kind: Kind,
  from: NodeId,
  role: AwsIdentity,
  granted: Granted,
  own: readonly Evidence[],
  when: readonly string[] = [],
): void {
  const conditions = [...when, ...(granted.precondition === undefined ? [] : [granted.precondition])];
  const sure = conditions.length === 0;
  estate.edge({
    kind,
    from,
    to: role.node,
    confidence: sure ? granted.confidence : 'possible',
    evidence: [...own, ...granted.evidence],
    ...(sure ? {} : { precondition: conditions.join('; ') }),
  });
}

/** Both sides are known: what the asking side configured gives way to what the other side admits. */
export function decided({ estate }: Deriving, { kind, node, to, precondition }: FederationFact): void {
  estate.withdraw(edgeId(kind, node, to, precondition));
}

export function tellRefused({ estate }: Deriving, fact: FederationFact, role: AwsIdentity, because: string): void {
  const { kind, node, target } = fact;
  const evidence = [...fact.evidence, ...(role.trust ? [role.trust.policy.evidence] : role.evidence)];
  estate.fact({
    fact: 'federation-refused',
    kind,
    node,
    to: role.node,
    target,
    because,
    evidence,
    confidence: fact.confidence,
  });
}

/** The better of several answers: one that is sure, else the first. */
export function best(answers: readonly (Granted | undefined)[]): Granted | undefined {
  const allowed = answers.filter((one) => one !== undefined);
  return allowed.find(({ confidence }) => confidence === 'proved') ?? allowed[0];
}
