import { hole } from '../../../model/hole.ts';
import { isLiteral } from './resolver.ts';
import type { JobView } from './view.ts';

/**
 * Subjects that the tokens of a job may carry, what is not written as holes (GitHub docs, "OpenID Connect reference": the environment of the job,
 * else `pull_request` for such events, else the ref). A reusable workflow runs with the subject of its caller.
 */
export function subjectsOf(view: JobView): readonly string[] {
  const claims = view.settings?.subject;
  return claims === undefined ? defaultSubjects(view) : customised(view, claims);
}

function defaultSubjects({ job, workflow, place }: Pick<JobView, 'job' | 'workflow' | 'place'>): readonly string[] {
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

/**
 * A template of the repository (GitHub docs, "Customizing the subject claims"): `claim:value` of each key in its order, joined by colons.
 * `context` is what the default subject has after the repository. Values that nothing here tells are holes.
 */
function customised(view: JobView, claims: readonly string[]): readonly string[] {
  const { remote } = view.place;
  const repository = remote ? `${remote.organisation}/${remote.name}` : hole('repository');
  const values: Readonly<Record<string, string>> = {
    repo: repository,
    repository,
    repository_owner: remote?.organisation ?? hole('owner'),
    workflow: view.workflow.title === '' ? hole('workflow') : view.workflow.title,
    runner_environment: view.job.selfHosted ? 'self-hosted' : 'github-hosted',
    environment:
      view.job.environment && isLiteral(view.job.environment.name) ? view.job.environment.name : hole('environment'),
  };
  const made = defaultSubjects(view).map((subject) => {
    // What a caller's subject holds, its own repository's template decides.
    if (subject === `repo:${hole('caller')}`) return hole('subject of the caller');
    const context = subject.slice(`repo:${repository}:`.length);
    return claims
      .map((key) =>
        key === 'context' ? context : `${key}:${(Object.hasOwn(values, key) ? values[key] : undefined) ?? hole(key)}`,
      )
      .join(':');
  });
  return [...new Set(made)];
}
