import type { EstateEdge } from '../../model/estate.ts';
import { placeOf } from '../../model/evidence.ts';
import type { RbacRule, RoleFact } from '../../model/facts.ts';
import { EDGE_KINDS } from '../../model/kinds.ts';
import type { FindingDraft, Severity } from '../../model/finding.ts';
import { narrowRole } from '../fix/narrow-role.ts';
import { listed } from '../names.ts';
import { isAdmin, wildcards } from '../rbac/allows.ts';
import { edgesLost } from '../rbac/edges.ts';
import { BUILT_IN, isHarmless, ORDINARY_VERBS, READ_VERBS, resourcesOf, WITHOUT_NAMESPACE } from '../rbac/resources.ts';
import type { Holder, JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo } from '../stake.ts';
import { holdersNamed, machines, whereOf } from '../subjects.ts';

/** Row 14. One finding a role, whatever the number of its rules and bindings. */
export const wildcardRight: Rule = {
  name: 'wildcard-right',
  row: 14,
  title: 'A role gives * where it could name what is needed',
  severities: [
    [
      'high',
      'cluster-wide: everything in the core API or in all APIs (that includes Secrets), or any change of what every cluster has (workloads, services, rights)',
    ],
    [
      'medium',
      'cluster-wide: changes of custom resources, or of named resources of any API group; the above in single namespaces',
    ],
    [
      'low',
      'reading in named API groups other than the core; changes of status, leases, events and the like; changes of custom resources in single namespaces',
    ],
  ],
  fires: 'A role that a service account or a group of machines holds has * in verbs, resources or apiGroups.',
  quiet:
    'Built-in roles; roles that only people hold or nobody; everything on everything, which is cluster-admin-workload; * in URLs that are no resources.',
  frameworks: [
    'NHI5:2025',
    'ASI03',
    'MAESTRO-L4',
    'CSF-2.0 PR.AA-05',
    'SP-800-53 AC-6(7)',
    'ISO-27001 A.8.2',
    'SOC-2 CC6.3',
  ],
  *judge(context) {
    const known = resourcesOf(context.roles);
    for (const role of context.roles) {
      if (role.builtIn) continue;
      const wild = role.rules.filter((rule) => wildcards(rule).length > 0);
      const holders = machines(context, role.node);
      if (wild.length > 0 && holders.length > 0 && !isAdmin(role.rules))
        yield draft(context, role, wild, holders, known);
    }
  },
};

function draft(
  context: JudgeContext,
  role: RoleFact,
  wild: readonly RbacRule[],
  holders: readonly Holder[],
  known: ReturnType<typeof resourcesOf>,
): FindingDraft {
  const identity = holders[0]?.subject ?? role.node;
  const everywhere = holders.some(({ grant }) => grant.namespace === undefined);
  const { plan, rules } = narrowRole(role, known);
  const stake = context.stakeThrough(given(context, wild, holders), identity);
  return {
    severity: severityOf(wild, everywhere),
    confidence:
      role.confidence === 'possible' || holders.every(({ grant }) => grant.confidence === 'possible')
        ? 'possible'
        : 'proved',
    identity,
    title: `${holdersNamed(context, holders)} may ${said(wild, everywhere)} ${whereOf(holders)}`,
    detail: `${context.named(role.node)} says * in ${wild.length} of ${role.rules.length} rules: that includes verbs and resources that were never meant and those that come later.${leadingTo(stake)}`,
    evidence: [...wild.flatMap(({ evidence }) => evidence), ...holders.flatMap(({ grant }) => grant.evidence)],
    key: role.node,
    ...atStake(stake),
    fix: plan,
    removes: edgesLost(context, [...new Set(holders.map(({ grant }) => grant.node))], rules),
  };
}

/** Edges of the first holder's permission sets that were read from these rules. */
function given(context: JudgeContext, wild: readonly RbacRule[], holders: readonly Holder[]): EstateEdge[] {
  const places = new Set(wild.flatMap(({ evidence }) => evidence.map(placeOf)));
  const sets = holders.filter(({ subject }) => subject === holders[0]?.subject).map(({ grant }) => grant.node);
  return [...new Set(sets)]
    .flatMap((set) => context.graph.outgoing(set))
    .filter(({ kind, evidence }) => EDGE_KINDS[kind].carries && evidence.some((one) => places.has(placeOf(one))));
}

/** Of the whole cluster; in single namespaces one step less. */
const LEVELS: readonly Severity[] = ['high', 'medium', 'low'];

function severityOf(wild: readonly RbacRule[], everywhere: boolean): Severity {
  const worst = Math.min(...wild.map(levelOf));
  return LEVELS[Math.min(LEVELS.length - 1, worst + (everywhere ? 0 : 1))] ?? 'low';
}

function levelOf(rule: RbacRule): number {
  const everything = rule.resources.includes('*');
  const reads = rule.verbs.every((verb) => READ_VERBS.includes(verb));
  if (everything && rule.apiGroups.some((one) => one === '*' || one === '')) return 0;
  if (reads || rule.resources.every(isHarmless)) return 2;
  if (rule.apiGroups.includes('*')) return rule.verbs.includes('*') ? 0 : 1;
  const built = rule.apiGroups.some((one) => Object.hasOwn(BUILT_IN, one));
  return built && (everything || rule.resources.some((one) => !isHarmless(one))) ? 0 : 1;
}

/** What the rules give, in words, the worst first: one phrase for all that the same verbs reach. */
function said(wild: readonly RbacRule[], everywhere: boolean): string {
  const phrases = new Map<string, RbacRule[]>();
  for (const rule of [...wild].sort((a, b) => levelOf(a) - levelOf(b)))
    phrases.set(doing(rule), [...(phrases.get(doing(rule)) ?? []), rule]);
  return listed([...phrases].map(([does, rules]) => `${does} ${reached(rules, everywhere)}`));
}

function reached(rules: readonly RbacRule[], everywhere: boolean): string {
  const [all, some] = [rules.filter(({ resources }) => resources.includes('*')), rules.filter(({ resources }) => !resources.includes('*'))]; // prettier-ignore
  const anyGroup = ({ apiGroups }: RbacRule): boolean => apiGroups.includes('*');
  const named = (ones: readonly RbacRule[]): string => listed(ones.flatMap((one) => namesOf(one, everywhere)), 4); // prettier-ignore
  const wide = named(some.filter(anyGroup));
  const groups = all.filter((rule) => !anyGroup(rule)).flatMap(({ apiGroups }) => apiGroups);
  return [
    all.some(anyGroup) ? 'every kind of object' : '',
    wide === '' ? '' : `${wide} of any API group`,
    named(some.filter((rule) => !anyGroup(rule))),
    groups.length === 0 ? '' : `everything in ${listed(groups.map((one) => (one === '' ? 'the core API' : one)))}`,
  ]
    .filter((one) => one !== '')
    .join(' and ');
}

function doing({ verbs }: RbacRule): string {
  if (verbs.includes('*')) return 'do anything with';
  if (ORDINARY_VERBS.every((verb) => verbs.includes(verb))) return 'read and change';
  return verbs.every((verb) => READ_VERBS.includes(verb)) ? 'read' : listed([...verbs].sort(), 8);
}

/** Whole kinds before their parts. What has no namespace is not given in one, whatever the role says. */
function namesOf({ resources }: RbacRule, everywhere: boolean): readonly string[] {
  const main = resources.filter((one) => !one.includes('/'));
  const given = main.filter((one) => everywhere || !WITHOUT_NAMESPACE.has(one));
  return given.length > 0 ? given : main.length > 0 ? main : resources;
}
