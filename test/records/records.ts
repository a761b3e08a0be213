import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sync, type Synced } from '../../src/records/sync.ts';
import type { Seen, SeenIdentity } from '../../src/records/seen.ts';
import { openStore } from '../../src/store/open.ts';
import { eventsAfter, type Told } from '../../src/store/rows/outbox.ts';
import type { Store } from '../../src/store/store.ts';

/** A store of its own, and a clock that goes on by a minute with each scan. */
export interface Records {
  readonly store: Store;
  at: number;
  scan(seen: Seen | readonly SeenIdentity[], source?: string): Promise<Synced>;
  /** What was told since a revision. */
  told(since: number): Promise<readonly Told[]>;
  close(): Promise<void>;
}

export async function records(): Promise<Records> {
  const data = mkdtempSync(join(tmpdir(), 'writ-records-'));
  const store = await openStore({ data });
  const own: Records = {
    store,
    at: Date.parse('2026-03-01T00:00:00Z'),
    scan(seen, source = 'estate') {
      own.at += 60_000;
      const began = new Date(own.at);
      const ended = new Date(own.at + 1000);
      const run = { id: randomUUID(), source, kind: 'files', actor: 'schedule', began, ended };
      return sync(store, run, 'identities' in seen ? seen : { identities: seen, counts: {} });
    },
    told: (since) => store.read((db) => eventsAfter(db, { revision: since, position: 1e9 }, 100_000)),
    async close() {
      await store.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
  return own;
}

export const idOf = (name: string): string => `k8s:ServiceAccount:prod/ml/${name}`;

export function seen(
  name: string,
  said: Partial<SeenIdentity['said']> = {},
  more: Partial<SeenIdentity> = {},
): SeenIdentity {
  const evidence = [{ file: `${name}.yaml`, line: 1 }];
  return {
    ...{ id: idOf(name), kind: 'K8sServiceAccount', name, realm: 'prod', credentials: [] },
    said: { fields: {}, declared: {}, evidence, ...said },
    ...more,
  };
}

export const declare = (fields: Readonly<Record<string, string>>, file = 'writ.estate.yaml') =>
  Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, { value, file }]));
