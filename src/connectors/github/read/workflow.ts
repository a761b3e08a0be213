import type { SourceFile } from '../../../bytes/files.ts';
import { Lines } from '../../../bytes/lines.ts';
import type { Entry } from '../../../documents/entry.ts';
import type { Composite, Workflow } from '../types.ts';
import { readJobs } from './jobs.ts';
import { readPermissions } from './permissions.ts';
import { LIVE } from './recognise.ts';
import { readSteps } from './steps.ts';
import { textsOf } from './texts.ts';
import { readTriggers } from './triggers.ts';

/** A workflow has a trigger and at least one job that runs steps or calls a workflow. Undefined when the document is something else. */
export function readWorkflow(file: SourceFile, text: string, root: Entry): Workflow | undefined {
  const lines = new Lines(text);
  const source = { file: file.path, text, lines };
  const triggers = readTriggers(root.get('on'), text, lines);
  const jobs = readJobs(root, source);
  const runs = jobs.some(({ entry }) => entry.has('steps') || entry.has('uses') || entry.has('runs-on'));
  if (triggers.length === 0 || !runs) return undefined;
  const permissions = readPermissions(root.get('permissions'));
  const jobsAt = root.get('jobs')?.block?.start;
  const workingDirectory = root.text('defaults', 'run', 'working-directory');
  return {
    file,
    root,
    triggers,
    jobs,
    title: root.text('name') ?? '',
    env: textsOf(root, 'env'),
    callInputs: defaultsOf(root, 'on', 'workflow_call', 'inputs'),
    live: LIVE.test(file.path),
    ...(permissions ? { permissions } : {}),
    ...(jobsAt === undefined ? {} : { permissionsAt: { file: file.path, start: jobsAt, end: jobsAt } }),
    ...(workingDirectory === undefined ? {} : { workingDirectory }),
  };
}

/** An action made of steps; one that runs a program or an image has none. */
export function readComposite(file: SourceFile, text: string, root: Entry): Composite | undefined {
  const runs = root.get('runs');
  if (runs?.text('using') === undefined) return undefined;
  const source = { file: file.path, text, lines: new Lines(text) };
  return { file, root, defaults: defaultsOf(root, 'inputs'), steps: readSteps(runs, source, undefined) };
}

function defaultsOf(root: Entry, ...steps: readonly string[]): ReadonlyMap<string, string> {
  const defaults = new Map<string, string>();
  for (const [key, input] of root.entries(...steps)) {
    const text = input.text('default');
    if (text !== undefined) defaults.set(key, text);
  }
  return defaults;
}
