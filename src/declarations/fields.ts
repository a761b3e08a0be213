import { DUTIES } from '../model/cloud-findings-facts.ts';
import { SEVERITIES } from '../model/finding.ts';
import { ENVIRONMENTS } from '../model/kinds.ts';

/** What a field holds. How each is read stands in `read-field.ts`, its JSON Schema in `schema.ts`; both are tables over these names. */
export type FieldType =
  | 'text'
  | 'glob'
  | 'path'
  | 'texts'
  | 'globs'
  | 'environment'
  | 'tier'
  | 'severity'
  | 'date'
  | 'url'
  | 'false'
  | 'name'
  | 'rule'
  | 'finding'
  | 'guard'
  | 'condition'
  | 'duties';

export interface Field {
  readonly is: FieldType;
  readonly required?: true;
  readonly says: string;
}

/** One key of the file: a list of entries. */
export interface Section {
  readonly says: string;
  readonly fields: Readonly<Record<string, Field>>;
  /** An entry with anything wrong in it does not count at all: without its mistake it would say more than was meant. */
  readonly strict?: true;
  /** An entry may also be a plain text, which is then this field. */
  readonly plain?: string;
  /** One of these fields must be there. */
  readonly anyOf?: readonly string[];
}

export const TIERS = [13, 8, 5, 3] as const;

/** What the values of each type are called, in messages and in the reference. */
export const TYPE_SAYS: Readonly<Record<FieldType, string>> = {
  text: 'a text of 1 to 1,000 characters',
  glob: 'an id or a glob over ids (`*` within a segment, `**` across)',
  path: 'a glob over slash-separated paths',
  texts: 'a text or a list of texts',
  globs: 'a list of ids or globs over ids',
  environment: `one of ${ENVIRONMENTS.join(', ')}`,
  tier: `one of ${TIERS.join(', ')}`,
  severity: `one of ${SEVERITIES.join(', ')}`,
  date: 'a day that there is, as 2027-01-31',
  url: 'an address that begins with https:// or http://',
  false: 'false',
  name: 'a name of small letters, digits and hyphens',
  rule: 'the name of a rule, or null for all',
  finding: 'the id of a finding (f: and 16 hex digits)',
  guard: 'a guard, as docs/guards.md says',
  condition: 'a condition, as docs/guards.md says',
  duties: `two or more of ${DUTIES.join(', ')}`,
};

const expires: Field = { is: 'date', required: true, says: 'the last day on which it counts' };
const reason: Field = { is: 'text', required: true, says: 'why' };
const owner: Field = { is: 'text', required: true, says: 'who answers for it' };
const where: Field = { is: 'glob', says: 'only findings about these; everything when absent' };

/** Every key of writ.estate.yaml: parser, JSON Schema and reference are made from this. */
export const SECTIONS = {
  realms: {
    says: 'Which realm and environment the files of a path belong to; the first that fits counts.',
    fields: {
      path: { is: 'path', required: true, says: 'files, relative to the scanned folder' },
      realm: { is: 'text', required: true, says: 'the name of the realm: a cluster, an account' },
      environment: { is: 'environment', says: 'what its things are part of' },
    },
  },
  identities: {
    says: 'What only people know about identities and things. Counts over what a source says; the difference is told.',
    fields: {
      id: { is: 'glob', required: true, says: 'what is described' },
      owner: { is: 'text', says: 'who answers for it' },
      purpose: { is: 'text', says: 'what it is for' },
      dataScope: { is: 'text', says: 'which data it may touch' },
      rotation: { is: 'text', says: 'how often its credentials are replaced' },
      stage: { is: 'text', says: 'where it is in its life: experiment, production, retired' },
      environment: { is: 'environment', says: 'what it is part of' },
      sensitivity: { is: 'text', says: 'how sensitive what it holds is' },
      vendor: { is: 'text', says: 'whose it is, where it is not ours' },
    },
  },
  jewels: {
    says: 'What is at stake. Confirms, corrects or takes back what the scan infers.',
    fields: {
      id: { is: 'glob', required: true, says: 'what is at stake' },
      tier: { is: 'tier', says: '13 administration, 8 secrets and customer data, 5 training data, 3 the rest' },
      name: { is: 'text', says: 'how people call it' },
      jewel: { is: 'false', says: 'it is none, whatever the scan infers' },
    },
    anyOf: ['tier', 'jewel'],
  },
  chains: {
    says: 'How requests to a service travel. Each hop leads to the next; one that nothing answers to is named as unknown.',
    fields: {
      service: { is: 'text', required: true, says: 'the name of the service' },
      hops: { is: 'globs', required: true, says: 'the hops in order' },
      owner: { is: 'text', says: 'who answers for the service' },
    },
  },
  approvals: {
    says: 'Who may request, approve and revoke access, and where that is written.',
    fields: {
      resource: { is: 'glob', required: true, says: 'access to what' },
      request: { is: 'texts', says: 'who may ask: mail addresses are people, other names teams' },
      approve: { is: 'texts', says: 'who may say yes' },
      revoke: { is: 'texts', says: 'who may take it away' },
      evidence: { is: 'url', says: 'where that is agreed: a ticket, a page' },
    },
    anyOf: ['request', 'approve', 'revoke'],
  },
  exceptions: {
    says: 'Dated exceptions. Until its day one marks the findings that it covers; from then on it is a finding itself.',
    strict: true,
    fields: {
      rule: { is: 'rule', says: 'which rule is excepted; all when null or absent' },
      id: { is: 'glob', required: true, says: 'for what' },
      owner,
      reason,
      expires,
      controls: { is: 'texts', says: 'what compensates for it meanwhile' },
    },
  },
  accepted: {
    says: 'Findings that somebody took on. Until the day they are shown and do not fail a scan.',
    strict: true,
    fields: {
      finding: { is: 'finding', says: 'one finding' },
      rule: { is: 'rule', says: 'or all of this rule' },
      id: { is: 'glob', says: 'about these' },
      reason,
      owner,
      expires,
    },
    anyOf: ['finding', 'rule'],
  },
  guards: {
    says: 'Sentences that must stay true: `writ assert` checks them, and a scan tells which are broken.',
    strict: true,
    plain: 'guard',
    fields: {
      guard: { is: 'guard', required: true, says: 'the sentence' },
      severity: { is: 'severity', says: 'of the finding when it is broken; high when absent' },
      why: { is: 'text', says: 'what goes wrong when it is broken' },
    },
  },
  rules: {
    says: 'Rules of the team: one finding for each thing that the condition is true of.',
    strict: true,
    fields: {
      name: { is: 'name', required: true, says: 'its name; none of a rule that Writ has' },
      title: { is: 'text', required: true, says: 'what is wrong' },
      severity: { is: 'severity', required: true, says: 'how severe' },
      when: { is: 'condition', required: true, says: 'what it fires on' },
      frameworks: { is: 'texts', says: 'control ids, as docs/reference/frameworks.md writes them' },
      fix: { is: 'text', required: true, says: 'what to do' },
    },
  },
  severities: {
    says: 'Other severities than the rules choose. The last that fits counts.',
    strict: true,
    fields: {
      rule: { is: 'rule', required: true, says: 'which rule' },
      severity: { is: 'severity', required: true, says: 'how severe it is here' },
      where,
    },
  },
  duties: {
    says: 'Which duties one identity may not hold together, beside those that Writ keeps apart, and which it may. The last that fits counts.',
    strict: true,
    fields: {
      apart: { is: 'duties', says: 'no two of these in one hand' },
      together: { is: 'duties', says: 'these may be in one hand' },
      why: { is: 'text', required: true, says: 'why' },
      where,
    },
    anyOf: ['apart', 'together'],
  },
  include: {
    says: 'More files of this form. Only files below the scanned folders are read, each once.',
    plain: 'path',
    fields: { path: { is: 'path', required: true, says: 'files, relative to this one' } },
  },
} as const satisfies Readonly<Record<string, Section>>; // prettier-ignore

export type Key = keyof typeof SECTIONS;
export const KEYS = Object.keys(SECTIONS) as readonly Key[];
