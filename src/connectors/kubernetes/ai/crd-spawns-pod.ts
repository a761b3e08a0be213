import { readAccounts, type Account } from '../derive/account-list.ts';
import { Namespaced } from '../derive/namespaced.ts';
import { KnownRights, Surroundings, type Edges } from '../derive/surroundings.ts';
import type { Telling } from '../derive/telling.ts';
import { rightsOf, type Grant } from '../rbac/grants.ts';
import { groupMatches, resourceMatches } from '../rbac/match.ts';
import { weaker } from '../../../model/evidence.ts';
import { SPAWNERS, type Spawner } from './spawners.ts';

/** Who may write a custom resource may name any account of its namespace, and its controller runs code as it. */
export function deriveCrdSpawnsPod(telling: Telling): void {
  const { grants } = rightsOf(telling.world);
  const accounts = new Namespaced(
    readAccounts(telling.world, grants).flatMap(({ id, namespace, name, certainty, worthTaking }): AccountTarget[] =>
      worthTaking ? [{ id, namespace, name, certainty }] : [],
    ),
    (one) => one.namespace,
  );
  const around = new Surroundings(accounts.all);
  const served = new Set(telling.world.objects.map((object) => object.group));
  for (const crd of telling.world.of('CustomResourceDefinition')) served.add(crd.name.slice(crd.name.indexOf('.') + 1));
  for (const grant of grants) {
    if (grant.everything) continue;
    const found = spawnerOf(grant, served);
    if (!found) continue;
    const targets = accounts.in(grant.namespace);
    for (const account of targets) tellEnds(telling, grant, account);
    const derive = (to: Edges): void => {
      for (const account of targets) tell(to, grant, account, found);
    };
    KNOWN.get(found.spawner)?.tell(grant, around, telling.estate, derive, grant.rules[found.rule]);
  }
}

type AccountTarget = Pick<Account, 'id' | 'namespace' | 'name' | 'certainty'>;

const KNOWN: ReadonlyMap<Spawner, KnownRights<void>> = new Map(SPAWNERS.map((one) => [one, new KnownRights<void>()]));

interface Right {
  readonly spawner: Spawner;
  readonly rule: number;
}

/** The first kind that the grant may create. A group named by `*` counts only where the realm knows that group. */
function spawnerOf(grant: Grant, served: ReadonlySet<string>): Right | undefined {
  for (const spawner of SPAWNERS)
    for (const [rule, { rule: written }] of grant.rules.entries()) {
      if (!written.verbs.includes('*') && !written.verbs.includes('create')) continue;
      if (!groupMatches(written, spawner.group) || !resourceMatches(written, spawner.resource)) continue;
      if (written.resourceNames.length > 0) continue;
      if (!written.apiGroups.includes(spawner.group) && !served.has(spawner.group)) continue;
      return { spawner, rule };
    }
  return undefined;
}

function tellEnds({ estate, world }: Telling, grant: Grant, account: AccountTarget): void {
  for (const [id, kind, name] of [
    [grant.node, 'PermissionSet', `${grant.roleRef.name}::${grant.binding.name}`],
    [account.id, 'K8sServiceAccount', account.name],
  ] as const)
    if (!estate.has(id))
      estate.node({
        id,
        kind,
        name,
        realm: world.realm,
        environment: world.environment,
        evidence: grant.evidence,
        implied: true,
      });
}

function tell(to: Edges, grant: Grant, account: AccountTarget, { spawner, rule }: Right): void {
  const evidence = [...(grant.rules[rule]?.rule.evidence ?? []), ...grant.evidence];
  const sure = grant.rules[rule]?.certainty;
  const confidence = [grant.certainty, account.certainty, ...(sure ? [sure] : [])]
    .map((one) => one.confidence)
    .reduce(weaker, 'configured');
  const conditions = new Set(
    [grant.certainty.precondition, account.certainty.precondition, sure?.precondition].filter(
      (one) => one !== undefined,
    ),
  );
  conditions.add(`the controller of ${spawner.resource}.${spawner.group} honours ${spawner.field}`);
  to.edge({
    kind: 'CRD_SPAWNS_POD',
    from: grant.node,
    to: account.id,
    confidence,
    precondition: [...conditions].join('; '),
    evidence,
  });
}
