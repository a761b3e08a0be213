import type { Confidence, Evidence } from '../../../model/evidence.ts';
import { placeOf, weaker } from '../../../model/evidence.ts';
import type { NodeId } from '../../../model/id.ts';
import type { EdgeKind } from '../../../model/kinds.ts';
import type { Granted } from '../ask.ts';
import type { Deriving } from '../deriving.ts';
import type { AwsIdentity } from '../world/types.ts';

export interface Way {
  readonly id: string;
  readonly actions: readonly string[];
  readonly confidence: Confidence;
  readonly precondition?: string;
  readonly evidence: readonly Evidence[];
}

/** Several rights that are all needed: what each waits for, and where each stands. */
export function together(all: readonly Granted[], when: readonly string[] = []): Omit<Way, 'id' | 'actions'> {
  const conditions = [
    ...new Set([...when, ...all.flatMap(({ precondition }) => (precondition === undefined ? [] : [precondition]))]),
  ];
  const evidence = [...new Map(all.flatMap((one) => one.evidence).map((one) => [placeOf(one), one])).values()];
  if (conditions.length > 0) return { confidence: 'possible', precondition: conditions.join('; '), evidence };
  return { confidence: all.map(({ confidence }) => confidence).reduce(weaker, 'proved'), evidence };
}

export function tellWay(
  deriving: Deriving,
  kind: EdgeKind & ('PASS_ROLE_EXEC' | 'IAM_SELF_ESCALATE' | 'COMPUTE_EXEC'),
  { node }: AwsIdentity,
  to: NodeId,
  { id, actions, confidence, precondition, evidence }: Way,
): void {
  const when = precondition === undefined ? {} : { precondition };
  const { estate } = deriving;
  deriving.better(kind, node, to, { confidence, evidence, ...when });
  const whole = estate.get(to)?.kind === 'CloudAccount';
  // Ways to single roles are paths; those that end at all rights are told by name.
  if (!whole && !deriving.isAdminNode(to)) return;
  estate.fact({
    fact: 'escalation',
    node,
    way: id,
    actions: [...new Set(actions)],
    to,
    whole,
    confidence,
    evidence,
    ...when,
  });
}
