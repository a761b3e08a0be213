import { RULES } from '../findings/catalogue.ts';
import { isSettled, type Finding, type Severity } from '../model/finding.ts';
import type { Confidence } from '../model/evidence.ts';
import { placeOf } from '../model/evidence.ts';
import { printable, safeJson } from './printable.ts';
import { evidenceRecord, optional, stepRecord, type JsonRecord } from './records.ts';
import type { Scanned } from './scanned.ts';

/** Of the attributes used here; later 1.x versions keep them. */
export const OCSF = '1.3.0';
const CLASS = 2004;

const SEVERITY: Readonly<Record<Severity, readonly [id: number, caption: string]>> = {
  critical: [5, 'Critical'],
  high: [4, 'High'],
  medium: [3, 'Medium'],
  low: [2, 'Low'],
};
const CONFIDENCE: Readonly<Record<Confidence, readonly [id: number, caption: string]>> = {
  proved: [3, 'High'],
  configured: [2, 'Medium'],
  possible: [1, 'Low'],
};

/**
 * One Detection Finding a line (OCSF class 2004). Not a Vulnerability Finding, which wants a CVE or the like, nor a Compliance Finding, which
 * is the verdict of one control: that is for evidence packs.
 */
export function* ocsfReport(scanned: Scanned, version: string): Generator<string> {
  const titles = new Map(RULES.map(({ name, title }) => [name, title]));
  for (const finding of scanned.findings) yield `${safeJson(eventOf(scanned, finding, titles, version))}\n`;
}

function eventOf(
  { graph, scannedAt, compared }: Scanned,
  finding: Finding,
  titles: ReadonlyMap<string, string>,
  version: string,
): JsonRecord {
  const known = compared !== undefined && finding.new !== true;
  const [activity, activityName] = known ? [2, 'Update'] : [1, 'Create'];
  const [severity, severityName] = SEVERITY[finding.severity];
  const [confidence, confidenceName] = CONFIDENCE[finding.confidence];
  const [status, statusName] = isSettled(finding) ? [3, 'Suppressed'] : [1, 'New'];
  const node = graph.node(finding.identity);
  const time = millis(scannedAt) ?? 0;
  return {
    activity_id: activity,
    activity_name: activityName,
    category_uid: 2,
    category_name: 'Findings',
    class_uid: CLASS,
    class_name: 'Detection Finding',
    type_uid: CLASS * 100 + activity,
    type_name: `Detection Finding: ${activityName}`,
    time,
    severity_id: severity,
    severity: severityName,
    confidence_id: confidence,
    confidence: confidenceName,
    status_id: status,
    status: statusName,
    message: printable(finding.title),
    metadata: { version: OCSF, product: { name: 'Writ', vendor_name: 'Writ', version }, log_name: 'scan' },
    finding_info: {
      uid: finding.id,
      title: printable(finding.title),
      desc: printable(finding.detail),
      analytic: { uid: finding.rule, name: titles.get(finding.rule) ?? finding.rule, type_id: 1, type: 'Rule' },
      types: [...finding.frameworks],
      ...optional('first_seen_time', millis(finding.since)),
    },
    resources: [
      {
        uid: finding.identity,
        name: printable(node?.name ?? finding.identity),
        ...optional('type', node?.kind),
        ...optional('namespace', node?.namespace && printable(node.namespace)),
        ...optional('owner', finding.owner === null ? undefined : { name: printable(finding.owner) }),
        labels: [`environment:${node?.environment ?? 'unknown'}`, `realm:${printable(node?.realm ?? 'unknown')}`],
      },
    ],
    evidences: finding.evidence.map((place) => ({
      data: { ...evidenceRecord(place), place: printable(placeOf(place)) },
    })),
    remediation: { desc: `${printable(finding.fix.why)}\n${finding.fix.text}` },
    unmapped: {
      score: finding.score,
      terms: { ...finding.terms },
      closes: finding.closes,
      path: finding.path.map(stepRecord),
      fix: finding.fix.kind,
    },
  };
}

/** Milliseconds since 1970 of an ISO date. */
function millis(day: string | undefined): number | undefined {
  const found = day === undefined ? Number.NaN : Date.parse(day);
  return Number.isNaN(found) ? undefined : found;
}
