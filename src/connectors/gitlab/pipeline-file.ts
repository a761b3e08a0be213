import type { Entry } from '../../documents/entry.ts';
import type { Standing } from '../port.ts';

/** One file of GitLab CI configuration, parsed. */
export interface PipelineFile {
  readonly path: string;
  readonly content: Entry;
  /** Defaults of `spec: inputs`, from the document before the content. */
  readonly inputs: ReadonlyMap<string, string>;
  readonly standing: Standing;
}

/** Keywords at the top of a file that are no jobs (docs.gitlab.com, CI/CD YAML syntax reference). */
export const GLOBAL_KEYWORDS: ReadonlySet<string> = new Set([
  'default', 'include', 'stages', 'types', 'variables', 'workflow', 'image', 'services', 'cache', 'before_script', 'after_script', 'spec',
]); // prettier-ignore

/** Keywords that a job takes from `default`, or from the top of the file, where it says nothing itself. */
export const DEFAULT_KEYWORDS: ReadonlySet<string> = new Set([
  'after_script', 'artifacts', 'before_script', 'cache', 'hooks', 'id_tokens', 'identity', 'image', 'interruptible', 'retry', 'services', 'tags',
  'timeout',
]); // prettier-ignore

const NAMED = /(?:^|\/|[\w-])\.gitlab-ci\.ya?ml$/u;

/** By GitLab's own name for it: `.gitlab-ci.yml`, `deploy.gitlab-ci.yml`. */
export const isNamed = (path: string): boolean => NAMED.test(path);

/** Without one of these words there is no job: told before an expression looks at every line. */
const WORDS = ['script:', 'trigger:', 'extends:'] as const;
const JOBS = /(?<![^\n])[ \t]{1,8}(?:script|trigger|extends|before_script):/u;
const OTHERS = /(?<![^\n])(?:apiVersion|kind|jobs|on|"on"|pipelines|steps|tasks|resources|language|kubernetes):/u;

/** Whether it is worth parsing: some key below another is a job's, and no key at the top is of another system. */
export function mayBe(text: string): boolean {
  return WORDS.some((word) => text.includes(word)) && JOBS.test(text) && !OTHERS.test(text);
}

/** By its content: at least one key at the top is a job that runs a script or triggers a pipeline. */
export function isPipeline(content: Entry): boolean {
  return content.entries().some(([name, entry]) => !GLOBAL_KEYWORDS.has(name) && isJob(entry));
}

function isJob(entry: Entry): boolean {
  const script = entry.get('script')?.value;
  const runs = typeof script === 'string' || (Array.isArray(script) && script.length > 0);
  const marked = ['stage', 'rules', 'only', 'image', 'tags', 'needs', 'environment', 'artifacts', 'before_script'];
  return (runs && marked.some((key) => entry.has(key))) || (entry.has('trigger') && entry.has('stage'));
}

/** Splits a header with `spec:` from what it is the header of. */
export function pipelineFile(path: string, roots: readonly Entry[], standing: Standing): PipelineFile | undefined {
  const headers = roots.filter((root) => root.get('spec', 'inputs') !== undefined);
  const content = roots.find((root) => !headers.includes(root) && root.entries().length > 0);
  if (!content) return undefined;
  const inputs = headers.flatMap((header) =>
    header.entries('spec', 'inputs').flatMap(([name, input]): [string, string][] => {
      const value = input.text('default');
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return { path, content, inputs: new Map(inputs), standing };
}
