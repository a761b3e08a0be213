import { SEVERITIES, type Finding, type PathStep, type ScoreTerms } from '../../model/finding.ts';
import { fieldsOf, inside, list, maybe, maybeText, number, oneOf, text, texts, whole, type At } from './fields.ts';
import { CONFIDENCES, EDGE_KIND_NAMES, evidenceOf } from './records.ts';

export function findingOf(value: unknown, at: At): Finding {
  const fields = fieldsOf(value, at);
  return {
    id: text(fields, 'id', at),
    rule: text(fields, 'rule', at),
    severity: oneOf(SEVERITIES, fields, 'severity', at),
    confidence: oneOf(CONFIDENCES, fields, 'confidence', at),
    score: number(fields, 'score', at),
    terms: termsOf(fields.get('terms'), inside(at, 'terms')),
    identity: text(fields, 'identity', at),
    owner: maybeText(fields, 'owner', at) ?? null,
    title: text(fields, 'title', at),
    detail: maybeText(fields, 'detail', at) ?? '',
    evidence: list(fields, 'evidence', at, evidenceOf),
    path: list(fields, 'path', at, stepOf),
    closes: fields.has('closes') ? whole(fields, 'closes', at) : 0,
    ...maybe('removes', fields, () => texts(fields, 'removes', at)),
    frameworks: texts(fields, 'frameworks', at),
    fix: fixOf(fields.get('fix'), inside(at, 'fix')),
  };
}

function termsOf(value: unknown, at: At): ScoreTerms {
  const fields = fieldsOf(value, at);
  return {
    tier: number(fields, 'tier', at),
    environment: number(fields, 'environment', at),
    cost: number(fields, 'cost', at),
    proof: number(fields, 'proof', at),
  };
}

function stepOf(value: unknown, at: At): PathStep {
  const fields = fieldsOf(value, at);
  return {
    edge: text(fields, 'edge', at),
    from: text(fields, 'from', at),
    kind: oneOf(EDGE_KIND_NAMES, fields, 'kind', at),
    to: text(fields, 'to', at),
    confidence: fields.has('confidence') ? oneOf(CONFIDENCES, fields, 'confidence', at) : 'possible',
    ...maybe('precondition', fields, () => text(fields, 'precondition', at)),
    evidence: list(fields, 'evidence', at, evidenceOf),
  };
}

function fixOf(value: unknown, at: At): Finding['fix'] {
  const fields = fieldsOf(value, at);
  return {
    kind: oneOf(['patch', 'command', 'policy'], fields, 'kind', at),
    why: maybeText(fields, 'why', at) ?? '',
    text: text(fields, 'text', at),
  };
}
