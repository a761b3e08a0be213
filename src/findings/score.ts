import { ENVIRONMENT_TERM, scoreOf as product } from '../graph/score.ts';
import type { EstateNode } from '../model/estate.ts';
import { weaker, type Confidence } from '../model/evidence.ts';
import type { FindingDraft, ScoreTerms } from '../model/finding.ts';
import { EDGE_KINDS, type Environment } from '../model/kinds.ts';
import type { JudgeContext } from './rule.ts';

const PROOF: Readonly<Record<Confidence, number>> = { proved: 1, configured: 0.9, possible: 0.5 };

/** Tier 1 stands for "nothing named a jewel is at stake": below the lowest tier of a jewel, so that such findings sort last. */
export const NO_STAKE = 1;

/** The weakest of what the rule read and what the path runs over; the cost of a finding without a path is 1. */
export function termsOf(draft: FindingDraft, context: JudgeContext): ScoreTerms {
  const stake = draft.stake === undefined ? undefined : context.node(draft.stake);
  const path = draft.path ?? [];
  return {
    tier: stake?.jewel?.tier ?? NO_STAKE,
    environment: ENVIRONMENT_TERM[environmentOf(stake, draft, context)],
    cost: costOf(draft),
    proof: PROOF[path.reduce((least, step) => weaker(least, step.confidence), draft.confidence)],
  };
}

/** The formula of the graph's exposure, to four decimals. */
export function scoreOf({ tier, environment, cost, proof }: ScoreTerms): number {
  return Math.round(product(tier, environment, cost, proof) * 10_000) / 10_000;
}

function environmentOf(stake: EstateNode | undefined, draft: FindingDraft, context: JudgeContext): Environment {
  return stake && stake.environment !== 'unknown' ? stake.environment : context.environment(draft.identity);
}

function costOf({ path = [] }: FindingDraft): number {
  return Math.max(
    1,
    path.reduce((sum, step) => sum + EDGE_KINDS[step.kind].cost, 0),
  );
}
