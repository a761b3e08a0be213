import type { FindingDraft } from '../../model/finding.ts';
import type { PassthroughFact } from '../../model/system-facts.ts';
import { group } from '../context.ts';
import { listed } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo } from '../stake.ts';

/** Row 33. One finding a pair of who hands on and who receives. */
export const tokenPassthrough: Rule = {
  name: 'token-passthrough',
  row: 33,
  title: 'The token of the caller is handed on as it came',
  severities: [
    ['high', 'a jewel is reached from where the token goes'],
    ['medium', 'otherwise'],
    ['low', 'development'],
  ],
  fires:
    'An agent, gateway (a mesh\u2019s too) or client is configured to send the caller\u2019s own token to a tool server or another agent: it was issued for somebody else.',
  quiet: 'Tokens of the agent\u2019s own, and tokens that are exchanged for one with the receiver as audience.',
  frameworks: ['NHI4:2025', 'ASI03', 'ASI07', 'MAESTRO-L7', 'CSF-2.0 PR.AA-04', 'SP-800-53 IA-9', 'ISO-27001 A.8.5'],
  *judge(context) {
    const all = context.of('passthrough');
    for (const facts of group(all, ({ node, to }) => [`${node}\n${to}`]).values()) {
      const [first] = facts;
      if (first) yield draft(context, first, facts);
    }
  },
};

function draft(context: JudgeContext, { node, to }: PassthroughFact, facts: readonly PassthroughFact[]): FindingDraft {
  const stake = context.pathToStake([to]);
  const edits = facts.flatMap(({ span, instead }) =>
    span && instead !== undefined ? [{ ...span, text: instead }] : [],
  );
  const receiver = to === node ? 'the receiver' : context.named(to);
  const whither = to === node ? 'to what it calls' : `to ${receiver}`;
  const why =
    'The receiver can use the token wherever the caller may. Let the client sign the caller in at the receiver (OAuth, with the receiver as resource), or exchange the token (RFC 8693) for one whose audience is the receiver.';
  const text =
    '# token exchange, RFC 8693\ngrant_type=urn:ietf:params:oauth:grant-type:token-exchange\nsubject_token=<the caller\u2019s token>\n' +
    `subject_token_type=urn:ietf:params:oauth:token-type:access_token\nresource=<the URL of ${receiver}>\n`;
  return {
    severity: context.environment(node) === 'dev' ? 'low' : stake ? 'high' : 'medium',
    confidence: facts.every(({ confidence }) => confidence === 'possible') ? 'possible' : 'configured',
    identity: node,
    title: `${context.named(node)} hands on the token of its caller ${whither}`,
    detail: `${listed(facts.map(({ because }) => because))}. The token was issued for somebody else, and who receives it can act as the caller everywhere.${leadingTo(stake)}`,
    evidence: facts.flatMap(({ evidence }) => evidence),
    key: `passes to ${to}`,
    ...atStake(stake),
    fix: edits.length === facts.length ? { kind: 'patch', why, edits, instead: text } : { kind: 'policy', why, text },
  };
}
