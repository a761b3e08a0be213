import type { WideTrustFact } from '../../model/cloud-findings-facts.ts';
import { parseId } from '../../model/id.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { called } from '../aws/called.ts';
import { narrowTrust } from '../aws/narrow-trust.ts';
import { plural } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo, tierOf } from '../stake.ts';

/** Row 21. One finding a role and issuer. */
export const irsaTrustTooWide: Rule = {
  name: 'irsa-trust-too-wide',
  row: 21,
  title: 'A cloud role admits service accounts that nobody meant',
  severities: [
    [
      'high',
      'every account of the cluster is admitted, or a namespace of them and a path leads from the role to administration or a secret store',
    ],
    ['medium', 'every account of a namespace is admitted'],
    ['low', 'the subject is exact, and tokens that were made out to somebody else are admitted'],
  ],
  fires:
    'The trust policy of a role, asked with tokens of service accounts that nobody has, or made out to another audience, admits them.',
  quiet: 'Exact subjects with an audience; roles behind EKS Pod Identity; policies that could not be resolved.',
  frameworks: ['NHI4:2025', 'NHI6:2025', 'ASI03', 'MAESTRO-L4', 'CSF-2.0 PR.AA-05', 'ISO-27001 A.5.15'],
  *judge(context) {
    for (const fact of context.of('wide-trust')) if (fact.of === 'cluster') yield draft(context, fact);
  },
};

function draft(context: JudgeContext, fact: WideTrustFact): FindingDraft {
  const { node, issuer, admits, example, evidence, confidence } = fact;
  const stake = context.pathToStake([node]);
  const edges = context.graph.incoming(node).filter(({ kind }) => kind === 'IRSA');
  const named = edges.filter(({ confidence: own }) => own !== 'possible');
  const others = edges.length - named.length;
  const wide = admits === 'cluster' || admits === 'namespace';
  const whom = admits === 'cluster' ? 'every service account of its cluster' : 'every service account of a namespace';
  const count =
    others > 0
      ? ` ${plural(others, 'account')} of the estate ${others === 1 ? 'is' : 'are'} admitted without asking for it.`
      : '';
  const subjects = named.flatMap(({ from }) => subjectOf(from) ?? []);
  return {
    severity: admits === 'cluster' || (wide && tierOf(stake) >= 8) ? 'high' : wide ? 'medium' : 'low',
    confidence,
    identity: node,
    title: wide ? `${called(context, node)} admits ${whom}` : `${called(context, node)} admits tokens for any audience`,
    detail: `${example === undefined ? 'A token of the account that is meant to use it, made out to somebody else, is accepted.' : `A token of ${example} is accepted.`}${count}${leadingTo(stake)}`,
    evidence,
    key: issuer,
    ...atStake(stake),
    fix: narrowTrust(
      fact,
      subjects.length > 0 ? [...new Set(subjects)].sort() : ['system:serviceaccount:NAMESPACE:NAME'],
      'Name the service accounts in full, and the audience of the token.',
    ),
    removes: edges.filter((one) => !named.includes(one)).map(({ id }) => id),
  };
}

function subjectOf(id: string): string | undefined {
  const [namespace, name] = parseId(id)?.path ?? [];
  return namespace === undefined || name === undefined ? undefined : `system:serviceaccount:${namespace}:${name}`;
}
