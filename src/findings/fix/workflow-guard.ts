import type { WorkflowFact } from '../../model/system-facts.ts';
import type { Edit } from '../../model/finding.ts';
import type { WorkflowJob } from '../../model/workflow-job.ts';

const MEMBERS = `'["OWNER","MEMBER","COLLABORATOR"]'`;
const author = (of: string): string => `contains(fromJSON(${MEMBERS}), github.event.${of}.author_association)`;

/** What somebody outside of the project does not meet, by event. */
const CONDITIONS: Readonly<Record<string, string>> = {
  pull_request: 'github.event.pull_request.head.repo.full_name == github.repository',
  pull_request_target: 'github.event.pull_request.head.repo.full_name == github.repository',
  workflow_run: 'github.event.workflow_run.head_repository.full_name == github.repository',
  issue_comment: author('comment'),
  commit_comment: author('comment'),
  discussion_comment: author('comment'),
  issues: author('issue'),
  discussion: author('discussion'),
};

/** A condition that keeps strangers out of a job on these events, and lets all other events through. */
export function guardFor(fact: WorkflowFact, events: readonly string[]): string | undefined {
  const conditions = events.map((event) => {
    const condition = CONDITIONS[event];
    if (condition === undefined) return undefined;
    return fact.triggers.length === 1 ? condition : `github.event_name != '${event}' || ${condition}`;
  });
  if (conditions.some((one) => one === undefined)) return undefined;
  return conditions.length === 1 ? conditions[0] : conditions.map((one) => `(${one ?? ''})`).join(' && ');
}

/** Writes the condition into the job, before one that stands there. Undefined where it cannot be written safely. */
export function guardEdit(job: WorkflowJob, guard: string): Edit | undefined {
  const at = job.conditionAt;
  if (!at) return undefined;
  if (job.condition === undefined) return { ...at, text: `if: ${guard}`, fit: 'before' };
  const old = job.condition
    .replace(/^\s*\$\{\{|\}\}\s*$/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  const text = `(${guard}) && (${old})`;
  // As a plain scalar: what would end it or begin a comment is not written.
  return /: | #|\n/u.test(text) ? undefined : { ...at, text };
}
