import { nodeId, type NodeId } from '../../../model/id.ts';
import type { Evidence } from '../../../model/evidence.ts';
import type { Settings } from '../read/settings.ts';
import type { WritingKey } from '../read/writers.ts';
import { writes } from './branch.ts';
import { idOf } from './place.ts';
import type { World } from './world.ts';

/** Who may change each repository besides its workflows: keys, tokens and people that its settings, or those of its organisation, name. */
export function tellWriters(world: World): void {
  const told = new Set<NodeId>();
  for (const workflow of world.workflows) {
    const settings = world.settingsOf(workflow);
    const repository = idOf.repository(world.place(workflow));
    if (settings?.repository === undefined || told.has(repository)) continue;
    told.add(repository);
    for (const key of settings.deployKeys ?? [])
      tellKey(world, settings, { key, what: 'deploy key', of: [settings.repository, key.id], opens: repository });
    for (const key of world.organisationOf(workflow)?.tokens ?? [])
      tellKey(world, settings, { key, what: 'personal access token', of: ['token', key.id], opens: repository });
    for (const { login, evidence } of settings.collaborators ?? [])
      change(world, settings, person(world, settings, login, evidence), repository, evidence);
  }
}

interface Opening {
  readonly key: WritingKey;
  readonly what: string;
  /** What tells its id apart in the organisation. */
  readonly of: readonly string[];
  readonly opens: NodeId;
}

function tellKey(world: World, settings: Settings, { key, what, of, opens }: Opening): void {
  const { estate } = world.context;
  const { title, login, expires, created, lastUsed } = key;
  const evidence = [key.evidence];
  const node = nodeId('github', 'Key', settings.organisation, ...of);
  estate.node({ id: node, kind: 'ApiKey', name: title, realm: settings.organisation, environment: 'unknown', evidence });
  if (login !== undefined)
    estate.edge({ kind: 'HOLDS', from: person(world, settings, login, key.evidence), to: node, confidence: 'configured', evidence });
  if (expires !== undefined)
    estate.fact({
      fact: 'lifetime', node, what, expires, ...(created === undefined ? {} : { created }), ...(lastUsed === undefined ? {} : { lastUsed }),
      evidence, confidence: 'configured',
    });
  change(world, settings, node, opens, key.evidence);
} // prettier-ignore

function person({ context: { estate } }: World, { organisation }: Settings, login: string, evidence: Evidence): NodeId {
  const id = nodeId('github', 'Human', organisation, login);
  return estate.node({ id, kind: 'Human', name: login, realm: organisation, environment: 'unknown', evidence: [evidence] }); // prettier-ignore
}

const KEPT = 'no rule of the repository keeps it from the branch';
const REVIEWED =
  'the branch asks for a pull request: it gets one approved, or what it writes is on another branch or tag';

function change(world: World, settings: Settings, from: NodeId, to: NodeId, evidence: Evidence): void {
  const standing = writes(settings, KEPT, REVIEWED);
  world.context.estate.edge({ kind: 'REPO_WRITE', from, to, ...standing, evidence: [evidence] });
}
