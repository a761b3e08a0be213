import { tellDuties, type Held } from '../../../cloud/answer/duties.ts';
import type { EstateBuilder } from '../../../model/builder.ts';
import { DUTIES, type Duty } from '../../../model/cloud-findings-facts.ts';
import type { GrantFact, RbacRule, WorkloadFact } from '../../../model/facts.ts';
import { parseId, type NodeId } from '../../../model/id.ts';
import { isEverything } from '../rbac/covers.ts';
import { DUTY_RIGHTS, givenBy, inWords } from '../rbac/duties.ts';
import { idOf } from '../read/ids.ts';

/** The control plane's own identities come with every cluster. */
const CONTROL_PLANE = /^system:(?!serviceaccounts|authenticated|unauthenticated)/u;
/** As projects call the account of their controller, which may be installed without its workload being here. */
const CONTROLLER = /(?:^|[-_])(?:controller(?:-manager)?|operator)(?:[-_]|$)/u;
/** Built-in roles that are all there is, in the cluster or in a namespace. */
const ADMIN = /^(?:cluster-admin|admin)$/u;

/** Every right of a duty in the words that say what was held. */
const RIGHTS = Object.fromEntries(
  DUTIES.map((duty) => [duty, DUTY_RIGHTS[duty].flatMap((one) => one.verbs.map((verb) => inWords(verb, one)))]),
) as unknown as Readonly<Record<Duty, readonly string[]>>;

/**
 * Duties of accounts, users and groups of clusters by what bindings surely give them. Administrators hold all and are told as such; an account
 * that only controllers run with holds what its controller needs.
 */
export function deriveClusterDuties(estate: EstateBuilder): void {
  const facts = estate.allFacts();
  const controllers = onlyControllers(facts.filter((one): one is WorkloadFact => one.fact === 'workload'));
  const held = facts.flatMap((one) => (one.fact === 'grant' && one.confidence !== 'possible' ? heldAgain(one) : []));
  const holders = held.filter(({ who }) => {
    const name = parseId(who)?.name ?? '';
    return !controllers.has(who) && !CONTROL_PLANE.test(name) && !CONTROLLER.test(name);
  });
  const clusters = new Set(holders.map(({ at }) => at).filter((at) => parseId(at)?.kind === 'Cluster'));
  tellDuties(estate, holders, RIGHTS, (above, below) => above !== below && clusters.has(above) && isIn(above, below));
}

const isIn = (cluster: NodeId, below: NodeId): boolean => parseId(cluster)?.realm === parseId(below)?.realm;

function onlyControllers(workloads: readonly WorkloadFact[]): ReadonlySet<NodeId> {
  const controls = (one: WorkloadFact): boolean => one.functions.some(({ is }) => is === 'controller');
  const others = new Set(workloads.filter((one) => !controls(one)).map(({ account }) => account));
  return new Set(workloads.map(({ account }) => account).filter((account) => !others.has(account)));
}

/** For as long as the grant is held: a watch is told most of them again. */
const HELD = new WeakMap<GrantFact, readonly Held[]>();

function heldAgain(grant: GrantFact): readonly Held[] {
  let held = HELD.get(grant);
  if (!held) HELD.set(grant, (held = heldBy(grant)));
  return held;
}

/** One for each subject and rule, so that what decides is the rule where it stands. */
function heldBy(grant: GrantFact): readonly Held[] {
  const realm = parseId(grant.node)?.realm ?? '';
  const at = grant.namespace === undefined ? idOf.cluster(realm) : idOf.namespace(realm, grant.namespace);
  const all = isEverything(grant.rules) || (grant.role.builtIn && ADMIN.test(grant.role.name));
  const rules = grant.rules.flatMap((rule) => {
    const rights = rightsIn(rule, grant.namespace === undefined);
    return rights.size > 0 ? [{ rule, rights }] : [];
  });
  const name = `${grant.role.kind} ${grant.role.name}`;
  return grant.subjects.flatMap(({ node: who }) =>
    rules.map(({ rule, rights }) => ({
      who, at, name, evidence: rule.evidence.length > 0 ? rule.evidence : grant.evidence, does: (one: string) => rights.has(one), all,
    })),
  ); // prettier-ignore
}

function rightsIn(rule: RbacRule, wide: boolean): ReadonlySet<string> {
  return new Set(
    DUTIES.flatMap((duty) => DUTY_RIGHTS[duty])
      .filter((one) => wide || one.in === 'namespace')
      .flatMap((one) => givenBy(rule, one) ?? []),
  );
}
