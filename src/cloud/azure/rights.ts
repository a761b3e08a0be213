import type { EstateBuilder } from '../../model/builder.ts';
import type { EdgeKind } from '../../model/kinds.ts';
import { nodeId, parseId, type NodeId } from '../../model/id.ts';
import { any, both, either, maybe, NO, YES, type Answer } from '../answer/answer.ts';
import { standingOf } from '../answer/standing.ts';
import { parseArmId } from '../tell/arm-id.ts';
import { azureKindOf } from '../tell/azure.ts';
import {
  ATTACHES,
  AZURE_POWERS,
  CHANGES_ROLES,
  GRANTS_RIGHTS,
  IDENTITY,
  RUNS_CODE,
  type AzurePower,
} from './powers.ts';
import { mayDo, type AssignedSet } from './sets.ts';
import { isContainer, type AzureWorld, type Thing } from './world.ts';

/** What each assignment amounts to: a step to every resource that it is about. */
export function deriveRights(estate: EstateBuilder, world: AzureWorld, sets: readonly AssignedSet[]): void {
  const artifacts = artifactsByHost(estate);
  for (const set of sets) {
    const { type } = parseArmId(set.scope);
    const may = (action: string): Answer => mayDo(set, action, false);
    const grants = any(GRANTS_RIGHTS.map((one) => may(one)));
    const everything = both(may('Microsoft.Anything/else/write'), grants);
    if (isContainer(type) && everything.is === 'yes') {
      step(estate, set, 'ACCOUNT_ADMIN', set.scopeNode, YES);
      continue;
    }
    const changes = both(may(CHANGES_ROLES), maybe('it holds a custom role that it may change'));
    step(estate, set, 'IAM_SELF_ESCALATE', set.scopeNode, either(grants, changes));
    if (!set.permits.unknown) for (const power of AZURE_POWERS) tellPower(estate, world, set, power, artifacts);
  }
}

function tellPower(
  estate: EstateBuilder,
  world: AzureWorld,
  set: AssignedSet,
  power: AzurePower,
  artifacts: ReadonlyMap<string, readonly NodeId[]>,
): void {
  const held = any(power.anyOf.map((one) => mayDo(set, one, power.data === true)));
  if (held.is === 'no') return;
  const scope = parseArmId(set.scope);
  let listed = 0;
  for (const thing of world.things) {
    const own = thing.id === scope.id && power.to.some((type) => thing.type.startsWith(`${type}/`));
    if (!own && !power.to.includes(thing.type)) continue;
    const standing = world.isUnder(set.scope, thing.id);
    if (standing.is === 'yes') listed += 1;
    const answer = both(both(held, standing), whereOf(power, thing));
    step(estate, set, power.edge, thing.node, answer);
    if (power.writes)
      for (const host of thing.fact?.hosts ?? [])
        for (const artifact of artifacts.get(host) ?? []) step(estate, set, 'CAN_WRITE_ARTIFACT', artifact, answer);
  }
  if (listed === 0 && !power.listed && isContainer(scope.type))
    step(
      estate,
      set,
      power.edge,
      hub(estate, set, power),
      both(held, power.where ? maybe(DEFAULTS[power.where]) : YES),
    );
}

const DEFAULTS = {
  keys: 'keys of it are accepted',
  roles: 'role assignments open it',
  policies: 'access policies open it',
} as const;

function whereOf({ where }: AzurePower, { fact }: Thing): Answer {
  if (where === undefined) return YES;
  const known = where === 'keys' ? fact?.keys : fact?.byRoles;
  if (known === undefined) return maybe(DEFAULTS[where]);
  return known === (where !== 'policies') ? YES : NO;
}

/** All of a type at a scope of which no file lists any. */
function hub(
  estate: EstateBuilder,
  { scope, scopeNode, evidence }: AssignedSet,
  { to: [type = ''] }: AzurePower,
): NodeId {
  const { word, kind, jewel } = azureKindOf(type);
  const arm = parseArmId(scope);
  const at = estate.get(scopeNode);
  const realm = at?.realm ?? 'azure';
  const id = nodeId('azure', `Every${word}`, realm, ...arm.path);
  const name = `every ${word} of ${at?.name ?? arm.name}`;
  const stake = jewel
    ? { jewel: { tier: jewel.tier, name, confidence: 'possible', reason: jewel.reason } as const }
    : {};
  estate.node({ id, kind, name, realm, environment: at?.environment ?? 'unknown', evidence, implied: true, ...stake });
  estate.edge({ kind: 'CONTROLS', from: scopeNode, to: id, confidence: 'configured', evidence });
  return id;
}

function step(estate: EstateBuilder, set: AssignedSet, kind: EdgeKind, to: NodeId, answer: Answer): void {
  if (answer.is !== 'no') estate.edge({ kind, from: set.id, to, ...standingOf(answer), evidence: set.evidence });
}

/** Attaching an identity and running code give the identity to who may do both. */
export function deriveAttaching(estate: EstateBuilder, world: AzureWorld, sets: readonly AssignedSet[]): void {
  const runs = (set: AssignedSet): Answer =>
    set.permits.unknown ? NO : any(RUNS_CODE.map((one) => mayDo(set, one, false)));
  for (const set of sets) {
    const attaches = set.permits.unknown ? NO : mayDo(set, ATTACHES, false);
    if (attaches.is === 'no') continue;
    for (const thing of world.things) {
      if (thing.type !== IDENTITY) continue;
      const answer = both(attaches, world.isUnder(set.scope, thing.id));
      if (answer.is === 'no') continue;
      for (const holder of set.holders.keys()) {
        const ways = sets
          .filter((one) => one.holders.has(holder) && isContainer(parseArmId(one.scope).type))
          .map((one) => [one, runs(one)] as const);
        const best = ways.find(([, way]) => way.is === 'yes') ?? ways.find(([, way]) => way.is === 'maybe');
        const code = best ? best[1] : maybe('it may also create something that runs code');
        const evidence = [...set.evidence, ...(best ? best[0].evidence : [])];
        if (holder !== thing.node)
          estate.edge({
            kind: 'PASS_ROLE_EXEC',
            from: holder,
            to: thing.node,
            ...standingOf(both(answer, code)),
            evidence,
          });
      }
    }
  }
}

/** Artefacts by the host of the account in their address: `abfss://container@account.dfs.core.windows.net/...`. */
function artifactsByHost(estate: EstateBuilder): ReadonlyMap<string, readonly NodeId[]> {
  const found = new Map<string, NodeId[]>();
  for (const { id } of estate.allNodes()) {
    if (!id.startsWith('model:Artifact:')) continue;
    const host = /^(?:abfss?|wasbs?|https):\/\/(?:[^@/]{1,100}@)?([^/]{1,250})/u
      .exec(parseId(id)?.name ?? '')?.[1]
      ?.toLowerCase();
    if (host !== undefined) found.set(host, [...(found.get(host) ?? []), id]);
  }
  return found;
}
