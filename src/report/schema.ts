import { KEPT } from '../cloud/kept.ts';
import { DIAGNOSTICS } from '../model/diagnostic.ts';
import { FUNCTIONS } from '../model/facts.ts';
import { SEVERITIES } from '../model/finding.ts';
import { EDGE_KINDS, ENTRY_KINDS, ENVIRONMENTS, NODE_KINDS } from '../model/kinds.ts';
import { SCHEMA_VERSION } from './records.ts';

/** A JSON Schema of the subset that the reports need. */
export type Schema = Readonly<Record<string, unknown>>;

const string: Schema = { type: 'string' };
const count: Schema = { type: 'integer', minimum: 0 };
const strings: Schema = { type: 'array', items: string };
const oneOf = (values: readonly string[]): Schema => ({ enum: values });
const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
const list = (name: string): Schema => ({ type: 'array', items: ref(name) });
const confidence = oneOf(['proved', 'configured', 'possible']);

/** An object; keys that end in `?` may be absent. Unknown keys are allowed: later versions add some. */
function object(keys: Readonly<Record<string, Schema>>): Schema {
  const names = Object.keys(keys);
  return {
    type: 'object',
    required: names.filter((name) => !name.endsWith('?')),
    properties: Object.fromEntries(names.map((name) => [name.replace(/\?$/u, ''), keys[name]])),
  };
}

const day: Schema = { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' };
const acceptance = { reason: string, owner: string, expires: day, evidence: list('evidence') };

const node = {
  id: string,
  kind: oneOf(NODE_KINDS),
  name: string,
  realm: string,
  'namespace?': string,
  environment: oneOf(ENVIRONMENTS),
  'declared?': { type: 'object', additionalProperties: string },
  'implied?': { const: true },
  evidence: list('evidence'),
};

const DEFS: Readonly<Record<string, Schema>> = {
  evidence: {
    anyOf: [object({ file: string, line: { type: 'integer', minimum: 0 } }), object({ object: string, at: string })],
  },
  source: object({ path: string, kind: string, files: count, objects: count }),
  diagnostic: object({
    code: oneOf(Object.keys(DIAGNOSTICS)),
    level: oneOf(['error', 'note']),
    message: string,
    place: object({ file: string, 'line?': count }),
  }),
  identity: object({ ...node, owner: { type: ['string', 'null'] }, reach: object({ jewels: strings, nodes: count }) }),
  node: object({
    ...node,
    'jewel?': object({ tier: { enum: [13, 8, 5, 3] }, name: string, confidence, reason: string }),
    'entry?': oneOf(ENTRY_KINDS),
    'functions?': { type: 'array', items: oneOf(FUNCTIONS) },
    'rules?': list('rule'),
  }),
  rule: object({
    verbs: strings,
    apiGroups: strings,
    resources: strings,
    resourceNames: strings,
    nonResourceURLs: strings,
    evidence: list('evidence'),
  }),
  edge: object({
    id: { type: 'string', pattern: '^e:[0-9a-f]{16}$' },
    class: oneOf(['attack', 'structure']),
    kind: oneOf(Object.keys(EDGE_KINDS)),
    from: string,
    to: string,
    confidence,
    'precondition?': string,
    evidence: list('evidence'),
  }),
  step: object({
    edge: string,
    from: string,
    kind: oneOf(Object.keys(EDGE_KINDS)),
    to: string,
    confidence,
    'precondition?': string,
    evidence: list('evidence'),
  }),
  policy: object({ fact: oneOf(KEPT), node: string, evidence: list('evidence'), confidence }),
  finding: object({
    id: { type: 'string', pattern: '^f:[0-9a-f]{16}$' },
    rule: { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' },
    severity: oneOf(SEVERITIES),
    confidence,
    score: { type: 'number' },
    terms: object(Object.fromEntries(['tier', 'environment', 'cost', 'proof'].map((key) => [key, { type: 'number' }]))),
    identity: string,
    owner: { type: ['string', 'null'] },
    title: string,
    detail: string,
    evidence: list('evidence'),
    path: list('step'),
    closes: count,
    'removes?': strings,
    frameworks: strings,
    fix: object({ kind: oneOf(['patch', 'command', 'policy']), why: string, text: string }),
    'accepted?': object({ ...acceptance, 'expired?': { const: true } }),
    'exception?': object({ ...acceptance, controls: strings }),
    'new?': { const: true },
    'since?': day,
  }),
  gone: object({ id: string, rule: string, severity: oneOf(SEVERITIES), title: string, 'since?': day }),
  guard: object({ sentence: string, severity: oneOf(SEVERITIES), 'why?': string, evidence: list('evidence') }),
};

/** The schema of `writ scan -o json`; schemas/scan.schema.json is this, and a test holds it to it. */
export function scanSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'writ:scan.schema.json',
    title: 'The output of writ scan -o json',
    ...object({
      schemaVersion: { const: SCHEMA_VERSION },
      sources: list('source'),
      diagnostics: list('diagnostic'),
      'scannedAt?': day,
      counts: object({
        ...Object.fromEntries(
          ['identities', 'resources', 'edges', 'findings', 'unowned', 'jewels', 'files'].map((key) => [key, count]),
        ),
        'accepted?': count,
        'baseline?': object({ new: count, known: count, gone: count }),
      }),
      'guards?': list('guard'),
      'gone?': list('gone'),
      'identities?': list('identity'),
      'nodes?': list('node'),
      'edges?': list('edge'),
      'policies?': list('policy'),
      findings: list('finding'),
    }),
    $defs: DEFS,
  };
}
