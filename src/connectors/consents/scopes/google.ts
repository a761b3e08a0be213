import type { ScopeRow } from './opening.ts';

const READ = '\\.(?:read|meta)\\w{0,30}(?:\\.\\w{1,30})?';
const auth = (rest: string): RegExp => new RegExp(`^https://www\\.googleapis\\.com/auth/${rest}$`, 'u');

/** After "OAuth 2.0 Scopes for Google APIs" (developers.google.com/identity/protocols/oauth2/scopes); Google calls the whole-store ones restricted. */
export const GOOGLE_SCOPES: readonly ScopeRow[] = [
  [auth(`admin\\.reports\\.[\\w.]{1,60}`), 'Logs', 'read'],
  [auth(`admin\\.directory\\.[\\w.]{1,80}\\.readonly`), 'Directory', 'read'],
  [auth(`admin\\.directory\\.(?:rolemanagement|user|user\\.security|domain|group)`), 'Account', 'admin'],
  [auth(`admin\\.directory\\.[\\w.]{1,80}`), 'Directory', 'write'],
  [auth(`apps\\.security`), 'Account', 'admin'],
  [/^https:\/\/mail\.google\.com\/?$/u, 'Mail', 'write', 'all'],
  [auth(`gmail\\.(?:modify|compose|insert|settings\\.sharing)`), 'Mail', 'write', 'all'],
  [auth(`gmail\\.readonly`), 'Mail', 'read', 'all'],
  [auth(`gmail\\.(?:send|settings\\.basic|labels)`), 'Mail', 'write'],
  [auth(`gmail\\.[\\w.]{1,60}`), 'Mail', 'read'],
  [auth(`drive\\.(?:file|appdata|appfolder|install|apps[\\w.]{0,20})`), 'Files', 'write'],
  [auth(`drive(?:\\.scripts)?`), 'Files', 'write', 'all'],
  [auth(`drive${READ}`), 'Files', 'read', 'all'],
  [auth(`drive\\.[\\w.]{1,60}`), 'Files', 'read'],
  [auth(`(?:documents|spreadsheets|presentations)`), 'Files', 'write', 'all'],
  [auth(`(?:documents|spreadsheets|presentations)\\.readonly`), 'Files', 'read', 'all'],
  [auth(`cloud-platform`), 'Data', 'admin'],
  [auth(`cloud-platform\\.read-only`), 'Data', 'read', 'all'],
  [auth(`(?:bigquery|devstorage\\.(?:full_control|read_write)|datastore|pubsub)`), 'Data', 'write', 'all'],
  [auth(`(?:bigquery\\.readonly|devstorage\\.read_only)`), 'Data', 'read', 'all'],
  [auth(`chat\\.messages(?:\\.create)?`), 'Messages', 'write', 'all'],
  [auth(`chat\\.messages\\.readonly`), 'Messages', 'read', 'all'],
  [auth(`calendar[\\w.]{0,40}\\.readonly`), 'Calendar', 'read'],
  [auth(`calendar[\\w.]{0,40}`), 'Calendar', 'write'],
  [auth(`contacts[\\w.]{0,20}\\.readonly`), 'Contacts', 'read'],
  [auth(`contacts`), 'Contacts', 'write'],
]; // prettier-ignore
