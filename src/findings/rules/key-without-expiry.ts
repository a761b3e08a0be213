import type { FindingDraft } from '../../model/finding.ts';
import type { LifetimeFact } from '../../model/system-facts.ts';
import { renewKey } from '../fix/renew-key.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo, tierOf } from '../stake.ts';

/** Row 9. One finding a key. */
export const keyWithoutExpiry: Rule = {
  name: 'key-without-expiry',
  row: 9,
  title: 'A key or personal access token has no expiry',
  severities: [
    ['high', 'a jewel of tier 8 or more is reached with it'],
    ['medium', 'otherwise'],
  ],
  fires: 'The issuer says of a key, token or certificate that it never ends.',
  quiet: 'Keys with an end (a far one is long-lived-token), and keys of which no export tells the end.',
  frameworks: ['NHI7:2025', 'ASI03', 'MAESTRO-L4', 'CSF-2.0 PR.AA-01', 'SP-800-53 IA-5(7)', 'ISO-27001 A.5.17'],
  *judge(context) {
    for (const fact of context.of('lifetime')) if (fact.expires === null) yield draft(context, fact);
  },
};

function draft(context: JudgeContext, fact: LifetimeFact): FindingDraft {
  const stake = context.pathToStake([fact.node]);
  const since = fact.created === undefined ? '' : ` It is in use since ${fact.created}.`;
  return {
    severity: tierOf(stake) >= 8 ? 'high' : 'medium',
    confidence: fact.confidence,
    identity: fact.node,
    title: `${context.node(fact.node)?.name ?? fact.node} (${fact.what}) never expires`,
    detail: `A copy of it works until somebody revokes it.${since}${leadingTo(stake)}`,
    evidence: fact.evidence,
    key: 'no-expiry',
    ...atStake(stake),
    fix: renewKey(fact.node, fact.what),
  };
}
