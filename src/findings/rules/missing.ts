import type { FindingDraft } from '../../model/finding.ts';
import type { NodeId } from '../../model/id.ts';
import type { JudgeContext } from '../rule.ts';

/** A finding that something is not written down: low, with the identity's own place as evidence. */
export function missing(
  context: JudgeContext,
  identity: NodeId,
  said: Pick<FindingDraft, 'title' | 'detail' | 'key' | 'fix'>,
): FindingDraft {
  return {
    severity: 'low',
    confidence: 'configured',
    identity,
    evidence: context.node(identity)?.evidence ?? [],
    ...said,
  };
}
