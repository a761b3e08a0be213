import type { FindingDraft } from '../../model/finding.ts';
import type { RepositoryListFact } from '../../model/system-facts.ts';
import { group } from '../context.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo, tierOf } from '../stake.ts';
import { trustedRepositories, type TrustedRepository } from '../trusted-repositories.ts';

/** Row 11. One finding an identity of a cloud and repository. */
export const trustOfGoneRepository: Rule = {
  name: 'trust-of-gone-repository',
  row: 11,
  title: 'An identity of a cloud trusts a repository that is archived or not there',
  severities: [
    ['medium', 'the repository is not there and the trust leads to a jewel of tier 8 or more'],
    ['low', 'otherwise'],
  ],
  fires:
    'The trust policy of an AWS role, or a federated credential of Entra, names in full a repository of an organisation of GitHub whose repositories were collected, and that is archived or disabled there (`configured`), or is not among them (`possible`: the token that collected may not see it).',
  quiet:
    'Organisations that were not collected; patterns over names of repositories (ci-trust-too-wide says those); repositories that are in use.',
  frameworks: ['NHI1:2025', 'AI-RMF GOVERN 1.7', 'CSF-2.0 PR.AA-01', 'SP-800-53 AC-2(3)', 'ISO-27001 A.5.18', 'SOC-2 CC6.2'],
  *judge(context) {
    const lists = new Map(context.of('repository-list').map((one) => [one.organisation.toLowerCase(), one]));
    if (lists.size === 0) return;
    for (const all of group(trustedRepositories(context), keyOf).values()) {
      const [first] = all;
      const list = first && lists.get(first.organisation.toLowerCase());
      if (first && list) yield* draft(context, first, all, list);
    }
  },
}; // prettier-ignore

/** Names of owners and repositories are not told apart by case. */
const keyOf = ({ node, organisation, repository }: TrustedRepository): readonly string[] => [
  `${node}\n${organisation}/${repository}`.toLowerCase(),
];

function* draft(
  context: JudgeContext,
  { node, organisation, repository }: TrustedRepository,
  all: readonly TrustedRepository[],
  list: RepositoryListFact,
): Generator<FindingDraft> {
  const found = list.repositories.find(({ name }) => name.toLowerCase() === repository.toLowerCase());
  if (found && !found.archived) return;
  const stake = context.pathToStake([node]);
  const name = `${organisation}/${repository}`;
  const makers =
    list.membersCreate === false
      ? 'An owner of the organisation'
      : 'Whoever may create repositories in the organisation';
  const what = found
    ? 'It runs nothing now. Who takes it out of the archive runs workflows there, and they become this identity.'
    : `It was deleted, renamed, or is not shown to the token that collected. ${makers} makes one of that name, and its workflows become this identity.`;
  yield {
    severity: !found && tierOf(stake) >= 8 ? 'medium' : 'low',
    confidence: found ? 'configured' : 'possible',
    identity: node,
    title: `${context.named(node)} trusts repository ${name}, which is ${found ? 'archived' : 'not there'}`,
    detail: `${what}${leadingTo(stake)}`,
    evidence: [...all.flatMap(({ evidence }) => evidence), ...(found ? [found.evidence] : list.evidence)],
    key: `repository ${name.toLowerCase()}`,
    ...atStake(stake),
    fix: {
      kind: 'policy',
      why: 'Take the repository out of the trust; an identity that nothing else uses goes with it.',
      text: `# take out of the trust of ${node}:\n${[...new Set(all.map(({ subject }) => subject))]
        .sort()
        .map((one) => `#   ${one}\n`)
        .join('')}`,
    },
  };
}
