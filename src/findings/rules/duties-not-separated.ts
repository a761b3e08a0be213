import type { Duty, DutyFact } from '../../model/cloud-findings-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { called } from '../aws/called.ts';
import { group } from '../context.ts';
import { listed } from '../names.ts';
import { placeOf } from '../../model/evidence.ts';
import { parseId, type NodeId } from '../../model/id.ts';
import type { JudgeContext, Rule } from '../rule.ts';

type Conflict = readonly [one: Duty, other: Duty, why: string];

/** Duties that one identity should not hold together, unless an organisation declares otherwise. */
export const CONFLICTS: readonly Conflict[] = [
  ['deployment', 'approval', 'what it releases it approves itself'],
  ['serving', 'approval', 'what it serves it approves itself'],
  ['deployment', 'audit', 'what it changes it can keep out of the records'],
  ['serving', 'audit', 'what is asked of its models it can keep out of the records'],
  ['platform-administration', 'audit', 'whom it gives rights it can keep out of the records'],
  ['host-control', 'audit', 'what it does on machines it can keep out of the records'],
  ['platform-administration', 'approval', 'whom it gives rights and what it approves are one hand'],
  ['platform-administration', 'serving', 'who serves models can give itself rights'],
  ['host-control', 'serving', 'who serves models controls the machines under them'],
  ['gpu-provisioning', 'approval', 'what it pays for it approves itself'],
];

/** Above the design's table. One finding an identity. */
export const dutiesNotSeparated: Rule = {
  name: 'duties-not-separated',
  row: 56,
  title: 'One identity holds duties that are to be apart',
  severities: [
    ['high', 'one of them is approval or audit, and something else acts with the identity'],
    ['medium', 'any other'],
  ],
  fires:
    'The effective rights of a role or user of AWS, on anything in its account, or what the bindings of Google Cloud or the assignments of Azure give in one project, folder, subscription or group, or what the bindings of Kubernetes give in a cluster or namespace, exercise two duties that the table of conflicts keeps apart. Where only policies of AWS that are in no file could part them, it is possible.',
  quiet:
    'Administrators of the account, cluster or namespace, who hold all and are found as such; rights on single named resources; service-linked roles; accounts that only controllers of a cluster run with, and its control plane; templates that were not rendered.',
  frameworks: [
    'NHI5:2025',
    'ASI03',
    'MAESTRO-L6',
    'CSF-2.0 PR.AA-05',
    'SP-800-53 AC-5',
    'ISO-27001 A.5.15',
    'SOC-2 CC6.3',
  ],
  *judge(context) {
    for (const facts of group(context.of('duty'), ({ node, within = '' }) => [node, within]).values()) {
      const held = new Map(facts.map((one) => [one.duty, one]));
      const conflicts = conflictsOf(context, facts[0]?.node ?? '', [...held.keys()]);
      if (conflicts.length > 0) yield draft(context, held, conflicts);
    }
  },
};

/** Each pair that is held, as the table has it and as the organisation declared it since: the last that fits counts. */
function conflictsOf({ duties }: JudgeContext, node: NodeId, held: readonly Duty[]): readonly Conflict[] {
  const fits = duties.filter(({ where }) => where === undefined || where.test(node));
  return held.flatMap((one, at) =>
    held.slice(at + 1).flatMap((other): Conflict[] => {
      const both = (list: readonly Duty[]): boolean => list.includes(one) && list.includes(other);
      const said = fits.filter(({ apart, together }) => both(apart) || both(together)).at(-1);
      if (said) return both(said.together) ? [] : [[one, other, said.why]];
      return CONFLICTS.filter((row) => row.includes(one) && row.includes(other));
    }),
  );
}

const RECORDS: ReadonlySet<Duty> = new Set<Duty>(['approval', 'audit']);

function draft(context: JudgeContext, held: ReadonlyMap<Duty, DutyFact>, conflicts: readonly Conflict[]): FindingDraft {
  const duties = [...new Set(conflicts.flatMap(([one, other]) => [one, other]))].sort();
  const facts = duties.flatMap((one) => held.get(one) ?? []);
  const { node = '', within } = facts[0] ?? {};
  const doubts = [...new Set(facts.flatMap(({ doubt }) => doubt ?? []))];
  const name = (id: NodeId): string => (isCluster(id) ? context.named(id) : called(context, id));
  const acted = context.graph.incoming(node).some(({ kind }) => kind !== 'CONTROLS' && kind !== 'MAY_BE');
  const apart = duties.find((one) => RECORDS.has(one)) ?? duties[0];
  const actions = (apart && held.get(apart)?.actions) ?? [];
  const statements = facts.map(
    ({ duty, actions: own, statements: from }) => `${duty}: ${listed(own)} by ${listed(from.map(({ name }) => name))}`,
  );
  return {
    severity: acted && duties.some((one) => RECORDS.has(one)) ? 'high' : 'medium',
    confidence: doubts.length > 0 ? 'possible' : 'proved',
    identity: node,
    title: `${name(node)} holds ${listed(duties, 7)} together${within === undefined ? '' : ` in ${name(within)}`}`,
    detail: `${conflicts
      .map(([, , why]) => why)
      .slice(0, 2)
      .join('; ')}. ${statements.join('; ')}.${doubts.length > 0 ? ` It may not hold: ${doubts.join('; ')}.` : ''}`,
    evidence: facts.flatMap(({ evidence }) => evidence),
    key: within === undefined ? 'duties' : `duties in ${within}`,
    fix: fixOf(context, { node, within, apart, actions, facts }),
  };
}

const isCluster = (id: NodeId): boolean => parseId(id)?.source === 'k8s';

interface Asked {
  readonly node: NodeId;
  readonly within: NodeId | undefined;
  readonly apart: Duty | undefined;
  readonly actions: readonly string[];
  readonly facts: readonly DutyFact[];
}

/** What takes one of the duties away: a deny where there is such a thing, else the assignments or rules that give it. */
function fixOf(context: JudgeContext, { node, within, apart, actions, facts }: Asked): FindingDraft['fix'] {
  const why = `Give ${apart ?? 'one of them'} to an identity of its own, and`;
  const { source } = parseId(within ?? node) ?? {};
  if (source === 'azure') {
    const giving = facts.find(({ duty }) => duty === apart)?.statements ?? [];
    const lines = giving.map(
      ({ name }) =>
        `az role assignment delete --assignee ${context.named(node)} --role "${name.split(' on ')[0] ?? name}" --scope SCOPE`,
    );
    return { kind: 'command', why: `${why} take what gives it away here:`, text: `${lines.join('\n')}\n` };
  }
  if (source === 'k8s') {
    const rules = (facts.find(({ duty }) => duty === apart)?.statements ?? []).map(
      ({ name, evidence }) => `# ${name}, ${placeOf(evidence)}`,
    );
    const text = `${[...new Set(rules)].join('\n')}\n# no longer: ${listed(actions, 10)}\n`;
    return { kind: 'policy', why: `${why} take its rules out of the roles that give it here:`, text };
  }
  if (source === 'gcp') {
    const deniedPermissions = actions.map((one) =>
      one.replace(/^resourcemanager\./u, 'cloudresourcemanager.').replace(/^([a-z]+)\./u, '$1.googleapis.com/'),
    );
    const denyRule = { deniedPrincipals: [denied(node)], deniedPermissions };
    return {
      kind: 'policy',
      why: `${why} deny it here:`,
      text: `${JSON.stringify({ rules: [{ denyRule }] }, null, 2)}\n`,
    };
  }
  const statement = { Sid: 'DutyElsewhere', Effect: 'Deny', Action: actions, Resource: '*' };
  return {
    kind: 'policy',
    why: `${why} deny it here:`,
    text: `${JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2)}\n`,
  };
}

/** A principal as deny policies of Google Cloud name it. */
function denied(node: NodeId): string {
  const { kind, name = node } = parseId(node) ?? {};
  if (kind === 'User') return `principal://goog/subject/${name}`;
  if (kind === 'Group') return `principalSet://goog/group/${name}`;
  return kind === 'ServiceAccount' ? `principal://iam.googleapis.com/projects/-/serviceAccounts/${name}` : name;
}
