import type { Entry } from '../../../documents/entry.ts';
import type { Job } from '../types.ts';
import { readPermissions } from './permissions.ts';
import { isSelfHosted, runnerLabels } from './runners.ts';
import { readSteps, type Source } from './steps.ts';
import { textsOf } from './texts.ts';

/** More jobs than GitHub admits in a run. */
const MOST = 1000;

export function readJobs(root: Entry, source: Source): readonly Job[] {
  const shell = root.text('defaults', 'run', 'shell');
  return root
    .entries('jobs')
    .slice(0, MOST)
    .filter(([, entry]) => entry.entries().length > 0)
    .map(([name, entry]) => readJob(name, entry, source, shell));
}

function readJob(name: string, entry: Entry, source: Source, shell: string | undefined): Job {
  const matrix = readMatrix(entry);
  const runsOn = runnerLabels(entry, matrix);
  const permissions = readPermissions(entry.get('permissions'));
  const environment = entry.get('environment');
  const environmentName = environment?.text() ?? environment?.text('name');
  const uses = entry.text('uses');
  const workingDirectory = entry.text('defaults', 'run', 'working-directory');
  const defaultShell = entry.text('defaults', 'run', 'shell') ?? shell ?? (runsOn.some(isWindows) ? 'pwsh' : undefined);
  return {
    name,
    entry,
    condition: entry.text('if') ?? '',
    needs: entry.texts('needs'),
    runsOn,
    selfHosted: isSelfHosted(runsOn),
    env: textsOf(entry, 'env'),
    matrix,
    steps: readSteps(entry, source, defaultShell),
    inherits: entry.text('secrets') === 'inherit',
    passes: textsOf(entry, 'secrets'),
    with: textsOf(entry, 'with'),
    ...(permissions ? { permissions } : {}),
    ...(environment && environmentName !== undefined
      ? { environment: { name: environmentName, evidence: environment.evidence } }
      : {}),
    ...(uses === undefined ? {} : { uses: uses.trim() }),
    ...(workingDirectory === undefined ? {} : { workingDirectory }),
  };
}

const isWindows = (label: string): boolean => /^windows-/iu.test(label);

/** Literal values of each variable of the matrix, from the lists and from `include`. */
function readMatrix(entry: Entry): ReadonlyMap<string, readonly string[]> {
  const matrix = new Map<string, string[]>();
  const add = (key: string, values: readonly string[]): void => {
    matrix.set(key, [...new Set([...(matrix.get(key) ?? []), ...values])].slice(0, 64));
  };
  for (const [key, values] of entry.entries('strategy', 'matrix'))
    if (key !== 'include' && key !== 'exclude')
      add(
        key,
        values.items().flatMap((one) => one.text() ?? []),
      );
  for (const one of entry.items('strategy', 'matrix', 'include'))
    for (const [key, value] of one.entries()) add(key, value.texts());
  return matrix;
}
