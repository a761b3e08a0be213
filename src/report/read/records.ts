import { DIAGNOSTICS, type Diagnostic, type DiagnosticCode } from '../../model/diagnostic.ts';
import type { Declared, EstateEdge, EstateNode, Jewel, Source } from '../../model/estate.ts';
import type { Confidence, Evidence } from '../../model/evidence.ts';
import { FUNCTIONS, type RbacRule, type WorkloadFunction } from '../../model/facts.ts';
import { EDGE_KINDS, ENTRY_KINDS, ENVIRONMENTS, NODE_KINDS, type EdgeKind } from '../../model/kinds.ts';
import {
  fieldsOf,
  inside,
  list,
  maybe,
  maybeText,
  oneOf,
  text,
  texts,
  whole,
  wrong,
  type At,
  type Fields,
} from './fields.ts';

export const CONFIDENCES = ['proved', 'configured', 'possible'] as const satisfies readonly Confidence[];
export const EDGE_KIND_NAMES = Object.keys(EDGE_KINDS) as readonly EdgeKind[];
const CODES = Object.keys(DIAGNOSTICS) as readonly DiagnosticCode[];
const TIERS = [13, 8, 5, 3] as const;
const DECLARED = ['owner', 'purpose', 'dataScope', 'rotation', 'stage', 'sensitivity', 'vendor'] as const;

export function evidenceOf(value: unknown, at: At): Evidence {
  const fields = fieldsOf(value, at);
  if (fields.has('file')) return { file: text(fields, 'file', at), line: whole(fields, 'line', at) };
  return { object: text(fields, 'object', at), at: text(fields, 'at', at) };
}

export function nodeOf(value: unknown, at: At): EstateNode {
  const fields = fieldsOf(value, at);
  return {
    ...nodeFields(fields, at),
    ...maybe('jewel', fields, (one) => jewelOf(one, inside(at, 'jewel'))),
    ...maybe('entry', fields, () => oneOf(ENTRY_KINDS, fields, 'entry', at)),
    ...maybe('functions', fields, () => functionsOf(texts(fields, 'functions', at))),
    ...maybe('rules', fields, () => list(fields, 'rules', at, ruleOf)),
  };
}

/** One that a later version added is left out: nothing is decided by what is not known. */
function functionsOf(names: readonly string[]): readonly WorkloadFunction[] {
  return FUNCTIONS.filter((one) => names.includes(one));
}

/** An identity record as a node: its owner is what was declared. */
export function identityOf(value: unknown, at: At): EstateNode {
  const fields = fieldsOf(value, at);
  const owner = maybeText(fields, 'owner', at);
  const node = nodeFields(fields, at);
  return owner === undefined ? node : { ...node, declared: { ...node.declared, owner } };
}

function nodeFields(fields: Fields, at: At): EstateNode {
  const implied = fields.get('implied');
  if (implied !== undefined && implied !== true) throw wrong(inside(at, 'implied'), 'is not true');
  return {
    id: text(fields, 'id', at),
    kind: oneOf(NODE_KINDS, fields, 'kind', at),
    name: text(fields, 'name', at),
    realm: text(fields, 'realm', at),
    ...maybe('namespace', fields, () => text(fields, 'namespace', at)),
    environment: oneOf(ENVIRONMENTS, fields, 'environment', at),
    ...maybe('declared', fields, (one) => declaredOf(one, inside(at, 'declared'))),
    ...(implied === true ? { implied } : {}),
    evidence: list(fields, 'evidence', at, evidenceOf),
  };
}

function declaredOf(value: unknown, at: At): Declared {
  const fields = fieldsOf(value, at);
  return Object.assign({}, ...DECLARED.map((key) => maybe(key, fields, () => text(fields, key, at)))) as Declared;
}

function jewelOf(value: unknown, at: At): Jewel {
  const fields = fieldsOf(value, at);
  const tier = TIERS.find((one) => one === fields.get('tier'));
  if (tier === undefined) throw wrong(inside(at, 'tier'), `is not one of ${TIERS.join(', ')}`);
  return {
    tier,
    name: text(fields, 'name', at),
    confidence: oneOf(CONFIDENCES, fields, 'confidence', at),
    reason: text(fields, 'reason', at),
  };
}

function ruleOf(value: unknown, at: At): RbacRule {
  const fields = fieldsOf(value, at);
  return {
    verbs: texts(fields, 'verbs', at),
    apiGroups: texts(fields, 'apiGroups', at),
    resources: texts(fields, 'resources', at),
    resourceNames: texts(fields, 'resourceNames', at),
    nonResourceURLs: texts(fields, 'nonResourceURLs', at),
    evidence: list(fields, 'evidence', at, evidenceOf),
  };
}

export function edgeOf(value: unknown, at: At): EstateEdge {
  const fields = fieldsOf(value, at);
  return {
    id: text(fields, 'id', at),
    kind: oneOf(EDGE_KIND_NAMES, fields, 'kind', at),
    from: text(fields, 'from', at),
    to: text(fields, 'to', at),
    confidence: oneOf(CONFIDENCES, fields, 'confidence', at),
    ...maybe('precondition', fields, () => text(fields, 'precondition', at)),
    evidence: list(fields, 'evidence', at, evidenceOf),
  };
}

export function sourceOf(value: unknown, at: At): Source {
  const fields = fieldsOf(value, at);
  return {
    path: text(fields, 'path', at),
    kind: text(fields, 'kind', at),
    files: whole(fields, 'files', at),
    objects: whole(fields, 'objects', at),
  };
}

export function diagnosticOf(value: unknown, at: At): Diagnostic {
  const fields = fieldsOf(value, at);
  const place = fieldsOf(fields.get('place'), inside(at, 'place'));
  return {
    code: oneOf(CODES, fields, 'code', at),
    level: oneOf(['error', 'note'], fields, 'level', at),
    message: text(fields, 'message', at),
    place: {
      file: text(place, 'file', inside(at, 'place')),
      ...maybe('line', place, () => whole(place, 'line', inside(at, 'place'))),
    },
  };
}
