import { hole } from '../../../model/hole.ts';
import { isLiteral } from './resolver.ts';
import type { JobView } from './view.ts';

/**
 * Subjects that the tokens of a job may carry, what is not written as holes (GitHub docs, "OpenID Connect reference": the environment of the job,
 * else `pull_request` for such events, else the ref). A reusable workflow runs with the subject of its caller.
 */
export function subjectsOf({ job, workflow, place }: JobView): readonly string[] {
  const repository = place.remote ? `${place.remote.organisation}/${place.remote.name}` : hole('repository');
  const events = workflow.triggers.map(({ event }) => event);
  const found: string[] = [];
  if (events.includes('workflow_call')) found.push(`repo:${hole('caller')}`);
  if (job.environment) {
    const { name } = job.environment;
    return [...found, `repo:${repository}:environment:${isLiteral(name) ? name : hole('environment')}`];
  }
  if (events.some((event) => event.startsWith('pull_request'))) found.push(`repo:${repository}:pull_request`);
  if (events.some((event) => event !== 'pull_request' && event !== 'workflow_call'))
    found.push(`repo:${repository}:ref:${hole('ref')}`);
  return found;
}
