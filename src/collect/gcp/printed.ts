import { textOf, type Thing, type Vars } from '../rest/call.ts';

/** `gcloud projects describe`: the API of that command is v1, where the number and the parent stand apart. */
export function printedProject(thing: Thing): unknown {
  const { name, parent, projectId, state, displayName, createTime } = thing;
  return {
    createTime, lifecycleState: state, name: displayName, ...parentIn(parent),
    projectId, projectNumber: typeof name === 'string' ? name.replace('projects/', '') : undefined,
  }; // prettier-ignore
}

const TYPES: Readonly<Record<string, string>> = { organizations: 'organization', folders: 'folder' };
function parentIn(parent: unknown): object {
  const [word = '', id] = typeof parent === 'string' ? parent.split('/') : [];
  const type = Object.hasOwn(TYPES, word) ? TYPES[word] : undefined;
  return type === undefined || id === undefined ? {} : { parent: { id, type } };
}

/** `gcloud resource-manager folders describe`. */
export const printedFolder = ({ state, ...rest }: Thing): unknown => ({ ...rest, lifecycleState: state });

/** Names as the API gives them have the number of the project; the project is known by its id everywhere else. */
export const named = (name: string, { project }: Vars): string =>
  project === undefined ? name : name.replace(/^projects\/\d+\//u, `projects/${project}/`);

export const printedNamed = (thing: Thing, vars: Vars): unknown => ({
  ...thing,
  name: named(textOf(thing, 'name') ?? '', vars),
});

/** `gcloud asset search-all-iam-policies`: the one form that says whose a policy is. A policy that binds nobody says nothing. */
export const searched =
  (service: string) =>
  (thing: Thing, vars: Vars): unknown =>
    Array.isArray(thing['bindings']) && thing['bindings'].length > 0
      ? {
          resource: `//${service}.googleapis.com/${named(vars['name'] ?? '', vars)}`,
          project: `projects/${vars['project'] ?? ''}`,
          policy: thing,
        }
      : undefined;

/** Finished runs of pipelines hold nothing (google/cloud/aiplatform/v1/pipeline_state.proto). */
export const running = (thing: Thing, vars: Vars): unknown =>
  /^PIPELINE_STATE_(?:SUCCEEDED|FAILED|CANCELLED)$/u.test(textOf(thing, 'state') ?? '')
    ? undefined
    : printedNamed(thing, vars);
