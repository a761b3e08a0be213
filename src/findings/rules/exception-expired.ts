import { placeOf } from '../../model/evidence.ts';
import type { ExceptionFact } from '../../model/system-facts.ts';
import { group } from '../context.ts';
import { listed } from '../names.ts';
import type { Rule } from '../rule.ts';

/** Row 51, ours. One finding an exception, however many things it is for. */
export const exceptionExpired: Rule = {
  name: 'exception-expired',
  row: 51,
  title: 'A declared exception is past its day',
  severities: [['medium', 'always: what it excused counts again, and nobody has looked']],
  fires: 'An exception of writ.estate.yaml was for a day before the scan, and what it is for is still there.',
  quiet: 'Exceptions that still hold, today included.',
  frameworks: ['NHI1:2025', 'AI-RMF GOVERN 1.6', 'CSF-2.0 PR.AA-05', 'ISO-27001 A.5.18', 'SP-800-53 AC-2'],
  *judge(context) {
    const expired = context.of('exception').filter(({ expires }) => expires < context.today);
    for (const [place, facts] of group(expired, (one) => [placeKey(one)])) {
      const [fact] = facts;
      if (!fact) continue;
      const what = fact.rule === null ? 'every rule' : fact.rule;
      yield {
        severity: 'medium',
        confidence: 'configured',
        identity: fact.node,
        title: `The exception from ${what} for ${listed(facts.map(({ node }) => context.named(node)))} ended on ${fact.expires}`,
        detail: `${fact.owner} gave as reason: ${fact.reason}. From ${fact.expires} on it covers nothing.`,
        evidence: facts.flatMap(({ evidence }) => evidence),
        key: `${fact.rule ?? '*'} ${fact.expires} ${fact.reason}`,
        fix: {
          kind: 'policy',
          why: 'Mend what it excused, or have its owner give it a new day, in review.',
          text: `# ${place}: remove the entry, or\nexpires: ${fact.expires}  # a later day\n`,
        },
      };
    }
  },
};

function placeKey({ evidence }: ExceptionFact): string {
  return evidence[0] ? placeOf(evidence[0]) : '';
}
