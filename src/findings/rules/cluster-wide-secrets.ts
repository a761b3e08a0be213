import type { RbacRule, RoleFact } from '../../model/facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { NodeId } from '../../model/id.ts';
import type { EdgeKind } from '../../model/kinds.ts';
import { aiPlatform } from '../ai-platform.ts';
import { group } from '../context.ts';
import { secretsToNamespace } from '../fix/secrets-role.ts';
import { listed } from '../names.ts';
import { allows, isAdmin } from '../rbac/allows.ts';
import { edgesLost } from '../rbac/edges.ts';
import { READ_VERBS } from '../rbac/resources.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo } from '../stake.ts';
import { machines } from '../subjects.ts';

/** Row 16. One finding an identity, with all its roles; identities that hold the same roles are one. */
export const clusterWideSecrets: Rule = {
  name: 'cluster-wide-secrets',
  row: 16,
  title: 'A controller may read every Secret of the cluster',
  severities: [
    [
      'high',
      'the identity belongs to the AI platform: rights over its kinds, or the chart, labels, program or image of what runs as it say so, and the finding says which',
    ],
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
    const byRoles = group(readers(context), ([, roles]) => [
      roles
        .map(({ node }) => node)
        .sort()
        .join('\n'),
    ]);
    for (const some of byRoles.values()) yield draft(context, some.map(([subject]) => subject), some[0]?.[1] ?? []); // prettier-ignore
  },
};

/** Every machine that reads Secrets cluster-wide, with the roles that let it. */
function readers(context: JudgeContext): (readonly [NodeId, readonly RoleFact[]])[] {
  const roles = context.roles.filter(
    ({ builtIn, namespace, rules }) =>
      !builtIn && namespace === undefined && !isAdmin(rules) && rules.some(readsSecrets),
  );
  const held = roles.flatMap((role) =>
    machines(context, role.node)
      .filter(({ grant }) => grant.namespace === undefined)
      .map(({ subject }) => [subject, role] as const),
  );
  const bySubject = group(held, ([subject]) => [subject]);
  const running = (subject: NodeId): number => (context.runningAs(subject).length > 0 ? 0 : 1);
  return [...bySubject]
    .map(([subject, pairs]) => [subject, [...new Set(pairs.map(([, role]) => role))]] as const)
    .sort(([a], [b]) => running(a) - running(b) || (a < b ? -1 : 1));
}

export function readsSecrets(rule: RbacRule): boolean {
  return rule.resources.includes('secrets') && READ_VERBS.some((verb) => allows(rule, '', 'secrets', verb));
}

/** Reading or not: what one rule lets read another one may let write. */
function namesSecrets(rule: RbacRule): boolean {
  return rule.resources.includes('secrets') && rule.verbs.some((verb) => allows(rule, '', 'secrets', verb));
}

function draft(context: JudgeContext, subjects: readonly NodeId[], roles: readonly RoleFact[]): FindingDraft {
  const [identity = ''] = subjects;
  const reading = roles.flatMap(({ rules }) => rules.filter(readsSecrets));
  const verbs = new Set(roles.flatMap(({ rules }) => rules.filter(namesSecrets)).flatMap((rule) => rule.verbs));
  const { plan, rules } = secretsToNamespace(context, roles, subjects, readsSecrets);
  const grants = roles.flatMap(({ node }) => context.holders(node).filter(({ subject, grant }) => subjects.includes(subject) && grant.namespace === undefined).map(({ grant }) => grant)); // prettier-ignore
  const sets = [...new Set(grants.map(({ node }) => node))];
  const edges = sets.flatMap((set) => context.graph.outgoing(set)).filter(({ kind }) => SECRET_EDGES.has(kind));
  const stake = context.stakeThrough(edges, identity);
  const others = subjects.length > 1 ? ` (and ${subjects.length - 1} more)` : '';
  // Who may create adds Secrets; those that are there stay as they are.
  const change = ['*', 'update', 'patch', 'delete', 'deletecollection'].some((verb) => verbs.has(verb))
    ? 'read and change'
    : 'read';
  const platform = subjects.map((subject) => aiPlatform(context, subject)).find((because) => because !== undefined);
  return {
    severity: platform === undefined ? 'medium' : 'high',
    confidence: roles.every(({ confidence }) => confidence === 'possible') ? 'possible' : 'proved',
    identity,
    title: `${context.named(identity)}${others} may ${change} every Secret in every namespace`,
    detail: `${listed(roles.map(({ node }) => context.named(node)))} ${roles.length > 1 ? 'name secrets without resourceNames and are' : 'names secrets without resourceNames and is'} bound for the whole cluster, so every token, key and password in it is one request away.${platform === undefined ? '' : ` It belongs to the AI platform: ${platform}.`}${leadingTo(stake)}`,
    evidence: [...reading.flatMap(({ evidence }) => evidence), ...grants.flatMap(({ evidence }) => evidence)],
    key: 'secrets',
    ...atStake(stake),
    fix: plan,
    removes: edgesLost(context, sets, rules),
  };
}

const SECRET_EDGES: ReadonlySet<EdgeKind> = new Set<EdgeKind>(['READ_SECRET', 'READ_TOKEN', 'WRITE_SECRET']);
