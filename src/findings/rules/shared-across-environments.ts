import type { WorkloadFact } from '../../model/facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { NodeId } from '../../model/id.ts';
import type { Environment } from '../../model/kinds.ts';
import { group } from '../context.ts';
import { federatedUses, type FederatedUse } from '../federated-uses.ts';
import { dedicatedAccount } from '../fix/dedicated-account.ts';
import { sharedAccounts, waysInto } from '../identities.ts';
import { listed } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo } from '../stake.ts';

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
    'Workloads of two or more known environments run as one account with rights, or accounts, functions, tasks or other things of several environments, or jobs of workflows that work on several, act as one identity of a cloud or SPIFFE ID.',
  quiet:
    'Accounts of equal name in different realms (they are two identities); workloads whose environment is unknown; jobs whose role a variable names, which may be another in each environment; accounts without rights.',
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
    for (const [target, uses] of group(federatedUses(context), ({ to }) => [to])) {
      const by = group(uses, ({ environment }) => [environment]);
      if (by.size > 1) yield ofFederated(context, target, by);
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

function ofFederated(
  context: JudgeContext,
  target: NodeId,
  by: ReadonlyMap<Environment, readonly FederatedUse[]>,
): FindingDraft {
  const environments = [...by.keys()].sort();
  const all = [...by.values()].flat();
  const stays = new Set((by.get('prod') ?? []).map(({ edge }) => edge));
  return {
    ...base(context, target, environments),
    title: `${context.named(target)} is used in ${listed(environments, 4)}`,
    detail: `${listed([...new Set(all.map(({ words }) => words))])} all become it, so what happens in one environment happens in the others.`,
    evidence: all.flatMap(({ evidence }) => evidence),
    confidence: all.every(({ confidence }) => confidence === 'possible') ? 'possible' : 'configured',
    key: 'federated',
    fix: {
      kind: 'policy',
      why: 'Give each environment a role of its own, trusted by the accounts and jobs of that environment alone.',
      text: [...by]
        .map(
          ([environment, some]) =>
            `# ${environment}: a role of its own for\n${some.map(({ from, words }) => `#   ${words.startsWith('job ') ? words : from}\n`).join('')}`,
        )
        .join(''),
    },
    removes: [...new Set(all.map(({ edge }) => edge))].filter((edge) => !stays.has(edge)),
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
