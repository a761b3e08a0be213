import type { Jewel } from '../../../model/estate.ts';
import type { NodeKind } from '../../../model/kinds.ts';

export type Access = 'read' | 'write' | 'admin';

/** What a scope leads to: one store (or the account itself) of the organisation. */
export interface Opening {
  /** The native word of the id: `entra:Mail:<tenant>`. */
  readonly target: string;
  /** In words. */
  readonly opens: string;
  readonly access: Access;
  readonly broad: boolean;
  readonly content: boolean;
}

interface Target {
  readonly kind: NodeKind;
  readonly opens: string;
  readonly content: boolean;
  readonly tier?: Jewel['tier'];
}

/** Every store that a scope may open. A tier makes it a jewel, `possible`: nobody declared it. */
const TARGETS = {
  Account: { kind: 'CloudAccount', opens: 'administration', content: true, tier: 13 },
  Secrets: { kind: 'SecretStore', opens: 'secrets', content: true, tier: 8 },
  Mail: { kind: 'DataStore', opens: 'mail', content: true, tier: 3 },
  Files: { kind: 'DataStore', opens: 'files', content: true, tier: 3 },
  Messages: { kind: 'DataStore', opens: 'messages', content: true, tier: 3 },
  Code: { kind: 'DataStore', opens: 'code', content: true, tier: 3 },
  Data: { kind: 'DataStore', opens: 'data of its cloud projects', content: true, tier: 8 },
  Packages: { kind: 'Registry', opens: 'packages', content: true },
  Deployments: { kind: 'DataStore', opens: 'workflow runs and deployments', content: false },
  Calendar: { kind: 'DataStore', opens: 'calendars', content: false },
  Contacts: { kind: 'DataStore', opens: 'contacts', content: false },
  Directory: { kind: 'DataStore', opens: 'the directory', content: false },
  Logs: { kind: 'DataStore', opens: 'audit logs', content: false },
} as const satisfies Record<string, Target>;
export type TargetName = keyof typeof TARGETS;

export const targetOf = (name: string): Target =>
  Object.hasOwn(TARGETS, name) ? TARGETS[name as TargetName] : TARGETS.Directory;

/** A row of a table of scopes; the first that matches counts. `all`: the whole store, not a narrow part of it. */
export type ScopeRow = readonly [pattern: RegExp, target: TargetName, access: Access, all?: 'all'];

/** What the scope opens by the vendor's table; nothing for a profile or sign-in, and for what the table does not know. */
export function openingOf(rows: readonly ScopeRow[], scope: string): Opening | undefined {
  const row = rows.find(([pattern]) => pattern.test(scope));
  if (row === undefined) return undefined;
  const [, target, access, all] = row;
  const { opens, content } = TARGETS[target];
  return { target, opens, access, content, broad: access === 'admin' || all === 'all' };
}
