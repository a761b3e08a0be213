import type { Exposure } from '../../../model/workflow-job.ts';
import type { NodeId } from '../../../model/id.ts';
import { tellActions } from './actions.ts';
import { tellCalls } from './calls.ts';
import { tellCloud } from './cloud.ts';
import { tellCredentials } from './credentials.ts';
import { tellDeploys } from './deploys.ts';
import { exposuresOf } from './exposures.ts';
import { tellWorkflow, type Reached } from './facts.ts';
import { tellImages } from './images.ts';
import { tellNotebooks } from './notebooks.ts';
import { idOf } from './place.ts';
import { tellPromotions } from './promotes.ts';
import { tellRepository, tellRunners } from './repository.ts';
import { tellSecrets } from './secrets.ts';
import { Starts } from './starts.ts';
import { tellStrangers } from './strangers.ts';
import { Telling } from './telling.ts';
import type { Workflow } from '../types.ts';
import { viewsOf, type JobView } from './view.ts';
import { tellWriters } from './writers.ts';
import type { World } from './world.ts';

export function tellAll(world: World): void {
  for (const workflow of world.workflows) tellNode(world, workflow);
  const starts = new Starts(world);
  const onMachines = world.workflows.flatMap((workflow) =>
    tellOne(world, starts, workflow).filter(({ view }) => view.job.selfHosted),
  );
  tellRunners(world, onMachines);
  tellWriters(world);
}

function tellNode(world: World, workflow: Workflow): void {
  const place = world.place(workflow);
  world.context.estate.node({
    id: idOf.workflow(place), kind: 'Workflow', name: place.path.at(-1) ?? workflow.file.path, realm: place.realm,
    environment: place.environment, evidence: [{ file: workflow.file.path, line: workflow.root.evidence.line }],
  }); // prettier-ignore
}

function tellOne(world: World, starts: Starts, workflow: Workflow): readonly Reached[] {
  const jobs = reached(world, starts, workflow);
  tellRepository(world, workflow, jobs);
  for (const { view, node, exposures } of jobs) {
    const own = idOf.workflow(view.place);
    const telling = new Telling(world.context.estate, view, node === own ? [own] : [own, node]);
    tellStrangers(telling, node, exposures);
    tellSecrets(telling);
    const clouds = tellCloud(telling);
    tellActions(telling);
    tellCalls(telling, world);
    tellImages(telling);
    tellDeploys(telling, clouds);
    tellPromotions(telling);
    tellNotebooks(telling);
    tellCredentials(telling, world.context.digest, view.job === workflow.jobs[0]);
  }
  tellWorkflow(world, workflow, jobs);
  return jobs;
}

const GETS_IN: ReadonlySet<Exposure['how']> = new Set(['code', 'expression', 'prompt']);

/** A job that a stranger gets into is a node of its own where other jobs hold what it does not: he gets what is in that job alone. */
function reached(world: World, starts: Starts, workflow: Workflow): readonly Reached[] {
  const views = viewsOf(world, workflow);
  const jobs = views.map((view) => {
    return { view, exposures: exposuresOf(starts, view) };
  });
  const open = jobs.filter(({ exposures }) => exposures.some(({ how }) => GETS_IN.has(how)));
  const apart = open.length > 0 && jobs.some((one) => !open.includes(one) && holds(one.view));
  return jobs.map((one) => ({
    ...one,
    node: apart && open.includes(one) ? own(world, one.view) : idOf.workflow(one.view.place),
  }));
}

const holds = (view: JobView): boolean =>
  view.oidc || view.secrets.size > 0 || view.token.some((right) => /write/u.test(right));

function own(world: World, { place, job }: JobView): NodeId {
  const id = idOf.job(place, job.name);
  const evidence = [job.entry.evidence];
  world.context.estate.node({
    id,
    kind: 'Workflow',
    name: job.name,
    realm: place.realm,
    environment: place.environment,
    evidence,
  });
  world.context.estate.edge({
    kind: 'CONTAINS',
    from: idOf.workflow(place),
    to: id,
    confidence: 'configured',
    evidence,
  });
  return id;
}
