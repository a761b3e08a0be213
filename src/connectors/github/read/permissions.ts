import type { Entry } from '../../../documents/entry.ts';
import type { Permissions } from '../types.ts';

/** Undefined when nothing is said: then the setting of the repository or organisation decides. */
export function readPermissions(entry: Entry | undefined): Permissions | undefined {
  if (entry === undefined) return undefined;
  const word = entry.text();
  const scopes = new Map<string, string>();
  if (word === 'write-all') return { all: 'write', scopes, entry };
  if (word === 'read-all') return { all: 'read', scopes, entry };
  for (const [scope, value] of entry.entries()) {
    const right = value.text();
    if (right !== undefined) scopes.set(scope, right);
  }
  return { scopes, entry };
}

/** What the setting gives (GitHub docs, "GITHUB_TOKEN": restricted reads contents and packages; permissive writes all but `id-token`). */
const GIVEN = { read: ['contents: read', 'packages: read'], write: ['write-all'] } as const;

/** In GitHub's words: `contents: write`; when nothing is said, what the setting gives, or `default` where that was not read. */
export function tokenWords(permissions: Permissions | undefined, setting?: 'read' | 'write'): readonly string[] {
  if (permissions === undefined) return setting === undefined ? ['default'] : GIVEN[setting];
  if (permissions.all !== undefined) return [`${permissions.all}-all`];
  return [...permissions.scopes].filter(([, right]) => right !== 'none').map(([scope, right]) => `${scope}: ${right}`);
}

export function mayMintOidc(permissions: Permissions | undefined): boolean {
  return permissions?.all === 'write' || permissions?.scopes.get('id-token') === 'write';
}
