import type { GrantFact, RbacRule } from '../../model/facts.ts';
import type { Edit, FixPlan } from '../../model/finding.ts';
import { wildcards, type Rights } from '../rbac/allows.ts';
import { editsOf, roleDocument } from './narrow-role.ts';

/** Verbs that give rights, whatever they are used on. */
const VERBS: ReadonlySet<string> = new Set(['bind', 'escalate', 'impersonate']);
const CHANGE: ReadonlySet<string> = new Set(['create', 'update', 'patch', 'delete', 'deletecollection']);
/** Resources through which rights are taken, with the verbs that take them; `undefined`: any verb. */
const RESOURCES: Readonly<Record<string, ReadonlySet<string> | undefined>> = {
  'serviceaccounts/token': undefined,
  'nodes/proxy': undefined,
  'certificatesigningrequests/approval': undefined,
  mutatingwebhookconfigurations: CHANGE,
};

export interface Stripped {
  readonly plan: FixPlan;
  readonly rules: readonly Rights[];
}

/** The role without the rights that lead to more rights. A rule with a wildcard is left to the rule about wildcards. */
export function stripRights(grants: readonly GrantFact[]): Stripped {
  const [grant] = grants;
  const rules: Rights[] = [];
  const edits: Edit[] = [];
  let complete = grant !== undefined;
  for (const rule of new Set(grants.flatMap((one) => one.rules))) {
    const kept = strip(rule);
    rules.push(...kept);
    if (kept.length === 1 && kept[0] === rule) {
      if (wildcards(rule).length > 0) complete = false;
      continue;
    }
    const made = editsOf(rule, kept);
    if (made) edits.push(...made);
    else complete = false;
  }
  const why =
    'Take out the rights that lead to more rights. What is needed for one object is given back with its name (resourceNames).';
  const instead = grants
    .map((one) => roleDocument({ name: one.role.name, ...namespaceOf(one) }, one.rules.flatMap(strip)))
    .join('---\n');
  return {
    rules,
    plan:
      complete && edits.length > 0 ? { kind: 'patch', why, edits, instead } : { kind: 'policy', why, text: instead },
  };
}

function namespaceOf({ role, namespace }: GrantFact): { readonly namespace?: string } {
  return role.kind === 'Role' && namespace !== undefined ? { namespace } : {};
}

function strip(rule: RbacRule): readonly Rights[] {
  if (wildcards(rule).length > 0) return [rule];
  const verbs = rule.verbs.filter((verb) => !VERBS.has(verb));
  const takes = (resource: string, verb: string): boolean =>
    resource in RESOURCES && (RESOURCES[resource]?.has(verb) ?? true);
  if (verbs.length === rule.verbs.length && !rule.resources.some((one) => verbs.some((verb) => takes(one, verb))))
    return [rule];
  const safe = rule.resources.filter((one) => !verbs.some((verb) => takes(one, verb)));
  const rest = rule.resources.filter((one) => !safe.includes(one));
  const reading = verbs.filter((verb) => !rest.some((one) => takes(one, verb)));
  return [
    ...(safe.length > 0 && verbs.length > 0 ? [{ ...rule, resources: safe, verbs }] : []),
    ...(rest.length > 0 && reading.length > 0 ? [{ ...rule, resources: rest, verbs: reading }] : []),
  ];
}
