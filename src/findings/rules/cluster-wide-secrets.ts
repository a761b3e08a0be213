import type { RbacRule, RoleFact } from '../../model/facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { secretsToNamespace } from '../fix/secrets-role.ts';
import { listed } from '../names.ts';
import { allows, isAdmin } from '../rbac/allows.ts';
import { edgesLost } from '../rbac/edges.ts';
import { AI_GROUPS, READ_VERBS } from '../rbac/resources.ts';
import type { Holder, JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo } from '../stake.ts';
import { holdersNamed, machines } from '../subjects.ts';

/** Row 16. */
export const clusterWideSecrets: Rule = {
  name: 'cluster-wide-secrets',
  row: 16,
  title: 'A controller may read every Secret of the cluster',
  severities: [
    ['high', 'the identity belongs to the AI platform: its rights or its workloads say so'],
    ['medium', 'any other workload'],
  ],
  fires:
    'A cluster-wide grant names secrets with get, list or watch and without resourceNames, to a service account or a group of machines.',
  quiet:
    'Secrets by name, or in single namespaces; write-only rights; a role that says * for resources (wildcard-right says that); built-in roles.',
  frameworks: [
    'NHI5:2025',
    'ASI03',
    'MAESTRO-L4',
    'CSF-2.0 PR.AA-05',
    'SP-800-53 AC-6(7)',
    'ISO-27001 A.8.3',
    'SOC-2 CC6.1',
  ],
  *judge(context) {
    for (const role of context.roles) {
      if (role.builtIn || role.namespace !== undefined || isAdmin(role.rules)) continue;
      const reading = role.rules.filter(readsSecrets);
      const holders = machines(context, role.node).filter(({ grant }) => grant.namespace === undefined);
      if (reading.length > 0 && holders.length > 0) yield draft(context, role, reading, holders);
    }
  },
};

function readsSecrets(rule: RbacRule): boolean {
  return rule.resources.includes('secrets') && READ_VERBS.some((verb) => allows(rule, '', 'secrets', verb));
}

function draft(
  context: JudgeContext,
  role: RoleFact,
  reading: readonly RbacRule[],
  holders: readonly Holder[],
): FindingDraft {
  const identity = holders[0]?.subject ?? role.node;
  const stake = context.pathToStake([identity]);
  const verbs = [...new Set(reading.flatMap((rule) => rule.verbs))].map((verb) =>
    verb === '*' ? 'do anything with' : verb,
  );
  const { plan, rules } = secretsToNamespace(context, role, reading, holders);
  return {
    severity: ofAi(context, holders) ? 'high' : 'medium',
    confidence: role.confidence === 'possible' ? 'possible' : 'proved',
    identity,
    title: `${holdersNamed(context, holders)} may ${listed(verbs, 6)} every Secret in every namespace`,
    detail: `${context.named(role.node)} names secrets without resourceNames and is bound for the whole cluster, so every token, key and password in it is one request away.${leadingTo(stake)}`,
    evidence: [...reading.flatMap(({ evidence }) => evidence), ...holders.flatMap(({ grant }) => grant.evidence)],
    key: role.node,
    ...atStake(stake),
    fix: plan,
    removes: edgesLost(context, [...new Set(holders.map(({ grant }) => grant.node))], rules),
  };
}

/** Its rights are over AI kinds, or what runs as it serves, trains, or works for those who do. */
function ofAi(context: JudgeContext, holders: readonly Holder[]): boolean {
  const subjects = new Set(holders.map(({ subject }) => subject));
  return [...subjects].some(
    (subject) =>
      context
        .grantsTo(subject)
        .some(({ rules }) => rules.some(({ apiGroups }) => apiGroups.some((one) => AI_GROUPS.has(one)))) ||
      context
        .runningAs(subject)
        .some(({ functions }) => functions.some(({ is }) => is !== 'controller' && is !== 'observability')),
  );
}
