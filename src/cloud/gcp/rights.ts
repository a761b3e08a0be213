import type { EstateBuilder } from '../../model/builder.ts';
import { hole } from '../../model/hole.ts';
import { nodeId, parseId, type NodeId } from '../../model/id.ts';
import type { GcpRef } from '../../model/gcp-facts.ts';
import { any, both, maybe, YES, type Answer } from '../answer/answer.ts';
import { standingOf } from '../answer/standing.ts';
import { evaluateCel } from './cel/evaluate.ts';
import { NOW } from './cel/time.ts';
import { GCP_POWERS, type GcpPower, type Hub } from './powers.ts';
import { isContainer, projectOf, under } from './scope.ts';
import type { GrantedSet } from './sets.ts';
import type { GcpWorld, Thing } from './world.ts';

/** What each set of rights amounts to: a step to every thing that it is about. */
export function deriveRights(estate: EstateBuilder, world: GcpWorld, sets: readonly GrantedSet[]): void {
  const artifacts = artifactsByBucket(estate);
  for (const set of sets) {
    if (isOwner(set)) {
      step(estate, set, 'ACCOUNT_ADMIN', world.idOf(set.scope), conditionOn(set));
      continue;
    }
    if (set.permissions.unknown && !/^roles\//u.test(set.role)) {
      step(estate, set, 'IAM_SELF_ESCALATE', world.idOf(set.scope), both(conditionOn(set), set.permissions.has('')));
      continue;
    }
    for (const power of GCP_POWERS) tellPower(estate, world, set, power, artifacts);
  }
}

/** Every right where it stands: what it may do besides is not told again. */
export const isOwner = ({ scope, permissions }: GrantedSet): boolean =>
  isContainer(scope) && permissions.has('*').is === 'yes';

function tellPower(
  estate: EstateBuilder,
  world: GcpWorld,
  set: GrantedSet,
  power: GcpPower,
  artifacts: ReadonlyMap<NodeId, readonly NodeId[]>,
): void {
  const held = any(power.anyOf.map((one) => set.permissions.has(one, power)));
  if (held.is === 'no') return;
  const right = power.when === undefined ? held : both(held, maybe(power.when));
  let listed = 0;
  for (const type of power.to)
    for (const [thing, standing] of under(world, set.scope, type)) {
      if (power.named?.test(thing.name) === false) continue;
      const answer = both(both(right, standing), conditionOn(set, thing));
      if (answer.is === 'no') continue;
      if (standing.is === 'yes') listed += 1;
      step(estate, set, power.edge, thing.id, answer);
      if (WRITES.has(power.anyOf[0] ?? '')) overwrite(estate, set, answer, artifacts.get(thing.id) ?? []);
    }
  if (power.hub && isContainer(set.scope) && (listed === 0 || power.hub.always))
    step(estate, set, power.edge, tellHub(estate, world, set, power.hub), both(right, conditionOn(set)));
}

const WRITES: ReadonlySet<string> = new Set(['storage.objects.create']);

/** Replacing an object needs the right to delete it (Cloud Storage, "IAM permissions for JSON methods"). */
function overwrite(estate: EstateBuilder, set: GrantedSet, answer: Answer, artifacts: readonly NodeId[]): void {
  const replace =
    set.permissions.has('storage.objects.delete').is !== 'no' ? YES : maybe('no object of that name is there yet');
  for (const artifact of artifacts) step(estate, set, 'CAN_WRITE_ARTIFACT', artifact, both(answer, replace));
}

function step(
  estate: EstateBuilder,
  set: GrantedSet,
  kind: GcpPower['edge'] | 'ACCOUNT_ADMIN',
  to: NodeId,
  answer: Answer,
): void {
  if (answer.is === 'no') return;
  estate.edge({ kind, from: set.id, to, ...standingOf(answer), evidence: set.evidence });
}

/** A condition on the resource is worked out for each; on the time or the request it stays as it is written. */
export function conditionOn({ condition, day }: GrantedSet, thing?: Thing, permission?: string): Answer {
  if (condition === undefined) return YES;
  return evaluateCel(condition, (name) => {
    if (name === NOW) return day;
    return thing === undefined ? undefined : attribute(thing, name, permission);
  });
}

/** IAM documentation, "Attribute reference for IAM Conditions": the names of objects stand under those of their bucket. */
function attribute({ type, name, project }: Thing, what: string, permission = 'storage.objects.'): string | undefined {
  if (type === 'bucket') {
    const object = permission.startsWith('storage.objects.');
    const own = `projects/_/buckets/${name}`;
    if (what === 'resource.service') return 'storage.googleapis.com';
    if (what === 'resource.type') return `storage.googleapis.com/${object ? 'Object' : 'Bucket'}`;
    return what === 'resource.name' ? (object ? `${own}/objects/${hole('object')}` : own) : undefined;
  }
  if (type !== 'secret') return undefined;
  const version = permission.startsWith('secretmanager.versions.');
  if (what === 'resource.service') return 'secretmanager.googleapis.com';
  if (what === 'resource.type') return `secretmanager.googleapis.com/${version ? 'SecretVersion' : 'Secret'}`;
  if (what !== 'resource.name' || project === undefined) return undefined;
  // Written with the number of the project, which files may not say.
  return `projects/${hole('number')}/secrets/${name}${version ? `/versions/${hole('version')}` : ''}`;
}

export const hubId = (hub: Pick<Hub, 'word'>, realm: string): NodeId => nodeId('gcp', hub.word, realm);

function tellHub(estate: EstateBuilder, world: GcpWorld, { scope, evidence }: GrantedSet, hub: Hub): NodeId {
  const realm = projectOf(world, scope) ?? realmOf(scope);
  const id = hubId(hub, realm);
  const name = `${hub.says} ${realm}`;
  estate.node({
    id, kind: hub.kind, name, realm, environment: estate.get(world.idOf(scope))?.environment ?? 'unknown', evidence, implied: true,
    ...(hub.tier === undefined ? {} : { jewel: { tier: hub.tier, name, confidence: 'possible', reason: 'a role of the project opens all of it' } }),
  }); // prettier-ignore
  const control = world.idOf(scope);
  estate.edge({ kind: 'CONTROLS', from: control, to: id, confidence: 'configured', evidence });
  return id;
}

const realmOf = ({ type, name }: GcpRef): string => `${type}s ${name}`;

/** Artefacts by the bucket that their address names. */
function artifactsByBucket(estate: EstateBuilder): ReadonlyMap<NodeId, readonly NodeId[]> {
  const found = new Map<NodeId, NodeId[]>();
  for (const { id } of estate.allNodes()) {
    if (!id.startsWith('model:Artifact:')) continue;
    const bucket = /^gs:\/\/([^/]{1,222})/u.exec(parseId(id)?.name ?? '')?.[1];
    if (bucket === undefined) continue;
    const store = nodeId('gcp', 'Bucket', bucket);
    const known = found.get(store);
    if (known) known.push(id);
    else found.set(store, [id]);
  }
  return found;
}
