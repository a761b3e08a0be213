import type { AwsStatement } from '../../model/aws-policy.ts';
import type { Evidence } from '../../model/evidence.ts';

/** Statements of which nothing was understood: they may allow anything and may deny anything. */
export function anything(evidence: Evidence, uncertain: string): readonly AwsStatement[] {
  return (['Allow', 'Deny'] as const).map((effect) => ({
    effect,
    actions: ['*'],
    resources: ['*'],
    conditions: [],
    evidence,
    uncertain,
  }));
}
