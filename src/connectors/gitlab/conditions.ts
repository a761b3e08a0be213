import type { Entry } from '../../documents/entry.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Job, Pipeline } from './pipeline.ts';

/** When a job runs, as far as the file says. */
export interface Conditions {
  /** Events that its rules name, with the place. */
  readonly events: ReadonlyMap<string, Evidence>;
  /** It does not run unless a person starts it. */
  readonly manual: boolean;
}

/** Words of a condition, or of `only`, and the event that they mean (values of CI_PIPELINE_SOURCE). */
const EVENTS: readonly (readonly [RegExp, string])[] = [
  [/merge_request_event|CI_MERGE_REQUEST_|\bmerge_requests\b/u, 'merge_request_event'],
  [/external_pull_request|CI_EXTERNAL_PULL_REQUEST/u, 'external_pull_request_event'],
  [/["']schedule["']|^schedules$/u, 'schedule'],
  [/["']trigger["']|^triggers$|CI_PIPELINE_TRIGGERED/u, 'trigger'],
  [/["'](?:parent_)?pipeline["']|^pipelines$/u, 'pipeline'],
  [/["']web["']|^web$/u, 'web'],
  [/["']api["']|^api$/u, 'api'],
  [/CI_COMMIT_TAG|^tags$/u, 'tag'],
  [/["']push["']|CI_COMMIT_BRANCH|CI_DEFAULT_BRANCH|CI_COMMIT_REF_NAME|^branches$|^pushes$/u, 'push'],
];
export const UNTRUSTED: ReadonlySet<string> = new Set(['merge_request_event', 'external_pull_request_event']);

export function conditionsOf(pipeline: Pipeline, job: Job): Conditions {
  const events = new Map<string, Evidence>();
  const rules = pipeline.list(pipeline.field(job, 'rules'));
  const own = pipeline.field(job, 'when')?.text();
  const put = (text: string, entry: Entry): void => {
    for (const event of eventsIn(text)) if (!events.has(event)) events.set(event, entry.evidence);
  };
  const active = rules.filter((rule) => (rule.text('when') ?? own) !== 'never');
  for (const rule of active) {
    const condition = rule.text('if');
    if (condition === undefined) events.set('push', rule.evidence);
    else put(condition, rule);
  }
  const only = pipeline.field(job, 'only');
  for (const ref of only?.get('refs')?.items() ?? only?.itemsOrOne() ?? []) put(ref.text() ?? '', ref);
  if (rules.length === 0 && !events.has('push') && (only === undefined || events.size === 0))
    events.set('push', job.layers[0]?.evidence ?? { file: '', line: 1 });
  const manual =
    rules.length > 0
      ? active.length > 0 && active.every((rule) => (rule.text('when') ?? own) === 'manual')
      : own === 'manual';
  return { events: admitted(pipeline, events), manual };
}

/** Pipelines that `workflow: rules` do not create have no jobs. */
function admitted(pipeline: Pipeline, events: ReadonlyMap<string, Evidence>): ReadonlyMap<string, Evidence> {
  const rules = pipeline.files.flatMap(({ content }) => pipeline.list(content.get('workflow', 'rules')));
  if (rules.length === 0) return events;
  const active = rules.filter((rule) => rule.text('when') !== 'never');
  const never = new Set(
    rules.filter((rule) => rule.text('when') === 'never').flatMap((rule) => eventsIn(rule.text('if') ?? '')),
  );
  const open = active.some((rule) => rule.text('if') === undefined);
  const named = new Set(active.flatMap((rule) => eventsIn(rule.text('if') ?? '')));
  return new Map(
    [...events].filter(([event]) => !UNTRUSTED.has(event) || named.has(event) || (open && !never.has(event))),
  );
}

/** Events that a condition asks for; one that it excludes (`!=`, `== null`) is none. */
function eventsIn(condition: string): readonly string[] {
  const text = condition
    .slice(0, 2000)
    .replace(/\$?\w{1,100}\s{0,5}(?:!=|!~)\s{0,5}(?:"[^"]{0,200}"|'[^']{0,200}'|\S{1,200})/gu, '');
  const asked = text.replace(/\$\w{1,100}\s{0,5}==\s{0,5}null/gu, '');
  return EVENTS.filter(([pattern]) => pattern.test(asked.trim())).map(([, event]) => event);
}
