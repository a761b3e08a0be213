import type { Confidence, Evidence } from '../../../model/evidence.ts';
import { placeOf, weaker } from '../../../model/evidence.ts';
import type { NodeId } from '../../../model/id.ts';
import type { EdgeKind } from '../../../model/kinds.ts';
import { joined, type Granted } from '../granted.ts';
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
  const conditions = [...when];
  const evidence: Evidence[] = [];
  let confidence: Confidence = 'proved';
  for (const one of all) {
    if (one.precondition !== undefined && !conditions.includes(one.precondition)) conditions.push(one.precondition);
    for (const place of one.evidence) if (!evidence.some((other) => samePlace(place, other))) evidence.push(place);
    confidence = weaker(confidence, one.confidence);
  }
  return conditions.length > 0
    ? { confidence: 'possible', precondition: joined(conditions), evidence }
    : { confidence, evidence };
}

const samePlace = (a: Evidence, b: Evidence): boolean =>
  a === b || ('file' in a && 'file' in b ? a.line === b.line && a.file === b.file : placeOf(a) === placeOf(b));

export function tellWay(
  deriving: Deriving,
  kind: EdgeKind & ('PASS_ROLE_EXEC' | 'IAM_SELF_ESCALATE' | 'COMPUTE_EXEC'),
  { node }: AwsIdentity,
  to: NodeId,
  { id, actions }: Pick<Way, 'id' | 'actions'>,
  way: Omit<Way, 'id' | 'actions'>,
): void {
  const { estate } = deriving;
  deriving.better(kind, node, to, way);
  const { confidence, precondition, evidence } = way;
  const when = precondition === undefined ? {} : { precondition };
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
