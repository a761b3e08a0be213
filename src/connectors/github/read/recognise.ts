import { posix } from 'node:path';

/** Workflows are configuration; a larger file with these keys is data. */
export const LARGEST_WORKFLOW = 2 * 1024 * 1024;

const ON = /^(?:on|"on"|'on')[ \t]{0,20}:/mu;
const JOBS = /^(?:jobs|"jobs"|'jobs')[ \t]{0,20}:/mu;
const RUNS = /^(?:runs|"runs"|'runs')[ \t]{0,20}:/mu;

export const mayBeWorkflow = (text: string): boolean => JOBS.test(text) && ON.test(text);

export function mayBeAction(path: string, text: string): boolean {
  return /^action\.ya?ml$/u.test(posix.basename(path)) && RUNS.test(text);
}

/** GitHub, and the forges that read the same format, run only what stands directly in this folder. */
export const LIVE = /(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]{1,255}\.ya?ml$/u;

/** The folder of the repository, as the path of a file in it shows; undefined where it does not. */
export function repositoryFolder(path: string): string | undefined {
  const at = /(?:^|\/)\.(?:github|gitea|forgejo)\//u.exec(path)?.index;
  return at === undefined ? undefined : path.slice(0, at);
}
