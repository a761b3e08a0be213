import { ownersOf } from '../../artifacts/codeowners.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import type { Evidence } from '../../model/evidence.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import type { Environment } from '../../model/kinds.ts';
import { fileKey, imageKey } from '../../model/keys.ts';
import type { WorkflowFact } from '../../model/system-facts.ts';
import { conditionsOf, UNTRUSTED, type Conditions } from './conditions.ts';
import { tellCalls } from './tell-calls.ts';
import { tellCredentials } from './tell-credentials.ts';
import { tellDeploys } from './tell-deploys.ts';
import { tellFederation } from './tell-federation.ts';
import { tellForeignCode } from './tell-foreign-code.ts';
import { pipelineId, viewOf, type JobView, type Telling } from './telling.ts';
import { injections } from './injections.ts';

/** What one job holds: for its own entry in the fact of the pipeline. */
export interface Held {
  readonly view: JobView;
  readonly conditions: Conditions;
  readonly secrets: readonly string[];
  readonly oidc: boolean;
  readonly selfHosted: boolean;
}

/** Everything that a pipeline is and does, in the order in which it is read. */
export function tellPipeline(telling: Telling): void {
  const { context, pipeline, root } = telling;
  const { estate } = context;
  const id = pipelineId(root.standing);
  const evidence: Evidence[] = [{ file: root.path, line: 1 }];
  const views = pipeline.jobs.map((job) => viewOf(telling, job));
  const node = {
    id,
    kind: 'Workflow',
    name: root.standing.inRepository,
    realm: root.standing.realm,
    environment: root.standing.environment,
    evidence,
  } as const;
  estate.node(node);
  estate.known(id, fileKey(root.path));
  repository(telling, id, evidence);
  const held = views.map((view): Held => {
    const secrets = tellCredentials(telling, id, view);
    return {
      view,
      secrets,
      conditions: conditionsOf(pipeline, view.job),
      oidc: pipeline.merged(view.job, 'id_tokens').size > 0 || pipeline.field(view.job, 'id_tokens') !== undefined,
      selfHosted: selfHosted(telling, view),
    };
  });
  const environments = new Set<Environment>();
  for (const one of held) {
    tellFederation(telling, id, one);
    for (const environment of tellDeploys(telling, id, one)) environments.add(environment);
    tellCalls(telling, id, one);
  }
  tellForeignCode(telling, id, held);
  estate.fact(workflowFact(telling, id, held));
  forks(telling, id, held);
  if (pipeline.exhausted)
    estate.diagnostic(
      diagnostic('too-large', 'its jobs multiply what they share beyond the bound; the rest was left out', root.path),
    );
  for (const { view } of held) estate.known(id, imageOf(telling, view));
  environments.delete('unknown');
  const [only] = environments;
  if (only !== undefined && environments.size === 1)
    estate.node({ ...node, environment: node.environment === 'unknown' ? only : node.environment });
}

/** Who may write to the repository may change what runs. */
function repository({ context, root }: Telling, id: NodeId, evidence: readonly Evidence[]): void {
  const { repository: known } = root.standing;
  if (!known) return;
  const { host, organisation, name, key } = known;
  const repo = nodeId('git', 'Repo', host, ...organisation.split('/'), name);
  context.estate.node({
    id: repo,
    kind: 'Repo',
    name: `${host}/${organisation}/${name}`,
    realm: host,
    environment: 'unknown',
    evidence,
    implied: true,
  });
  context.estate.known(repo, key);
  context.estate.edge({ kind: 'REPO_WRITE', from: repo, to: id, confidence: 'configured', evidence });
}

function workflowFact(telling: Telling, id: NodeId, held: readonly Held[]): WorkflowFact {
  const { root, owners } = telling;
  const triggers = new Map<string, Evidence>();
  for (const { conditions } of held)
    for (const [event, place] of conditions.events) if (!triggers.has(event)) triggers.set(event, place);
  const found = injections(held);
  const reviewers = owners ? ownersOf(owners, root.standing.inRepository).filter(({ optional }) => !optional) : [];
  const [stranger] = found;
  return {
    fact: 'workflow',
    node: id,
    file: root.path,
    triggers: [...triggers]
      .sort(byName)
      .map(([event, evidence]) => ({ event, untrusted: UNTRUSTED.has(event), evidence })),
    // The rights of the job token are a setting of the project; no file says them.
    token: ['CI_JOB_TOKEN'],
    oidc: held.some(({ oidc }) => oidc),
    secrets: [...new Set(held.flatMap(({ secrets }) => secrets))].sort(),
    ...(stranger ? { strangersCode: { how: stranger.what, evidence: stranger.evidence } } : {}),
    selfHosted: held.some((one) => one.selfHosted),
    reviewers: [...new Set(reviewers.flatMap((one) => one.owners))].sort(),
    jobs: held.map((one) => ({
      name: one.view.name,
      node: id,
      token: ['CI_JOB_TOKEN'],
      oidc: one.oidc,
      secrets: one.secrets,
      selfHosted: one.selfHosted,
      exposures: [],
      evidence: one.view.evidence,
      ...(one.view.environment === undefined ? {} : { environment: one.view.environment }),
    })),
    evidence: [{ file: root.path, line: 1 }],
    confidence: 'configured',
  };
}

export const FORK_CONDITION = 'fork pipelines run in the parent project';

/** A merge request from a fork brings its own pipeline file; it runs with what the project has once a member starts it there. */
function forks({ context, root }: Telling, id: NodeId, held: readonly Held[]): void {
  const places = held.flatMap(({ conditions }) =>
    [...conditions.events].filter(([event]) => UNTRUSTED.has(event)).map(([, place]) => place),
  );
  if (places.length === 0) return;
  const { realm, path, environment } = root.standing;
  const from = nodeId('gitlab', 'ForkMergeRequest', realm, ...path);
  context.estate.node({
    id: from,
    kind: 'Human',
    name: 'author of a merge request from a fork',
    realm,
    environment,
    evidence: places.slice(0, 1),
    entry: 'fork-pr',
    implied: true,
  });
  context.estate.edge({
    kind: 'FORK_PR_EXEC',
    from,
    to: id,
    confidence: 'possible',
    precondition: FORK_CONDITION,
    evidence: places.slice(0, 3),
  });
}

/** Tags choose the runner. Those of GitLab.com's own runners begin with `saas-`; a job without tags goes to any runner. */
function selfHosted({ pipeline }: Telling, view: JobView): boolean {
  const tags = pipeline.list(pipeline.field(view.job, 'tags')).map((one) => view.expanded(one.text() ?? ''));
  return tags.some((tag) => tag !== '' && !/^(?:saas-|gitlab-org)/u.test(tag));
}

function imageOf({ pipeline }: Telling, view: JobView): ReturnType<typeof imageKey> {
  const image = pipeline.field(view.job, 'image');
  const written = image?.text() ?? image?.text('name');
  return written === undefined ? undefined : imageKey(view.expanded(written));
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);
