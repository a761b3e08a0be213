/** The form of a file of golden cases, as JSON schema; README.md says what each key means. */
const text = { type: 'string', minLength: 1 };
const texts = { type: 'array', items: { type: 'string' } };
const object = (properties: Record<string, unknown>, required: string[] = []): Record<string, unknown> => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
});

const oneOrMany = { type: ['string', 'array'], items: { type: 'string' } };
const values = { type: 'object', additionalProperties: oneOrMany };
/** The grammar lets Boolean and numeric condition values stand without quotation marks. */
const conditionValues = {
  type: 'object',
  additionalProperties: {
    type: ['string', 'boolean', 'number', 'array'],
    items: { type: ['string', 'boolean', 'number'] },
  },
};
const principal = { anyOf: [text, values] };
const statement = object(
  {
    Sid: text,
    Effect: { enum: ['Allow', 'Deny'] },
    Principal: principal,
    NotPrincipal: principal,
    Action: oneOrMany,
    NotAction: oneOrMany,
    Resource: oneOrMany,
    NotResource: oneOrMany,
    Condition: { type: 'object', additionalProperties: conditionValues },
  },
  ['Effect'],
);
const policy = object(
  {
    Version: { enum: ['2012-10-17', '2008-10-17'] },
    Id: text,
    Statement: { anyOf: [statement, { type: 'array', items: statement }] },
  },
  ['Statement'],
);
const policies = { type: 'array', items: policy };
const levels = { type: 'array', items: policies };

const caller = {
  oneOf: [
    object(
      {
        role: text,
        session: text,
        tags: { type: 'object', additionalProperties: text },
        serviceLinked: { const: true },
      },
      ['role'],
    ),
    object({ user: text, tags: { type: 'object', additionalProperties: text } }, ['user']),
    ...['federatedUser', 'service', 'webIdentity', 'saml'].map((kind) => object({ [kind]: text }, [kind])),
    object({ root: { type: 'string', pattern: '^[0-9]{12}$' } }, ['root']),
    object({ anonymous: { const: true } }, ['anonymous']),
  ],
};

const inputs = {
  proves: text,
  cites: { type: 'string', pattern: '^(#|https://)' },
  caller,
  action: text,
  resource: text,
  resourceAccount: { type: 'string', pattern: '^[0-9]{12}$' },
  managementAccount: { const: true },
  resourceInManagementAccount: { const: true },
  context: { type: 'object', additionalProperties: oneOrMany },
  unknown: texts,
  identity: policies,
  boundary: policy,
  session: policies,
  resourcePolicy: policy,
  callerScps: levels,
  resourceRcps: levels,
  by: texts,
  disputed: text,
  recalled: { const: true },
};
const required = ['proves', 'caller', 'action', 'resource', 'want', 'by'];
const layer = { enum: ['identity', 'boundary', 'session', 'resource', 'scp', 'rcp'] };

export const caseFile = object(
  {
    page: { type: 'string', pattern: '^https://' },
    cases: {
      type: 'array',
      minItems: 1,
      items: {
        oneOf: [
          object({ ...inputs, want: { const: 'allow' } }, required),
          object({ ...inputs, want: { const: 'deny' }, layer, explicit: { const: true } }, [...required, 'layer']),
          object({ ...inputs, want: { const: 'allow-if' }, needs: { ...texts, minItems: 1 } }, [...required, 'needs']),
        ],
      },
    },
  },
  ['page', 'cases'],
);
