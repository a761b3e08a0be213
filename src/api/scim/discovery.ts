import { Type } from '@sinclair/typebox';
import { Refused } from '../refused.ts';
import { route, type Route } from '../route.ts';
import { BASE, GROUP, MOST_FOUND, Resource, USER } from './shapes.ts';
import { listed } from './resources.ts';

const row = {
  tag: 'scim',
  method: 'GET',
  roles: ['administrator'],
  scope: 'provision',
  answer: Resource,
  scim: true,
} as const;
const LONG = 'urn:ietf:params:scim:schemas:core:2.0';

const CONFIG = {
  schemas: [`${LONG}:ServiceProviderConfig`],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: MOST_FOUND },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: true },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer token',
      description: 'An API token whose scope is provision.',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: `${BASE}/ServiceProviderConfig` },
};

const TYPES = (['User', 'Group'] as const).map((name) => ({
  schemas: [`${LONG}:ResourceType`],
  id: name,
  name,
  endpoint: `/${name}s`,
  description: name === 'User' ? 'A person.' : 'People who go together.',
  schema: name === 'User' ? USER : GROUP,
  schemaExtensions: [],
  meta: { resourceType: 'ResourceType', location: `${BASE}/ResourceTypes/${name}` },
}));

interface More {
  readonly type?: string;
  readonly required?: boolean;
  readonly unique?: boolean;
  readonly readOnly?: boolean;
  readonly many?: boolean;
  readonly exact?: boolean;
  readonly parts?: readonly object[];
}

/** An attribute as RFC 7643, 7 writes it. */
const attribute = (name: string, description: string, more: More = {}): object => ({
  name,
  type: more.type ?? (more.parts ? 'complex' : 'string'),
  multiValued: more.many ?? false,
  description,
  required: more.required ?? false,
  caseExact: more.exact ?? false,
  mutability: more.readOnly ? 'readOnly' : 'readWrite',
  returned: 'default',
  uniqueness: more.unique ? 'server' : 'none',
  ...(more.parts ? { subAttributes: more.parts } : {}),
});

const SCHEMAS = [
  {
    id: USER,
    name: 'User',
    description: 'A person.',
    attributes: [
      attribute('userName', 'Name at the directory.', { required: true, unique: true }),
      attribute('displayName', 'Name as it is shown.'),
      attribute('name', 'Name.', { parts: [attribute('formatted', 'The whole name.')] }),
      attribute('active', 'False: the person left.', { type: 'boolean' }),
      attribute('emails', 'One is kept: the main one, or that of work.', {
        many: true,
        parts: [
          attribute('value', 'Address.'),
          attribute('type', 'Always work.'),
          attribute('primary', 'Always true.', { type: 'boolean' }),
        ],
      }),
      attribute('groups', 'Groups that it is in.', {
        many: true,
        readOnly: true,
        parts: [
          attribute('value', 'Id of the group.', { readOnly: true }),
          attribute('display', 'Name.', { readOnly: true }),
        ],
      }),
    ],
  },
  {
    id: GROUP,
    name: 'Group',
    description: 'People who go together.',
    attributes: [
      attribute('displayName', 'Name.', { required: true, unique: true }),
      attribute('members', 'Users in it.', {
        many: true,
        parts: [
          attribute('value', 'Id of the user.', { exact: true }),
          attribute('display', 'Name.', { readOnly: true }),
        ],
      }),
    ],
  },
].map((one) => ({
  schemas: [`${LONG}:Schema`],
  ...one,
  meta: { resourceType: 'Schema', location: `${BASE}/Schemas/${one.id}` },
}));

const listOf = (
  id: string,
  name: string,
  summary: string,
  all: readonly { readonly id: string }[],
): readonly Route[] => [
  route({
    ...row,
    id: `scim-list-${id}s`,
    path: `${BASE}/${name}`,
    summary,
    // What is known of all is not filtered: a filter is refused (RFC 7644, 4).
    query: Type.Object({ filter: Type.Optional(Type.String({ maxLength: 1024 })) }),
    read(_, { query: { filter } }) {
      if (filter !== undefined) throw new Refused('forbidden', 'this is not filtered');
      return Promise.resolve(listed(all.length, 0, all));
    },
  }),
  route({
    ...row,
    id: `scim-get-${id}`,
    path: `${BASE}/${name}/{id}`,
    summary: `One of them`,
    params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 255 }) }),
    read(_, { params: { id: wanted } }) {
      const one = all.find(({ id: its }) => its === wanted);
      return one ? Promise.resolve(one) : Promise.reject(new Refused('not-found'));
    },
  }),
];

/** What a directory asks before it begins. */
export const discoveryRoutes: readonly Route[] = [
  route({
    ...row,
    id: 'scim-get-config',
    path: `${BASE}/ServiceProviderConfig`,
    summary: 'What of SCIM is served',
    read: () => Promise.resolve(CONFIG),
  }),
  ...listOf('resource-type', 'ResourceTypes', 'Kinds of resources', TYPES),
  ...listOf('schema', 'Schemas', 'Attributes of resources', SCHEMAS),
];
