import { writes } from './branch.ts';
import { idOf } from './place.ts';
import type { Reached } from './facts.ts';
import type { Workflow } from '../types.ts';
import type { World } from './world.ts';

const UNPROTECTED = 'no rule of the repository keeps the token of the workflow from the branch';
const REVIEWED =
  'the branch asks for a pull request: the token gets one approved, or what it writes is on another branch or tag';
const RUNNER = 'the runner is not made anew for each job';

/** Who may change the repository may change the workflow; a token that may write contents may change the repository. */
export function tellRepository(world: World, workflow: Workflow, jobs: readonly Reached[]): void {
  const { estate } = world.context;
  const place = world.place(workflow);
  const node = idOf.workflow(place);
  const repository = idOf.repository(place);
  const evidence = [{ file: workflow.file.path, line: workflow.root.evidence.line }];
  estate.node({
    id: repository, kind: 'Repo', name: place.repository.at(-1) ?? place.realm, realm: place.realm, environment: 'unknown', evidence, implied: true,
  }); // prettier-ignore
  if (place.remote) {
    estate.known(repository, place.remote.key);
    estate.refer({
      kind: 'IS_REPO',
      node: repository,
      side: 'from',
      key: place.remote.key,
      confidence: 'configured',
      evidence,
    });
  }
  if (workflow.live)
    estate.edge({ kind: 'REPO_WRITE', from: repository, to: node, confidence: 'configured', evidence });
  for (const { view, node: own } of jobs) {
    if (view.token.includes('contents: write') || view.token.includes('write-all')) {
      const at = [view.permissions?.entry.evidence ?? view.job.entry.evidence];
      for (const from of new Set([node, own]))
        estate.edge({
          kind: 'REPO_WRITE',
          from,
          to: repository,
          ...writes(view.settings, UNPROTECTED, REVIEWED),
          evidence: at,
        });
    }
  }
}

/** Whoever holds a machine of the organisation holds what runs on it next. Told for machines that a stranger gets onto. */
export function tellRunners(world: World, jobs: readonly Reached[]): void {
  const { estate } = world.context;
  for (const { view, node } of jobs) {
    const runner = idOf.runner(view.place, view.job.runsOn);
    if (!view.job.selfHosted || !estate.has(runner)) continue;
    const evidence = [(view.job.entry.get('runs-on') ?? view.job.entry).evidence];
    estate.edge({ kind: 'NODE_HOSTS', from: runner, to: node, confidence: 'possible', precondition: RUNNER, evidence });
  }
}
