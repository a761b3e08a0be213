import {
  SEVERITIES,
  type Acceptance,
  type Exemption,
  type Finding,
  type PathStep,
  type ScoreTerms,
} from '../../model/finding.ts';
import {
  fieldsOf,
  inside,
  list,
  maybe,
  maybeText,
  number,
  oneOf,
  text,
  texts,
  whole,
  type At,
  type Fields,
} from './fields.ts';
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
    ...maybe('accepted', fields, (one) => acceptedOf(one, inside(at, 'accepted'))),
    ...maybe('exception', fields, (one) => exceptionOf(one, inside(at, 'exception'))),
    ...(fields.get('new') === true ? { new: true as const } : {}),
    ...maybe('since', fields, () => text(fields, 'since', at)),
  };
}

function acceptedOf(value: unknown, at: At): Acceptance {
  const fields = fieldsOf(value, at);
  return { ...termOf(fields, at), ...(fields.get('expired') === true ? { expired: true } : {}) };
}

function exceptionOf(value: unknown, at: At): Exemption {
  const fields = fieldsOf(value, at);
  return { ...termOf(fields, at), controls: texts(fields, 'controls', at) };
}

function termOf(fields: Fields, at: At): Omit<Acceptance, 'expired'> {
  return {
    reason: text(fields, 'reason', at),
    owner: text(fields, 'owner', at),
    expires: text(fields, 'expires', at),
    evidence: list(fields, 'evidence', at, evidenceOf),
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
