import { Type } from '@sinclair/typebox';
import { Maybe } from '../shapes.ts';

export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
export const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';
export const BASE = '/scim/v2';
export const SCIM_JSON = 'application/scim+json';

export const MOST_FOUND = 200;
export const MOST_MEMBERS = 5000;
export const LENGTHS = { userName: 320, name: 200, externalId: 255, email: 320 } as const;

/** Attributes that are not kept are passed over: directories send many (RFC 7644, 3.3). */
const open = { additionalProperties: true } as const;
const Schemas = Type.Optional(Type.Array(Type.String({ maxLength: 255 }), { maxItems: 16 }));
const Members = Type.Array(Type.Object({ value: Type.String({ maxLength: 64 }) }, open), { maxItems: MOST_MEMBERS });
const ExternalId = Type.Optional(Maybe(Type.String({ maxLength: LENGTHS.externalId })));
const Name = Type.String({ maxLength: LENGTHS.name });

export const UserBody = Type.Object(
  {
    schemas: Schemas,
    userName: Type.String({ minLength: 1, maxLength: LENGTHS.userName }),
    externalId: ExternalId,
    displayName: Type.Optional(Maybe(Name)),
    name: Type.Optional(
      Maybe(
        Type.Object(
          {
            formatted: Type.Optional(Maybe(Name)),
            givenName: Type.Optional(Maybe(Name)),
            familyName: Type.Optional(Maybe(Name)),
          },
          open,
        ),
      ),
    ),
    active: Type.Optional(Type.Union([Type.Boolean(), Type.String({ maxLength: 5 })])),
    emails: Type.Optional(Maybe(Type.Array(Type.Object({}, open), { maxItems: 20 }))),
  },
  open,
);

export const GroupBody = Type.Object(
  {
    schemas: Schemas,
    displayName: Type.String({ minLength: 1, maxLength: LENGTHS.name }),
    externalId: ExternalId,
    members: Type.Optional(Maybe(Members)),
  },
  open,
);

export const PatchBody = Type.Object(
  {
    schemas: Schemas,
    Operations: Type.Array(
      Type.Object(
        {
          op: Type.String({ maxLength: 7 }),
          path: Type.Optional(Type.String({ maxLength: 512 })),
          value: Type.Optional(Type.Any()),
        },
        open,
      ),
      { minItems: 1, maxItems: 1000 },
    ),
  },
  open,
);

const choice = {
  attributes: Type.Optional(Type.String({ maxLength: 1024 })),
  excludedAttributes: Type.Optional(Type.String({ maxLength: 1024 })),
};
export const Chosen = Type.Object(choice);
export const Found = Type.Object({
  ...choice,
  filter: Type.Optional(Type.String({ maxLength: 1024 })),
  startIndex: Type.Optional(Type.Integer({ minimum: -1_000_000_000, maximum: 1_000_000_000 })),
  count: Type.Optional(Type.Integer({ minimum: -1_000_000_000, maximum: 1_000_000_000 })),
});

/** Answers are made here of what is kept, so their fields are those of the resource. `revision` is for the ETag, and no field of it. */
export const Resource = Type.Unsafe<object>({ type: 'object', additionalProperties: true });

export const ScimProblem = Type.Object({
  schemas: Type.Array(Type.String()),
  status: Type.String(),
  scimType: Type.Optional(Type.String()),
  detail: Type.Optional(Type.String()),
});
