/** Events that run with the rights of the repository, and that anybody may cause with text or code of his own. */
const EVENTS: ReadonlySet<string> = new Set([
  'pull_request_target', 'issue_comment', 'issues', 'discussion', 'discussion_comment', 'commit_comment', 'workflow_run',
]); // prettier-ignore

/** Activities that ask for triage rights or more. */
const OF_MEMBERS: ReadonlySet<string> = new Set([
  'labeled', 'unlabeled', 'assigned', 'unassigned', 'milestoned', 'demilestoned', 'pinned', 'unpinned', 'locked', 'unlocked', 'transferred',
  'review_requested', 'review_request_removed', 'auto_merge_enabled', 'auto_merge_disabled', 'deleted', 'category_changed', 'answered',
  'unanswered', 'enqueued', 'dequeued', 'typed', 'untyped',
]); // prettier-ignore

/** The repository's own rights meet what a stranger sent. */
export const isUntrusted = (event: string, types: readonly string[]): boolean =>
  EVENTS.has(event) && strangersMay(types);

export const strangersMay = (types: readonly string[]): boolean =>
  types.length === 0 || types.some((type) => !OF_MEMBERS.has(type));

/**
 * Text of a stranger, and the events on which it is his (GitHub documentation, "Script injections" and "Security hardening for GitHub
 * Actions"). What the platform makes itself (numbers, commit ids, logins, URLs) cannot carry a command.
 */
const CONTEXTS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\bgithub\.event\.issue\.(?:title|body)\b/u, ['issues', 'issue_comment']],
  [/\bgithub\.event\.comment\.body\b/u, ['issue_comment', 'discussion_comment', 'commit_comment']],
  [/\bgithub\.event\.discussion\.(?:title|body)\b/u, ['discussion', 'discussion_comment']],
  [/\bgithub\.event\.pull_request\.(?:title|body)\b/u, ['pull_request_target']],
  [/\bgithub\.event\.pull_request\.head\.(?:ref|label)\b/u, ['pull_request_target']],
  [/\bgithub\.event\.pull_request\.head\.repo\.(?:default_branch|description|homepage)\b/u, ['pull_request_target']],
  [/\bgithub\.head_ref\b/u, ['pull_request_target']],
  [/\bgithub\.event\.workflow_run\.(?:head_branch|display_title)\b/u, ['workflow_run']],
  [/\bgithub\.event\.workflow_run\.head_commit\.(?:message|author\.(?:name|email))\b/u, ['workflow_run']],
  [/\bgithub\.event\.workflow_run\.head_repository\.description\b/u, ['workflow_run']],
  [
    /\btoJSON\(\s{0,5}github(?:\.event(?:\.(?:issue|comment|discussion|pull_request|workflow_run))?)?\s{0,5}\)/iu,
    [...EVENTS],
  ],
];

/** What of an expression is a stranger's text on this event; a comparison gives true or false, whatever the text. */
export function strangersText(inner: string, event: string): string | undefined {
  const open = inner
    .slice(0, 2000)
    // `github['event']` is `github.event`.
    .replace(/\[\s{0,5}'([\w-]{1,100})'\s{0,5}\]/gu, '.$1')
    .replace(/\b(?:contains|startsWith|endsWith)\([^()]{0,500}\)/giu, 'true')
    .replace(/[\w.]{1,200}\s{0,5}[=!]=\s{0,5}(?:'[^']{0,300}'|[\w.]{1,200})/gu, 'true');
  for (const [context, events] of CONTEXTS) {
    const found = events.includes(event) ? context.exec(open)?.[0] : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Names a commit, branch or repository that a stranger made. */
export const STRANGERS_REF =
  /github\.event\.pull_request\.head\.(?:sha|ref|label|repo\.full_name)|github\.head_ref|refs\/pull\/|\bpull\/[^\s]{1,80}\/(?:head|merge)|github\.event\.workflow_run\.(?:head_sha|head_branch|head_commit\.id|head_repository\.full_name)|github\.event\.workflow_run\.pull_requests\[0\]\.head/u;

/** A step or job before it found the head of the pull request out. */
export const STRANGERS_OUTPUT = /(?:steps|needs)\.[\w-]{1,100}\.outputs\.[\w-]{0,40}head[\w-]{0,40}/iu;
