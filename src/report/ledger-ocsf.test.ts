import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../ledger/entry/entry.ts';
import { entryEvent } from './ledger-ocsf.ts';
import type { JsonRecord } from './records.ts';

type Attributes = Readonly<Record<string, { readonly type: string; readonly enum?: readonly number[] }>>;
const REQUIRED = JSON.parse(readFileSync('schemas/vendor/ocsf/ledger-events.json', 'utf8')) as Readonly<Record<string, Readonly<Record<string, Attributes>>>>; // prettier-ignore

/** What an event lacks, or has in another form, of the vendored tables. */
function lacks(event: JsonRecord): readonly string[] {
  const tables = [REQUIRED[String(event['class_uid'])], REQUIRED['every']];
  return tables.flatMap((table) =>
    Object.entries(table ?? { '': { class_uid: { type: 'nothing' } } }).flatMap(([path, attributes]) => {
      const at = path.split('.').reduce<unknown>((value, key) => (key === '' ? value : (value as JsonRecord | undefined)?.[key]), event); // prettier-ignore
      return Object.entries(attributes).flatMap(([name, { type, enum: values }]) => {
        const value = (at as JsonRecord | undefined)?.[name];
        const fits = type === 'integer' ? Number.isSafeInteger(value) : typeof value === type;
        return fits && (values === undefined || values.includes(value as number)) ? [] : [`${path}.${name}`];
      });
    }),
  );
}

const entry = (kind: string, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  v: 1, emitter: 'server', seq: 1, prev: '0'.repeat(64), at: '2026-12-01T00:00:00.000Z', kind, actor: 'person:ada', action: kind, ...more,
}); // prettier-ignore
const eventOf = (one: LedgerEntry): JsonRecord => entryEvent({ index: 7, id: 'ab'.repeat(32), entry: one }, '1.2.3');

describe('an entry as an OCSF event', () => {
  it.each([
    ['session-begun', 3002, 1, 'Logon'],
    ['sign-in-failed', 3002, 1, 'Logon'],
    ['sessions-ended', 3002, 2, 'Logoff'],
    ['server-started', 6002, 3, 'Start'],
    ['server-stopped', 6002, 4, 'Stop'],
    ['store-migrated', 6002, 99, 'Migrate'],
    ['identity-added', 3004, 1, 'Create'],
    ['role-given', 3004, 1, 'Create'],
    ['identity-changed', 3004, 3, 'Update'],
    ['identity-retired', 3004, 4, 'Delete'],
    ['log-pruned', 3004, 4, 'Delete'],
    ['decision', 3004, 99, 'invoke'],
  ])('%s is of class %i, activity %i', (kind, type, activity, name) => {
    const event = eventOf(entry(kind, { object: 'model/1', outcome: 'done', action: 'invoke' }));
    expect(lacks(event)).toEqual([]);
    expect(event).toMatchObject({ class_uid: type, activity_id: activity, activity_name: name, type_uid: type * 100 + activity }); // prettier-ignore
  });

  it('keeps who, for whom, why and which chain, and prints no control character', () => {
    const event = eventOf(entry('decision', { actor: 'a\u001bb', onBehalfOf: 'bob', outcome: 'denied', reason: 'no grant', policy: 'p1', trace: 't'.repeat(32), data: { x: 1 } })); // prettier-ignore
    expect(event).toMatchObject({
      status_id: 2,
      status_detail: 'no grant',
      time: Date.UTC(2026, 11, 1),
      metadata: { uid: 'ab'.repeat(32), sequence: 7, event_code: 'decision', correlation_uid: 't'.repeat(32) },
      unmapped: { on_behalf_of: 'bob', policy: 'p1', data: { x: 1 } },
    });
    expect(JSON.stringify(event)).not.toContain('\\u001b');
    expect(lacks(event)).toEqual([]);
    expect(lacks({ ...event, class_uid: 1 })).not.toEqual([]);
  });
});
