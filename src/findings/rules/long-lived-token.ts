import type { FindingDraft, FixPlan } from '../../model/finding.ts';
import type { TokenFact } from '../../model/facts.ts';
import { parseId } from '../../model/id.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo, tierOf } from '../stake.ts';

/** Row 8. One finding a Secret. */
export const longLivedToken: Rule = {
  name: 'long-lived-token',
  row: 8,
  title: 'A token or certificate has no end',
  severities: [
    ['high', 'a jewel of tier 8 or more is reached with it'],
    ['medium', 'otherwise'],
  ],
  fires:
    'A Secret of type kubernetes.io/service-account-token is declared, or a certificate is kept without a period of validity.',
  quiet: 'Projected tokens (they last an hour), and certificates that an issuer renews.',
  frameworks: [
    'NHI7:2025',
    'ASI03',
    'MAESTRO-L4',
    'CSF-2.0 PR.AA-01',
    'CSF-2.0 PR.AA-04',
    'SP-800-53 IA-5(7)',
    'ISO-27001 A.5.17',
  ],
  *judge(context) {
    for (const fact of context.tokens) yield draft(context, fact);
  },
};

function draft(context: JudgeContext, fact: TokenFact): FindingDraft {
  const stake = context.pathToStake([fact.of]);
  const what = fact.kind === 'service-account-token' ? 'a token' : 'a certificate';
  return {
    severity: tierOf(stake) >= 8 ? 'high' : 'medium',
    confidence: fact.confidence,
    identity: fact.of,
    title: `${context.named(fact.node)} keeps ${what} of ${context.named(fact.of)} that never ends`,
    detail: `A copy of it works until somebody deletes the Secret, wherever it is used from.${leadingTo(stake)}`,
    evidence: fact.evidence,
    key: fact.node,
    ...atStake(stake),
    fix: short(context, fact),
    removes: context.graph.incoming(fact.of).filter(({ from, kind }) => from === fact.node && kind === 'SECRET_IS_CRED_FOR').map(({ id }) => id), // prettier-ignore
  };
}

/** The Secret goes where nothing receives it; else its users are named, since they would not start without it. */
function short(context: JudgeContext, fact: TokenFact): FixPlan {
  const users = context.graph.incoming(fact.node).filter(({ kind }) => kind === 'MOUNTS_SECRET' || kind === 'HOLDS');
  const [namespace = 'default', name = ''] = parseId(fact.of)?.path ?? [];
  const why = 'Ask for a token when one is needed: it lasts an hour and is bound to what asked.';
  const text = `kubectl create token ${name} --namespace ${namespace} --duration 1h\n`;
  if (fact.document && users.length === 0)
    return { kind: 'patch', why, edits: [{ ...fact.document, text: '', hidden: true }], instead: text };
  return {
    kind: 'policy',
    why,
    text: `${users.map(({ from }) => `# ${from} uses the Secret: mount a projected token there\n`).join('')}${PROJECTED}`,
  };
}

const PROJECTED = `volumes:
  - name: token
    projected:
      sources:
        - serviceAccountToken:
            path: token
            expirationSeconds: 3600
`;
