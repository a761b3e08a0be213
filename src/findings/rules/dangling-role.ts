import type { DanglingFact, GrantFact } from '../../model/facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { parseId, type NodeId } from '../../model/id.ts';
import { group } from '../context.ts';
import { listed } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';

/** Row 11. One finding a missing role, whatever the number of bindings that name it. */
export const danglingRole: Rule = {
  name: 'dangling-role',
  row: 11,
  title: 'A binding gives a role that does not exist',
  severities: [['low', 'always: it gives nothing until somebody makes the role']],
  fires:
    'A binding names a Role or ClusterRole that no file declares. `configured` where everything of its namespace or cluster was exported; `possible` where other roles of the namespace, or other cluster roles, stand in the files.',
  quiet:
    'Roles that come with Kubernetes; namespaces and realms whose roles were not read; roles that another realm declares; bindings from templates.',
  frameworks: ['NHI1:2025', 'AI-RMF GOVERN 1.7', 'CSF-2.0 PR.AA-01', 'SP-800-53 AC-2(3)', 'ISO-27001 A.5.18', 'SOC-2 CC6.2'],
  *judge(context) {
    const places = new Set(context.roles.filter(({ builtIn }) => !builtIn).map(({ node }) => placeOf(node)));
    const elsewhere = new Set(context.roles.map(({ node }) => withoutRealm(node)));
    const missing = context.dangling.filter(
      ({ relation, confidence, missing: role, whole }) =>
        relation === 'role' && confidence !== 'possible' && !elsewhere.has(withoutRealm(role)) && (whole === true || places.has(placeOf(role))),
    );
    for (const [role, facts] of group(missing, (one) => [one.missing])) yield draft(context, role, facts);
  },
}; // prettier-ignore

/** Of a role its realm and namespace, of a cluster role its realm. */
function placeOf(role: NodeId): string {
  const { realm = '', path = [] } = parseId(role) ?? {};
  return [realm, ...path.slice(0, -1)].join('/');
}

const withoutRealm = (role: NodeId): string => parseId(role)?.path.join('/') ?? role;

function draft(context: JudgeContext, role: NodeId, facts: readonly DanglingFact[]): FindingDraft {
  const grants = context.grants.filter((grant) => facts.some(({ node }) => node === grant.node));
  const holders = grants.flatMap(({ subjects }) => subjects.map(({ node }) => context.named(node)));
  const whole = facts.some((one) => one.whole === true);
  const known = whole
    ? 'Everything there was exported, and the role is not among it.'
    : 'No file that was read declares the role, though others of its kind stand in them. If it is declared elsewhere, scan that too.';
  return {
    severity: 'low',
    confidence: whole ? 'configured' : 'possible',
    identity: facts[0]?.node ?? role,
    title: `${listed(grants.map(({ binding }) => `${binding.kind} ${binding.name}`))} gives ${context.named(role)}, which does not exist`,
    detail: `${known} Whoever may make a role of that name decides what ${listed(holders) || 'its subjects'} may do.`,
    evidence: facts.flatMap(({ evidence }) => evidence),
    key: `role ${role}`,
    fix: {
      kind: 'policy',
      why: 'Take the binding back, or bind the role that was meant.',
      text: [...new Set(grants.map(takeBack))].join(''),
    },
  };
}

function takeBack({ binding }: GrantFact): string {
  const where = binding.namespace === undefined ? '' : ` --namespace ${binding.namespace}`;
  return `kubectl delete ${binding.kind.toLowerCase()} ${binding.name}${where}\n`;
}
