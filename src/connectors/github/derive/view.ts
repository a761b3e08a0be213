import type { Evidence } from '../../../model/evidence.ts';
import type { Entry } from '../../../documents/entry.ts';
import { mayMintOidc, tokenWords } from '../read/permissions.ts';
import { secretNames, secretsIn } from '../read/secrets.ts';
import type { Settings } from '../read/settings.ts';
import type { Job, Permissions, Step, Texts, Workflow } from '../types.ts';
import type { Place } from './place.ts';
import { Resolver } from './resolver.ts';
import type { World } from './world.ts';

/** A job with what it holds: the steps of local actions are its own. */
export interface JobView {
  readonly workflow: Workflow;
  readonly job: Job;
  readonly place: Place;
  readonly steps: readonly Step[];
  readonly permissions: Permissions | undefined;
  /** Of the repository, where they were collected. */
  readonly settings?: Settings;
  readonly token: readonly string[];
  readonly oidc: boolean;
  /** Names of the repository's secrets; `*` is all of them. */
  readonly secrets: ReadonlyMap<string, readonly Evidence[]>;
  readonly resolver: (step?: Step) => Resolver;
}

const DEEPEST = 5;
const MOST = 1000;

export function viewsOf(world: World, workflow: Workflow): readonly JobView[] {
  const inputs = inputsOf(world, workflow);
  const names = new Map<string, readonly string[]>();
  const original = (name: string): readonly string[] => {
    const known = names.get(name) ?? originals(world, workflow, name);
    names.set(name, known);
    return known;
  };
  return workflow.jobs.map((job) => viewOf(world, workflow, job, inputs, original));
}

function viewOf(
  world: World,
  workflow: Workflow,
  job: Job,
  inputs: Texts,
  original: (name: string) => readonly string[],
): JobView {
  const place = world.place(workflow);
  const permissions = permissionsOf(world, workflow, job, 0);
  const settings = world.settingsOf(workflow);
  return {
    ...(settings ? { settings } : {}),
    workflow,
    job,
    place,
    steps: flat(world, workflow, job.steps, undefined, 0),
    permissions,
    token: tokenWords(permissions, settings?.token?.word),
    oidc: mayMintOidc(permissions),
    secrets: secretsOf(world, workflow, job, original),
    resolver: (step) =>
      new Resolver(place, [...(step ? [step.env] : []), job.env, workflow.env], step?.inputs ?? inputs, job.matrix),
  };
}

/** A called workflow that says nothing has the token of its caller. */
function permissionsOf(world: World, workflow: Workflow, job: Job, depth: number): Permissions | undefined {
  const own = job.permissions ?? workflow.permissions;
  const [caller] = own || depth > DEEPEST ? [] : world.callersOf(workflow);
  return caller ? permissionsOf(world, caller.workflow, caller.job, depth + 1) : own;
}

/** Steps of composite actions of the same repository run in the job, with what the step gives them. */
function flat(
  world: World,
  workflow: Workflow,
  steps: readonly Step[],
  given: Texts | undefined,
  depth: number,
): Step[] {
  const out: Step[] = [];
  for (const step of steps) {
    if (out.length > MOST) break;
    const own: Step = given ? { ...step, inputs: given } : step;
    out.push(own);
    const composite = depth < DEEPEST && step.uses?.startsWith('./') ? world.composite(workflow, step.uses) : undefined;
    if (!composite) continue;
    const passed = new Map(composite.defaults);
    for (const [key, value] of step.with) passed.set(key, fill(value, given));
    out.push(...flat(world, workflow, composite.steps, passed, depth + 1));
  }
  return out;
}

/** `inputs.X` of an outer action is what that was given. */
function fill(text: string, given: Texts | undefined): string {
  if (!given) return text;
  return text
    .slice(0, 5000)
    .replace(/\$\{\{\s{0,10}inputs\.([\w-]{1,100})\s{0,10}\}\}/gu, (whole, name: string) => given.get(name) ?? whole);
}

/** What callers of the same repository pass, else the defaults. */
function inputsOf(world: World, workflow: Workflow): Texts {
  const inputs = new Map(workflow.callInputs);
  for (const { job } of world.callersOf(workflow)) for (const [key, value] of job.with) inputs.set(key, value);
  return inputs;
}

function secretsOf(
  world: World,
  workflow: Workflow,
  job: Job,
  original: (name: string) => readonly string[],
): ReadonlyMap<string, readonly Evidence[]> {
  const found = new Map<string, readonly Evidence[]>();
  const add = (name: string, evidence: readonly Evidence[]): void => {
    found.set(name, [...(found.get(name) ?? []), ...evidence]);
  };
  const parts: readonly (Entry | undefined)[] = [job.entry, workflow.root.get('env')];
  for (const part of parts)
    for (const [name, evidence] of secretsIn(part)) for (const own of original(name)) add(own, evidence);
  const secrets = job.entry.get('secrets');
  if (job.inherits && secrets && !world.called(workflow, job)) add('*', [secrets.evidence]);
  return found;
}

/** The secret of the repository behind the name that a called workflow gives it. */
function originals(world: World, workflow: Workflow, name: string): readonly string[] {
  const passed = world.callersOf(workflow).flatMap(({ job }) => {
    for (const [key, value] of job.passes) if (key.toUpperCase() === name) return [...secretNames(value)];
    return job.inherits ? [name] : [];
  });
  return passed.length > 0 ? [...new Set(passed)] : [name];
}
