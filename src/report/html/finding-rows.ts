import { placeOf } from '../../model/evidence.ts';
import { SEVERITIES, type Finding, type PathStep } from '../../model/finding.ts';
import { EDGE_KINDS } from '../../model/kinds.ts';
import type { NodeId } from '../../model/id.ts';
import { titleIn } from '../names.ts';
import { firstPlace } from '../place.ts';
import { edgeWords } from './cards.ts';
import { printableLines } from '../printable.ts';
import type { Card, FindingRow, StepRow } from './rows.ts';

/** Places that a finding lists; the rest is counted. */
const PLACES = 12;

/** A finding as the page shows it; `number` is its rank. */
export function findingRow(
  finding: Finding,
  number: number,
  card: (id: NodeId) => Card,
  sole: string | undefined,
): FindingRow {
  const removes = new Set(finding.removes);
  const steps = finding.path.map((step) => stepRow(step, card));
  const said = new Set(steps.map(({ place }) => place));
  const places = finding.evidence.map(placeOf).filter((place) => !said.has(place));
  return {
    number,
    id: finding.id,
    rule: finding.rule,
    severity: SEVERITIES.indexOf(finding.severity),
    confidence: finding.confidence,
    score: scoreText(finding),
    identity: card(finding.identity),
    owner: finding.owner ?? '',
    title: titleIn(finding, sole),
    detail: finding.detail,
    places: places.slice(0, PLACES),
    morePlaces: Math.max(0, places.length - PLACES),
    steps,
    cuts: finding.path.flatMap((step, at) => (removes.has(step.edge) ? [at] : [])),
    closes: finding.closes,
    frameworks: finding.frameworks,
    fix: { kind: finding.fix.kind, why: finding.fix.why, text: printableLines(finding.fix.text).join('\n') },
  };
}

function scoreText({ score, terms: { tier, environment, cost, proof } }: Finding): string {
  return `score ${score.toFixed(2)} = tier ${tier} \u00d7 environment ${environment} / cost ${cost} \u00d7 proof ${proof}`;
}

function stepRow(step: PathStep, card: (id: NodeId) => Card): StepRow {
  const place = firstPlace(step.evidence);
  return {
    from: card(step.from),
    to: card(step.to),
    by: edgeWords(step.kind),
    means: EDGE_KINDS[step.kind].means,
    confidence: step.confidence,
    condition: step.precondition ?? '',
    place: place === undefined ? '' : placeOf(place),
    more: Math.max(0, step.evidence.length - 1),
  };
}
