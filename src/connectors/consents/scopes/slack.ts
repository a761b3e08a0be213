import type { ScopeRow } from './opening.ts';

/** After "Scopes" of the Slack platform (docs.slack.dev/reference/scopes). */
export const SLACK_SCOPES: readonly ScopeRow[] = [
  [/^admin\.(?:analytics|usergroups|emoji)(?:\.\w{1,30}){0,2}:(?:read|write)$/u, 'Directory', 'write'],
  [/^admin(?:\.[\w.]{1,60})?:read$/u, 'Directory', 'read', 'all'],
  [/^admin(?:\.[\w.]{1,60})?(?::write)?$/u, 'Account', 'admin'],
  [/^auditlogs:read$/u, 'Logs', 'read'],
  [/^(?:client|post|read)$/u, 'Messages', 'write', 'all'],
  [/^(?:channels|groups|im|mpim):history$/u, 'Messages', 'read', 'all'],
  [/^search:read(?:\.\w{1,20})?$/u, 'Messages', 'read', 'all'],
  [/^chat:write(?:\.\w{1,20})?$/u, 'Messages', 'write'],
  [/^chat:write:(?:bot|user)$/u, 'Messages', 'write'],
  [/^(?:channels|groups|im|mpim):(?:write|manage|join)(?:\.\w{1,20})?$/u, 'Messages', 'write'],
  [/^(?:channels|groups|im|mpim):read$/u, 'Messages', 'read'],
  [/^files:read$/u, 'Files', 'read', 'all'],
  [/^files:write(?::user)?$/u, 'Files', 'write', 'all'],
  [/^users:write$/u, 'Directory', 'write'],
  [/^users:read(?:\.email)?$/u, 'Directory', 'read'],
]; // prettier-ignore
