import { createHash } from 'node:crypto';
import type { Identity } from '../../../src/store/rows/identities.ts';
import type { Store } from '../../../src/store/store.ts';

/** The store that the suite stands on, once it is open. */
export interface UnderTest {
  store: Store;
}

export const NOW = new Date('2026-01-02T03:04:05.678Z');
export const LATER = new Date(NOW.getTime() + 3_600_000);
export const BY = { actor: 'ada', now: NOW } as const;

export function identity(name: string, more: Partial<Identity> = {}): Identity {
  return {
    id: `k8s:ServiceAccount:prod/team-a/${name}`,
    kind: 'ServiceAccount',
    name,
    realm: 'prod',
    environment: 'prod',
    state: 'active',
    owner: 'team-a',
    purpose: null,
    dataScope: null,
    rotationPolicy: null,
    declared: { owner: { value: 'team-a', file: 'writ.estate.yaml' } },
    source: 'k8s',
    evidence: [{ file: 'a.yaml', line: 3 }],
    seenFirst: NOW,
    seenLast: NOW,
    goneSince: null,
    usedLast: null,
    ...more,
  };
}

export const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

export const credential = (holder: string, id: string) => ({
  id,
  identity: identity(holder).id,
  kind: 'access-key',
  name: 'ci',
  place: { file: 'secrets.yaml', line: 2 },
  created: null,
  lastUsed: NOW,
});
