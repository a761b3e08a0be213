import type { ClusterWidth, WideTrustFact } from '../../model/cloud-findings-facts.ts';
import { printHoles } from '../../model/hole.ts';
import { parseId } from '../../model/id.ts';
import type { FindingDraft, Severity } from '../../model/finding.ts';
import { called } from '../aws/called.ts';
import { narrowTrust } from '../aws/narrow-trust.ts';
import { whoMayFit } from '../aws/who-may-fit.ts';
import { listed, plural } from '../names.ts';
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
      'every account of the cluster is admitted, or one of a name in every namespace, or those of a namespace or of several and a path leads from the role to administration or a secret store',
    ],
    ['medium', 'every account of a namespace, or of namespaces whose name fits, is admitted'],
    ['medium', 'names that fit in one namespace, where others than those that ask have one or such a path exists'],
    ['low', 'names that fit in one namespace, otherwise'],
    ['low', 'the subject is exact, and tokens that were made out to somebody else are admitted'],
  ],
  fires:
    'The trust policy of a role, asked with tokens of service accounts that nobody has, or made out to another audience, admits them. It says what a pattern fits, and who may create an account of such a name.',
  quiet: 'Exact subjects with an audience; roles behind EKS Pod Identity; policies that could not be resolved.',
  frameworks: ['NHI4:2025', 'NHI6:2025', 'ASI03', 'MAESTRO-L4', 'CSF-2.0 PR.AA-05', 'ISO-27001 A.5.15'],
  *judge(context) {
    for (const fact of context.of('wide-trust')) if (fact.of === 'cluster') yield draft(context, fact);
  },
};

const WHOM: Readonly<Record<ClusterWidth, (namespace: string, name: string) => string>> = {
  cluster: () => 'every service account of its cluster',
  namespaces: (namespace) => `every service account of namespaces called ${namespace}`,
  name: (namespace, name) =>
    `service accounts called ${name} of ${namespace === '*' ? 'every namespace' : `namespaces called ${namespace}`}`,
  namespace: () => 'every service account of a namespace',
  names: (namespace, name) => `service accounts of namespace ${namespace} called ${name}`,
};

const WIDTHS: readonly ClusterWidth[] = ['cluster', 'namespaces', 'name', 'namespace', 'names'];
const EVERY = 'system:serviceaccount:*:*';

function draft(context: JudgeContext, fact: WideTrustFact): FindingDraft {
  const { node, issuer, example, evidence, confidence, pattern = EVERY } = fact;
  const stake = context.pathToStake([node]);
  const edges = context.graph.incoming(node).filter(({ kind }) => kind === 'IRSA');
  const named = edges.filter(({ confidence: own }) => own !== 'possible');
  const others = edges.length - named.length;
  const width = WIDTHS.find((one) => one === fact.admits);
  const [, , namespace = '*', name = '*'] = printHoles(pattern).split(':');
  const count =
    others > 0
      ? ` ${plural(others, 'account')} of the estate ${others === 1 ? 'is' : 'are'} admitted without asking for it.`
      : '';
  const realms = new Set((named.length > 0 ? named : edges).flatMap(({ from }) => parseId(from)?.realm ?? []));
  const makers = width ? whoMayFit(context, pattern, realms) : [];
  const made =
    makers.length > 0 ? ` ${listed(makers.map((one) => context.named(one)))} may create an account that fits.` : '';
  const subjects = named.flatMap(({ from }) => subjectOf(from) ?? []);
  return {
    severity: width ? severityOf(width, namespace, tierOf(stake), others) : 'low',
    confidence,
    identity: node,
    title: width
      ? `${called(context, node)} admits ${WHOM[width](namespace, name)}`
      : `${called(context, node)} admits tokens for any audience`,
    detail: `${example === undefined ? 'A token of the account that is meant to use it, made out to somebody else, is accepted.' : `A token of ${printHoles(example)} is accepted.`}${count}${made}${leadingTo(stake)}`,
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

/** A name that fits in every namespace is whoever's who may make accounts in one; a name that fits in one namespace, whoever's there. */
function severityOf(width: ClusterWidth, namespace: string, tier: number, others: number): Severity {
  if (width === 'cluster' || (width === 'name' && namespace === '*')) return 'high';
  if (width === 'names') return tier >= 8 || others > 0 ? 'medium' : 'low';
  return tier >= 8 ? 'high' : 'medium';
}

function subjectOf(id: string): string | undefined {
  const [namespace, name] = parseId(id)?.path ?? [];
  return namespace === undefined || name === undefined ? undefined : `system:serviceaccount:${namespace}:${name}`;
}
