import type { DanglingFact, GrantFact } from '../../model/facts.ts';
import type { FindingDraft, FixPlan } from '../../model/finding.ts';
import { parseId, type NodeId } from '../../model/id.ts';
import { group } from '../context.ts';
import { listed } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo, tierOf } from '../stake.ts';

/** Row 11. One finding a missing account, whatever the number of bindings that name it. */
export const danglingBinding: Rule = {
  name: 'dangling-binding',
  row: 11,
  title: 'A binding gives rights to a service account that does not exist',
  severities: [
    ['medium', 'the rights lead to a jewel of tier 8 or more'],
    ['low', 'otherwise'],
  ],
  fires: 'A binding names a service account that no file declares, in a namespace of which other objects were read.',
  quiet:
    'Accounts of namespaces that were not read (they may be declared elsewhere), `default` accounts, the namespace `default` (what is applied without a namespace lands there), accounts that another realm declares (its kustomization is applied beside this one), groups and people, bindings from templates.',
  frameworks: [
    'NHI1:2025',
    'MAESTRO-L4',
    'AI-RMF GOVERN 1.7',
    'CSF-2.0 PR.AA-01',
    'SP-800-53 AC-2(3)',
    'ISO-27001 A.5.18',
    'SOC-2 CC6.2',
  ],
  *judge(context) {
    const read = namespacesRead(context);
    const elsewhere = declaredAnywhere(context);
    const missing = context.dangling.filter(
      (one) => one.relation === 'subject' && one.confidence !== 'possible' && read.has(namespaceOf(one.missing)),
    );
    for (const [account, facts] of group(missing, (one) => [one.missing])) {
      if (!assumed(account) && !elsewhere.has(withoutRealm(account))) yield draft(context, account, facts);
    }
  },
};

/** `default` exists in every namespace; the namespace `default` is where objects land whose namespace is given only when they are applied. */
function assumed(account: NodeId): boolean {
  const parsed = parseId(account);
  return parsed?.name === 'default' || parsed?.path[0] === 'default';
}

/** `realm/namespace` of every namespace in which something was declared. */
function namespacesRead({ estate }: JudgeContext): Set<string> {
  const declared = new Set(['ServiceAccount', 'Workload', 'Namespace', 'Pod', 'Deployment']);
  return new Set(
    estate.nodes.flatMap((node) => {
      if (node.implied || !declared.has(parseId(node.id)?.kind ?? '')) return [];
      return [`${node.realm}/${node.namespace ?? node.name}`];
    }),
  );
}

/** `namespace/name` of every account that some file declares, in whichever realm. */
function declaredAnywhere({ estate }: JudgeContext): Set<string> {
  return new Set(
    estate.nodes.flatMap((node) => (node.kind === 'K8sServiceAccount' && !node.implied ? [withoutRealm(node.id)] : [])),
  );
}

function withoutRealm(account: NodeId): string {
  return parseId(account)?.path.join('/') ?? account;
}

function namespaceOf(account: NodeId): string {
  const parsed = parseId(account);
  return `${parsed?.realm ?? ''}/${parsed?.path[0] ?? ''}`;
}

function draft(context: JudgeContext, account: NodeId, facts: readonly DanglingFact[]): FindingDraft {
  const grants = context.grants.filter((grant) => facts.some(({ node }) => node === grant.node));
  const stake = context.pathToStake(grants.map(({ node }) => node).sort());
  const roles = listed(grants.map(({ role }) => `${role.kind} ${role.name}`));
  return {
    severity: tierOf(stake) >= 8 ? 'medium' : 'low',
    confidence: 'configured',
    identity: account,
    title: `${roles === '' ? 'A binding' : roles} is given to ${context.named(account)}, which does not exist`,
    detail: `No file declares the account. Whoever may create service accounts there creates it and has the rights.${leadingTo(stake)}`,
    evidence: facts.flatMap(({ evidence }) => evidence),
    key: 'subject',
    ...atStake(stake),
    fix: takeOut(facts, grants),
    removes: context.graph.outgoing(account).filter(({ to, kind }) => kind === 'HAS_PERMISSION_SET' && facts.some(({ node }) => node === to)).map(({ id }) => id), // prettier-ignore
  };
}

/** The whole binding where the missing account is its only subject. */
function takeOut(facts: readonly DanglingFact[], grants: readonly GrantFact[]): FixPlan {
  const why = 'Take the binding back. If the account is declared elsewhere, scan that folder too.';
  const spans = facts.flatMap((fact) => {
    const grant = grants.find(({ node }) => node === fact.node);
    const alone = grant !== undefined && grant.subjects.length <= 1;
    return (alone ? grant.document : fact.span) ?? [];
  });
  const text = grants
    .map(({ binding }) => {
      const where = binding.namespace === undefined ? '' : ` --namespace ${binding.namespace}`;
      return `kubectl delete ${binding.kind.toLowerCase()} ${binding.name}${where}\n`;
    })
    .join('');
  if (spans.length !== facts.length)
    return { kind: 'policy', why, text: `# delete, or take the subject out:\n${text}` };
  return { kind: 'patch', why, edits: spans.map((span) => ({ ...span, text: '' })), instead: text };
}
