import type { NodeId } from '../../../model/id.ts';
import { readAccounts, type Account } from '../derive/account-list.ts';
import type { Telling } from '../derive/telling.ts';
import { rightsOf, type Grant } from '../rbac/grants.ts';
import { groupMatches, resourceMatches } from '../rbac/match.ts';
import { weaker } from '../../../model/evidence.ts';
import { SPAWNERS, type Spawner } from './spawners.ts';

/** Who may write a custom resource may name any account of its namespace, and its controller runs code as it. */
export function deriveCrdSpawnsPod(telling: Telling): void {
  const { grants } = rightsOf(telling.world);
  const accounts = new Map<string, Account[]>();
  const all: Account[] = [];
  for (const account of readAccounts(telling.world, grants)) {
    if (!account.worthTaking) continue;
    all.push(account);
    const known = accounts.get(account.namespace);
    if (known) known.push(account);
    else accounts.set(account.namespace, [account]);
  }
  const served = new Set(telling.world.objects.map((object) => object.group));
  for (const crd of telling.world.of('CustomResourceDefinition')) served.add(crd.name.slice(crd.name.indexOf('.') + 1));
  for (const grant of grants) {
    if (grant.everything) continue;
    const found = spawnerOf(grant, served);
    if (!found) continue;
    for (const account of grant.namespace === undefined ? all : (accounts.get(grant.namespace) ?? []))
      tell(telling, grant, account.id, found, account);
  }
}

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

function tell(telling: Telling, grant: Grant, account: NodeId, { spawner, rule }: Right, known: Account): void {
  const { estate, world } = telling;
  for (const [id, kind, name] of [
    [grant.node, 'PermissionSet', `${grant.roleRef.name}::${grant.binding.name}`],
    [account, 'K8sServiceAccount', known.name],
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
  const evidence = [...(grant.rules[rule]?.rule.evidence ?? []), ...grant.evidence];
  const sure = grant.rules[rule]?.certainty;
  const confidence = [grant.certainty, known.certainty, ...(sure ? [sure] : [])]
    .map((one) => one.confidence)
    .reduce(weaker, 'configured');
  const conditions = new Set(
    [grant.certainty.precondition, known.certainty.precondition, sure?.precondition].filter((one) => one !== undefined),
  );
  conditions.add(`the controller of ${spawner.resource}.${spawner.group} honours ${spawner.field}`);
  estate.edge({
    kind: 'CRD_SPAWNS_POD',
    from: grant.node,
    to: account,
    confidence,
    precondition: [...conditions].join('; '),
    evidence,
  });
}
