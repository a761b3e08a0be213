import type { WorkloadFact } from '../../model/facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { NodeId } from '../../model/id.ts';
import type { EdgeKind, Environment } from '../../model/kinds.ts';
import { group } from '../context.ts';
import { dedicatedAccount } from '../fix/dedicated-account.ts';
import { BECOMES, sharedAccounts, waysInto } from '../identities.ts';
import { listed } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo } from '../stake.ts';

const FEDERATES: ReadonlySet<EdgeKind> = new Set<EdgeKind>([...BECOMES, 'SPIFFE_ID', 'RUNS_WITH_ROLE']);

/** Row 1. */
export const sharedAcrossEnvironments: Rule = {
  name: 'shared-across-environments',
  row: 1,
  title: 'One identity is used in more than one environment',
  severities: [
    ['high', 'one of the environments is production'],
    ['medium', 'otherwise'],
  ],
  fires:
    'Workloads of two or more known environments run as one account with rights, or accounts, functions, tasks or other things of several environments act as one identity of a cloud or SPIFFE ID.',
  quiet:
    'Accounts of equal name in different realms (they are two identities); workloads whose environment is unknown; accounts without rights.',
  frameworks: [
    'NHI8:2025',
    'NHI9:2025',
    'ASI03',
    'MAESTRO-L4',
    'CSF-2.0 PR.AA-05',
    'ISO-27001 A.8.31',
    'SP-800-53 AC-2(9)',
  ],
  *judge(context) {
    for (const { account, workloads } of sharedAccounts(context)) {
      // Of an identity of a cloud the edges into it say it, below.
      if (!context.account(account)) continue;
      const by = group(workloads, (one) => (one.environment === 'unknown' ? [] : [one.environment]));
      if (by.size > 1) yield ofAccount(context, account, by);
    }
    const edges = context.edgesOf(FEDERATES);
    for (const [target, into] of group(edges, ({ to }) => [to])) {
      const by = group(into, ({ from }) => {
        const environment = context.environment(from);
        return environment === 'unknown' ? [] : [environment];
      });
      if (by.size < 2) continue;
      const all = [...by.values()].flat();
      yield {
        ...base(context, target, [...by.keys()].sort()),
        title: `${context.named(target)} is used in ${listed([...by.keys()].sort(), 4)}`,
        detail: `${listed(all.map(({ from }) => context.named(from)))} all become it, so what happens in one environment happens in the others.`,
        evidence: all.flatMap(({ evidence }) => evidence),
        confidence: all.every(({ confidence }) => confidence === 'possible') ? 'possible' : 'configured',
        key: 'federated',
        fix: {
          kind: 'policy',
          why: 'Give each environment a role of its own, trusted by the accounts of that environment alone.',
          text: [...by]
            .map(
              ([environment, some]) =>
                `# ${environment}: a role of its own for\n${some.map(({ from }) => `#   ${from}\n`).join('')}`,
            )
            .join(''),
        },
        removes: all.filter(({ from }) => context.environment(from) !== 'prod').map(({ id }) => id),
      };
    }
  },
};

function base(
  context: JudgeContext,
  identity: NodeId,
  environments: readonly Environment[],
): Pick<FindingDraft, 'severity' | 'identity' | 'path' | 'stake'> {
  return {
    severity: environments.includes('prod') ? 'high' : 'medium',
    identity,
    ...atStake(context.pathToStake([identity])),
  };
}

function ofAccount(
  context: JudgeContext,
  account: NodeId,
  by: ReadonlyMap<Environment, readonly WorkloadFact[]>,
): FindingDraft {
  const environments = [...by.keys()].sort();
  const all = [...by.values()].flat();
  const stays = by.has('prod') ? 'prod' : environments[0];
  const leaving = [...by].filter(([environment]) => environment !== stays).flatMap(([, some]) => some);
  return {
    ...base(context, account, environments),
    confidence: all.every(({ confidence }) => confidence === 'possible') ? 'possible' : 'configured',
    title: `${context.named(account)} is used in ${listed(environments, 4)}`,
    detail: `${[...by].map(([environment, some]) => `${listed(some.map(({ node }) => context.named(node)))} (${environment})`).join(' and ')} act as one identity: whoever takes over the weaker one has the rights of the other.${leadingTo(context.pathToStake([account]))}`,
    evidence: all.flatMap(({ evidence }) => evidence),
    key: 'account',
    fix: dedicatedAccount(context, leaving, `Leave the account to ${stays ?? 'one environment'}.`),
    removes: waysInto(context, leaving, account),
  };
}
