import type { Entry } from '../../../documents/entry.ts';
import type { Evidence } from '../../../model/evidence.ts';

/** A key or token that may change repositories. */
export interface WritingKey {
  readonly id: string;
  readonly title: string;
  /** Who added it, or whose it is. */
  readonly login?: string;
  /** ISO date; `null`: it never ends; absent: not said. */
  readonly expires?: string | null;
  readonly created?: string;
  readonly lastUsed?: string;
  readonly evidence: Evidence;
}

export interface Collaborator {
  readonly login: string;
  readonly role: string;
  readonly evidence: Evidence;
}

/** Roles of a repository that may push (GitHub docs, "Repository roles for an organization"). Roles of an organisation's own making are built on one. */
const PUSHES: ReadonlySet<string> = new Set(['write', 'maintain', 'admin']);

/** Deploy keys that may push; they have no end (GitHub docs, "Managing deploy keys"). */
export function deployKeysOf(keys: Entry | undefined): readonly WritingKey[] {
  return (keys?.items() ?? []).flatMap((one): WritingKey[] => {
    const id = one.text('id');
    if (id === undefined || one.text('read_only') !== 'false' || one.text('enabled') === 'false') return [];
    const [login, title] = [one.text('added_by'), one.text('title')];
    return [
      {
        id,
        title: title ?? id,
        ...(login === undefined ? {} : { login }),
        expires: null,
        ...days(one, { created: 'created_at', lastUsed: 'last_used' }),
        evidence: one.evidence,
      },
    ];
  });
}

/** People and accounts that were let into the repository by name, with a role that may push. */
export function collaboratorsOf(list: Entry | undefined): readonly Collaborator[] {
  return (list?.items() ?? []).flatMap((one) => {
    const [login, role] = [one.text('login'), one.text('role_name')];
    return login === undefined || role === undefined || !PUSHES.has(role)
      ? []
      : [{ login, role, evidence: one.evidence }];
  });
}

/** Fine-grained tokens that may change the contents of every repository of the organisation; of chosen repositories the answer does not say which. */
export function tokensOf(list: Entry | undefined): readonly WritingKey[] {
  return (list?.items() ?? []).flatMap((one): WritingKey[] => {
    const [id, login] = [one.text('id'), one.text('owner', 'login')];
    const writes = one.text('permissions', 'repository', 'contents') === 'write';
    if (id === undefined || login === undefined || !writes || one.text('token_expired') === 'true') return [];
    if (one.text('repository_selection') !== 'all') return [];
    const ends = one.get('token_expires_at');
    const day = one.text('token_expires_at')?.slice(0, 10);
    return [
      {
        id,
        title: `token of ${login}`,
        login,
        ...(day !== undefined ? { expires: day } : ends?.value === null ? { expires: null } : {}),
        ...days(one, { created: 'access_granted_at', lastUsed: 'token_last_used_at' }),
        evidence: one.evidence,
      },
    ];
  });
}

function days(
  one: Entry,
  keys: Readonly<Record<'created' | 'lastUsed', string>>,
): Pick<WritingKey, 'created' | 'lastUsed'> {
  const [created, lastUsed] = [one.text(keys.created)?.slice(0, 10), one.text(keys.lastUsed)?.slice(0, 10)];
  return { ...(created === undefined ? {} : { created }), ...(lastUsed === undefined ? {} : { lastUsed }) };
}
