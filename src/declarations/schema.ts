import { DUTIES } from '../model/cloud-findings-facts.ts';
import { SEVERITIES } from '../model/finding.ts';
import { ENVIRONMENTS } from '../model/kinds.ts';
import { SECTIONS, TIERS, TYPE_SAYS, type FieldType, type Section } from './fields.ts';

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string', minLength: 1, maxLength: 1000 };
const texts: Schema = { type: 'array', items: text, minItems: 1, maxItems: 500 };
const NAME = '^[a-z][a-z0-9]*(-[a-z0-9]+)*$';

/** By type: what an editor can check. Sentences are texts to it; `writ scan` tells what is wrong with one. */
const TYPES: Readonly<Record<FieldType, Schema>> = {
  text,
  glob: text,
  path: text,
  texts: { anyOf: [text, texts] },
  globs: texts,
  environment: { enum: [...ENVIRONMENTS] },
  tier: { enum: [...TIERS] },
  severity: { enum: [...SEVERITIES] },
  date: { type: 'string', format: 'date', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' },
  url: { ...text, pattern: '^https?://\\S+$' },
  false: { const: false },
  name: { ...text, pattern: NAME },
  rule: { anyOf: [{ ...text, pattern: NAME }, { type: 'null' }] },
  finding: { type: 'string', pattern: '^f:[0-9a-f]{16}$' },
  guard: { type: 'string', minLength: 1, maxLength: 2000 },
  duties: { type: 'array', items: { enum: [...DUTIES] }, minItems: 2, maxItems: DUTIES.length, uniqueItems: true },
  condition: { type: 'string', minLength: 1, maxLength: 2000 },
};

/** The schema of writ.estate.yaml for editors; schemas/estate.schema.json is this, and a test holds it to it. */
export function estateSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'writ:estate.schema.json',
    title: 'writ.estate.yaml: what only people know of an estate',
    type: ['object', 'null'],
    additionalProperties: false,
    properties: Object.fromEntries(Object.entries(SECTIONS).map(([key, section]) => [key, listOf(section)])),
  };
}

function listOf(section: Section): Schema {
  const fields = Object.entries(section.fields);
  const entry: Schema = {
    type: 'object',
    additionalProperties: false,
    required: fields.filter(([, field]) => field.required).map(([name]) => name),
    properties: Object.fromEntries(
      fields.map(([name, { is, says }]) => [name, { ...TYPES[is], description: `${says}: ${TYPE_SAYS[is]}` }]),
    ),
    ...(section.anyOf ? { anyOf: section.anyOf.map((name) => ({ required: [name] })) } : {}),
  };
  const plain = section.plain === undefined ? undefined : section.fields[section.plain];
  return {
    description: section.says,
    type: ['array', 'null'],
    items: plain ? { anyOf: [TYPES[plain.is], entry] } : entry,
  };
}
