import {
  builtImages,
  chosenCluster,
  deployOf,
  executedNotebooks,
  type DeployCommand,
} from '../../artifacts/deploy-commands.ts';
import type { Entry } from '../../documents/entry.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { NodeId } from '../../model/id.ts';
import type { Environment } from '../../model/kinds.ts';
import { fileKey, imageKey } from '../../model/keys.ts';
import { UNTRUSTED, type Conditions } from './conditions.ts';
import { deploys, environmentOf } from './environments.ts';
import { pathIn } from './file-set.ts';
import { environmentTarget, targetOf, type Target } from './targets.ts';
import type { Held } from './tell.ts';
import { valueOf, type JobView, type Telling } from './telling.ts';

/** What the commands of a job change: clusters, clouds, registries, images; and the notebooks that it runs. Returns the environments. */
export function tellDeploys(telling: Telling, id: NodeId, held: Held): readonly Environment[] {
  const { view } = held;
  const found: Environment[] = [];
  let cluster =
    valueOf(view, 'KUBE_CONTEXT') ?? telling.pipeline.field(view.job, 'environment')?.text('kubernetes', 'agent');
  const told = new Set<string>();
  for (const { words, at } of view.commands) {
    cluster = chosenCluster(words) ?? cluster;
    built(telling, id, words, at);
    const command = deploys(telling, view) ? deployOf(words) : undefined;
    if (!command) continue;
    const { evidence } = at;
    const environment = environmentOf(
      telling,
      view,
      command.namespace,
      command.cluster ?? cluster,
      stageOf(command, words),
    );
    const target = targetOf(
      telling,
      view,
      { ...command, ...(cluster === undefined ? {} : { cluster: command.cluster ?? cluster }) },
      environment,
      evidence,
    );
    if (told.has(`${command.does} ${target.node.id}`)) continue;
    told.add(`${command.does} ${target.node.id}`);
    tell(telling, id, held, target, { what: command.what, does: command.does, environment, evidence });
    found.push(environment);
  }
  if (told.size === 0 && view.environment !== undefined && deploys(telling, view)) {
    const environment = environmentOf(telling, view);
    const evidence = telling.pipeline.field(view.job, 'environment')?.evidence ?? view.evidence;
    const target = environmentTarget(telling, view, view.environment, environment, evidence);
    tell(telling, id, held, target, { what: 'deploy', does: `environment ${view.environment}`, environment, evidence });
    found.push(environment);
  }
  return found;
}

interface Change {
  readonly what: DeployCommand['what'];
  readonly does: string;
  readonly environment: Environment;
  readonly evidence: Evidence;
}

function tell({ context }: Telling, id: NodeId, { view, conditions }: Held, target: Target, change: Change): void {
  const { estate } = context;
  const { evidence, what, does, environment } = change;
  const kind = what === 'promote' ? 'PROMOTES' : 'CI_DEPLOYS';
  const told = { kind, confidence: 'configured', evidence: [evidence] } as const;
  if (target.key === undefined) estate.edge({ ...told, from: id, to: estate.node(target.node) });
  else estate.refer({ ...told, node: id, side: 'from', key: target.key, otherwise: target.node });
  const { approval, because } = approvalOf(view, conditions);
  estate.fact({
    fact: 'deploy',
    node: id,
    what,
    target: target.node.id,
    environment,
    approval,
    because: `job ${view.name} runs ${does}; ${because}`,
    untrusted: [...conditions.events.keys()].some((event) => UNTRUSTED.has(event)),
    evidence: [evidence],
    confidence: 'configured',
  });
}

/** Who approves is a setting of protected environments, which no file of the pipeline says; without an environment there is none. */
function approvalOf(
  { environment }: JobView,
  { manual }: Conditions,
): { readonly approval: 'none' | 'unknown'; readonly because: string } {
  const starts = manual ? 'a person starts it' : 'it starts by itself';
  if (environment !== undefined)
    return {
      approval: 'unknown',
      because: `${starts}, and whether ${environment} is a protected environment is a setting of the project`,
    };
  return manual
    ? { approval: 'unknown', because: `${starts}, who may is a setting of the project` }
    : { approval: 'none', because: `${starts}, and without an environment nothing can hold it back` };
}

/** `stage=Production` in a call of a registry. */
function stageOf(command: DeployCommand, words: readonly string[]): string | undefined {
  return command.what === 'promote' && words.some((word) => /\bproduction\b/iu.test(word.slice(0, 5000)))
    ? 'production'
    : undefined;
}

function built({ context, root }: Telling, id: NodeId, words: readonly string[], at: Entry): void {
  const { estate } = context;
  const [images, notebooks] = [builtImages(words), executedNotebooks(words)];
  if (images.length === 0 && notebooks.length === 0) return;
  const told = { node: id, side: 'from', confidence: 'configured', evidence: [at.evidence] } as const;
  for (const image of images) {
    const key = imageKey(image);
    if (key !== undefined) estate.refer({ ...told, kind: 'BUILDS_IMAGE', key });
  }
  for (const notebook of notebooks)
    if (!notebook.includes('$'))
      estate.refer({ ...told, kind: 'RUNS_NOTEBOOK', key: fileKey(pathIn(root.standing.folder, notebook)) });
}
