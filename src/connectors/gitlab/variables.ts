import type { Entry } from '../../documents/entry.ts';
import type { Standing } from '../port.ts';
import type { Job, Pipeline } from './pipeline.ts';

/** A variable as the file sets it. */
export interface Variable {
  readonly value: string;
  readonly entry: Entry;
}

export type Variables = ReadonlyMap<string, Variable>;

/** What the job sees of the variables that files set: its own, then those of the pipeline. */
export function variablesOf(pipeline: Pipeline, job: Job): Variables {
  const found = new Map<string, Variable>();
  const put = (name: string, entry: Entry): void => {
    const value = entry.get('value') ?? entry;
    const text = value.text();
    if (text !== undefined && pipeline.spend() && !found.has(name)) found.set(name, { value: text, entry: value });
  };
  for (const [name, entry] of pipeline.merged(job, 'variables')) put(name, entry);
  if (job.layers.some((one) => one.get('inherit', 'variables')?.value === false)) return found;
  for (const { content } of pipeline.files)
    for (const [name, entry] of [...content.entries('variables'), ...content.entries('default', 'variables')])
      put(name, entry);
  return found;
}

/** Values that GitLab sets itself and that follow from where the file stands (docs.gitlab.com, predefined CI/CD variables). */
export function predefined({ repository }: Standing): ReadonlyMap<string, string> {
  if (!repository) return new Map();
  const { host, organisation, name } = repository;
  const path = `${organisation}/${name}`;
  const known: [string, string][] = [
    ['CI_PROJECT_PATH', path],
    ['CI_PROJECT_NAME', name],
    ['CI_PROJECT_NAMESPACE', organisation],
    ['CI_SERVER_HOST', host],
  ];
  // Where a self-managed instance keeps its registry is not in the repository.
  if (host === 'gitlab.com')
    known.push(
      ['CI_REGISTRY', 'registry.gitlab.com'],
      ['CI_REGISTRY_IMAGE', `registry.gitlab.com/${path.toLowerCase()}`],
    );
  return new Map(known);
}

const LONGEST = 10_000;
const USED = /\$\[\[\s{0,5}inputs\.([\w-]{1,100})[^\]]{0,200}\]\]|\$\{(\w{1,200})\}|\$(\w{1,200})/gu;

export interface Scope {
  readonly variables: Variables;
  readonly predefined: ReadonlyMap<string, string>;
  readonly inputs: ReadonlyMap<string, string>;
}

/** A text with the variables that are known put in; others stay as written. */
export function expand(text: string, scope: Scope, depth = 0): string {
  if (text.length > LONGEST || !text.includes('$')) return text;
  const expanded = text.replace(USED, (written, input?: string, braced?: string, plain?: string) => {
    if (input !== undefined) return scope.inputs.get(input) ?? written;
    const name = braced ?? plain ?? '';
    return scope.variables.get(name)?.value ?? scope.predefined.get(name) ?? written;
  });
  return expanded === text || depth >= 4 || expanded.length > LONGEST ? expanded : expand(expanded, scope, depth + 1);
}

/** Names of variables that a text uses. */
export function usedVariables(text: string): readonly string[] {
  return [...text.slice(0, LONGEST).matchAll(/\$\{?([A-Za-z_]\w{0,200})/gu)].map((match) => match[1] ?? '');
}

export const isResolved = (text: string): boolean => !/\$/u.test(text);
