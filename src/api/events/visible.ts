import { NOWHERE } from '../../governance/roles.ts';
import type { Reader } from '../../store/change.ts';
import { identitiesById } from '../../store/rows/identities-many.ts';
import type { Told } from '../../store/rows/outbox.ts';
import { EVERYBODY } from '../permit.ts';
import { held, type Principal } from '../principal.ts';

/** Events about an identity, by where they name it; they are seen by whoever may see the identity. */
const ABOUT: Readonly<Record<string, 'object' | 'data'>> = {
  'identity-added': 'object',
  'identity-changed': 'object',
  'identity-returned': 'object',
  'identity-retired': 'object',
  'owner-left': 'object',
  'to-do-added': 'object',
  'to-do-done': 'object',
  'credential-kept': 'data',
  'credential-gone': 'data',
  'credential-removed': 'data',
};
/** Events of sources are of those who run them, everywhere. */
const OF_SOURCES: ReadonlySet<string> = new Set([
  'scan-done',
  'scan-failed',
  'scan-requested',
  'source-given',
  'source-removed',
  'source-hook-changed',
]);

/** Those that somebody may see. What is not known here is of people and settings: administrators and auditors of everything see it. */
export async function visible(db: Reader, events: readonly Told[], principal: Principal): Promise<readonly Told[]> {
  const identities = await identitiesById(db, [...new Set(events.flatMap((event) => identityOf(event) ?? []))]);
  const names = (source: boolean) =>
    source ? (['administrator', 'auditor', 'operator'] as const) : (['administrator', 'auditor'] as const);
  return events.filter((event) => {
    const id = identityOf(event);
    if (id === undefined) return held(principal, names(OF_SOURCES.has(event.kind)), NOWHERE).length > 0;
    const { environment = null, owner: team = null } = identities.get(id) ?? {};
    return held(principal, EVERYBODY, { environment, team }).length > 0;
  });
}

function identityOf({ kind, object, data }: Told): string | undefined {
  const where = Object.hasOwn(ABOUT, kind) ? ABOUT[kind] : undefined;
  if (where === 'object') return object;
  const named = where === 'data' ? (data as { readonly identity?: unknown }).identity : undefined;
  return typeof named === 'string' ? named : undefined;
}
