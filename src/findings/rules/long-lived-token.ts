import type { FindingDraft, FixPlan } from '../../model/finding.ts';
import type { TokenFact } from '../../model/facts.ts';
import { parseId } from '../../model/id.ts';
import type { LifetimeFact } from '../../model/system-facts.ts';
import { renewKey } from '../fix/renew-key.ts';
import { daysBetween, FAR, OLD } from '../lifetimes.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo, tierOf } from '../stake.ts';

/** Row 8. One finding a Secret or key. */
export const longLivedToken: Rule = {
  name: 'long-lived-token',
  row: 8,
  title: 'A token, key or certificate lives too long',
  severities: [
    ['high', 'a jewel of tier 8 or more is reached with it'],
    ['medium', 'otherwise'],
  ],
  fires:
    'A Secret of type kubernetes.io/service-account-token is declared, a certificate is kept without a period of validity, or a key is older than 90 days or ends more than a year from the day of the scan.',
  quiet:
    'Projected tokens (they last an hour), certificates that an issuer renews, keys that have ended, and keys without any end, which are key-without-expiry.',
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
    for (const fact of context.of('lifetime')) {
      const why = tooLong(fact, context.today);
      if (why !== undefined) yield ofKey(context, fact, why);
    }
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

/** In words why the life of the key is too long on that day. */
function tooLong({ created, expires }: LifetimeFact, today: string): string | undefined {
  if (expires === null || (daysBetween(today, expires) ?? -1) < 0) return undefined;
  const age = created === undefined ? undefined : daysBetween(created, today);
  const ahead = daysBetween(created !== undefined && created > today ? created : today, expires) ?? 0;
  const old = age !== undefined && age > OLD ? `is ${age} days old` : undefined;
  const far = ahead > FAR ? `ends only on ${expires}` : undefined;
  return old !== undefined && far !== undefined ? `${old} and ${far}` : (old ?? far);
}

function ofKey(context: JudgeContext, fact: LifetimeFact, why: string): FindingDraft {
  const stake = context.pathToStake([fact.node]);
  return {
    severity: tierOf(stake) >= 8 ? 'high' : 'medium',
    confidence: fact.confidence,
    identity: fact.node,
    title: `${context.node(fact.node)?.name ?? fact.node} (${fact.what}) ${why}`,
    detail: `Whoever copied it since ${fact.created ?? 'it was made'} can use it until ${fact.expires ?? 'it is revoked'}.${leadingTo(stake)}`,
    evidence: fact.evidence,
    key: 'lifetime',
    ...atStake(stake),
    fix: renewKey(fact.node, fact.what),
  };
}
