import type { WideTrustFact } from '../../model/cloud-findings-facts.ts';
import type { FindingDraft, Severity } from '../../model/finding.ts';
import { hasHole } from '../../model/hole.ts';
import { called } from '../aws/called.ts';
import { narrowTrust } from '../aws/narrow-trust.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo } from '../stake.ts';

const SEVERITY: Readonly<Record<string, Severity>> = {
  anyone: 'critical',
  organisation: 'high',
  repositories: 'high',
  repository: 'low',
  none: 'medium',
};

/** Row 20. One finding a role and issuer. */
export const ciTrustTooWide: Rule = {
  name: 'ci-trust-too-wide',
  row: 20,
  title: 'A cloud role admits more pipelines than those that deploy with it',
  severities: [
    [
      'critical',
      'every customer of the CI vendor is admitted: no condition on the subject, or a wildcard in place of the owner',
    ],
    [
      'high',
      'every repository of an owner is admitted, or each whose name fits a pattern, also those that are made later',
    ],
    ['medium', 'subjects are exact, and tokens that were made out to somebody else are admitted'],
    ['low', 'every ref, pull request and environment of one repository is admitted'],
  ],
  fires:
    'The trust policy of a role, or the provider of a workload identity pool whose principals may act as a service account, asked with tokens that it was not written for, admits them.',
  quiet:
    'Policies that name ref or environment; issuers of one organisation alone; policies that could not be resolved.',
  frameworks: ['NHI4:2025', 'NHI6:2025', 'ASI03', 'MAESTRO-L4', 'CSF-2.0 PR.AA-05', 'ISO-27001 A.5.15'],
  *judge(context) {
    for (const fact of context.of('wide-trust')) if (fact.of === 'ci') yield draft(context, fact);
  },
};

const ADMITS: Readonly<Record<WideTrustFact['admits'], string>> = {
  anyone: 'everybody who gets a token there',
  organisation: 'every repository of an owner',
  repositories: 'every repository of an owner whose name fits a pattern',
  repository: 'every branch, pull request and environment of a repository',
  none: 'tokens that were made out to somebody else',
  cluster: '', namespaces: '', name: '', namespace: '', names: '',
}; // prettier-ignore

function draft(context: JudgeContext, fact: WideTrustFact): FindingDraft {
  const { node, issuer, admits, example, anyAudience, evidence, confidence } = fact;
  const stake = context.pathToStake([node]);
  const edges = context.graph.incoming(node).filter(({ kind }) => kind === 'GH_OIDC');
  const subjects = meant(context, fact);
  const shown = example === undefined ? '' : ` A token of ${example} is accepted.`;
  const audience = anyAudience && admits !== 'none' ? ' So is one for any audience.' : '';
  return {
    severity: SEVERITY[admits] ?? 'low',
    confidence,
    identity: node,
    title: `${called(context, node)} admits ${ADMITS[admits]} (${issuer})`,
    detail: `What it trusts was asked with tokens that it was not written for.${shown}${audience}${leadingTo(stake)}`,
    evidence,
    key: issuer,
    ...atStake(stake),
    fix: narrowTrust(fact, subjects, 'Name the repository with its environment or branch in full, and the audience.'),
    removes: edges.filter(({ confidence: own }) => own === 'possible').map(({ id }) => id),
  };
}

/** Subjects of the pipelines that name the role; a place to fill in where the files show none. */
function meant(context: JudgeContext, { node, issuer }: WideTrustFact): readonly string[] {
  const asking = context
    .of('federation')
    .filter((one) => one.kind === 'GH_OIDC' && one.issuer === issuer && one.target === arnOf(context, node));
  const subjects = asking.flatMap((one) => one.subjects).filter((one) => !hasHole(one));
  return subjects.length > 0
    ? [...new Set(subjects)].sort()
    : [
        issuer === 'gitlab.com'
          ? 'project_path:GROUP/PROJECT:ref_type:branch:ref:main'
          : 'repo:OWNER/REPOSITORY:environment:ENVIRONMENT',
      ];
}

export const arnOf = (context: JudgeContext, node: string): string | undefined =>
  context.of('aws-identity').find((one) => one.node === node)?.arn;
