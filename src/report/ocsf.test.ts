import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scan } from '../inventory/scan.ts';
import { ocsfReport } from './ocsf.ts';
import type { Scanned } from './scanned.ts';
import { story } from './testing/story.ts';

type Attributes = Readonly<Record<string, { readonly type: string; readonly enum?: readonly number[] }>>;
const REQUIRED = JSON.parse(readFileSync('schemas/vendor/ocsf/detection-finding.json', 'utf8')) as Readonly<Record<string, Attributes>>; // prettier-ignore

const eventsOf = (scanned: Scanned): readonly Record<string, unknown>[] =>
  [...ocsfReport(scanned, '1.2.3')].map((line) => JSON.parse(line) as Record<string, unknown>);

/** What an event lacks, or has in another form, of the vendored table. */
function lacks(event: Record<string, unknown>): readonly string[] {
  return Object.entries(REQUIRED).flatMap(([path, attributes]) => {
    const at = path.split('.').reduce<unknown>((value, key) => (key === '' ? value : (value as Record<string, unknown> | undefined)?.[key]), event); // prettier-ignore
    return Object.entries(attributes).flatMap(([name, { type, enum: values }]) => {
      const value = (at as Record<string, unknown> | undefined)?.[name];
      const fits = type === 'integer' ? Number.isSafeInteger(value) : typeof value === type;
      return fits && (values === undefined || values.includes(value as number)) ? [] : [`${path}.${name}`];
    });
  });
}

describe('the OCSF report', () => {
  it('writes one Detection Finding a line with all that the class requires', () => {
    const events = [...eventsOf({ ...story(), scannedAt: '2026-01-02' }), ...eventsOf(scan(['examples/estate']))];
    expect(events.length).toBeGreaterThan(10);
    expect(events.flatMap(lacks)).toEqual([]);
    for (const event of events) expect(event['type_uid']).toBe(2004 * 100 + Number(event['activity_id']));
    expect(lacks({ class_uid: 2002 })).toContain('.class_uid');
  });

  it('maps severity, confidence, owner and day', () => {
    const [first] = eventsOf({ ...story(), scannedAt: '2026-01-02' });
    expect(first).toMatchObject({
      severity_id: 5,
      confidence_id: 3,
      status_id: 1,
      time: Date.UTC(2026, 0, 2),
      finding_info: { uid: 'f:0123456789abcdef', analytic: { uid: 'cluster-admin-workload', type_id: 1 } },
      resources: [{ name: 'trainer', type: 'K8sServiceAccount', owner: { name: 'ml-platform' } }],
    });
  });

  it('is an update of what was known, and suppressed where people took it on', () => {
    const told = story();
    const accepted = { reason: 'r', owner: 'ada', expires: '2099-01-01', evidence: [] };
    const findings = told.findings.map((one) => ({ ...one, accepted }));
    const [first] = eventsOf({ ...told, findings, compared: { new: 0, known: 2, gone: [] } });
    expect(first).toMatchObject({ activity_id: 2, type_uid: 200402, status_id: 3 });
  });
});
