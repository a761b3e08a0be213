import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { STATES } from '../governance/lifecycle.ts';
import type { AccountSystem } from '../store/tables.ts';
import { DUTIES, ROLES, type Holding } from '../governance/roles.ts';

/** What the API takes and gives, by name. Times are RFC 3339 in UTC. */

export const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
export const Maybe = <T extends TSchema>(one: T) => Type.Union([one, Type.Null()]);
export const Time = Type.String({ format: 'date-time' });
export const Uuid = Type.String({ format: 'uuid' });
export const Revision = Type.Integer({ minimum: 0, description: 'Larger after each change; its ETag.' });

export const words = <T extends string>(list: readonly T[]) => Type.Unsafe<T>({ type: 'string', enum: [...list] });

export const State = words(STATES);
export const HoldingName = words([...Object.keys(ROLES), ...Object.keys(DUTIES)] as Holding[]);

export const RoleShape = Type.Object(
  {
    role: HoldingName,
    environment: Type.String({ minLength: 1, maxLength: 253, description: '`*` is every environment.' }),
    team: Type.String({ minLength: 1, maxLength: 253, description: '`*` is every team.' }),
  },
  { title: 'Role' },
);

export const Page = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 })),
  cursor: Type.Optional(Type.String({ maxLength: 4096, description: 'What `next` of the page before said.' })),
};

/** A page of a list: `next` is there as long as more may come. */
export const Paged = <T extends TSchema>(item: T) =>
  Type.Object({ items: Type.Array(item), next: Type.Optional(Type.String()) });

const SYSTEMS: readonly AccountSystem[] = ['subject', 'chat', 'git', 'cloud'];

export const AccountShape = Type.Object(
  {
    system: words(SYSTEMS),
    realm: Type.String({ minLength: 1, maxLength: 1024, description: 'Whose: issuer, workspace, host, organisation.' }),
    name: Type.String({ minLength: 1, maxLength: 1024, description: 'Its name there; of a subject its `sub`.' }),
  },
  { title: 'Account' },
);

/** Credential id, base64url. */
export const PasskeyId = Type.String({ pattern: '^[A-Za-z0-9_-]{1,2048}$' });

export const IdentityShape = Type.Object(
  {
    id: Type.String(),
    kind: Type.String(),
    name: Type.String(),
    realm: Type.String(),
    environment: Maybe(Type.String()),
    state: State,
    owner: Maybe(Type.String()),
    purpose: Maybe(Type.String()),
    dataScope: Maybe(Type.String()),
    rotationPolicy: Maybe(Type.String()),
    declared: Type.Record(Type.String(), Type.Object({ value: Type.Any(), file: Type.String() }), {
      description: 'Fields that git declares, with their file: they are changed there.',
    }),
    source: Type.String(),
    evidence: Type.Array(Type.Any()),
    seenFirst: Time,
    seenLast: Time,
    goneSince: Maybe(Time),
    usedLast: Maybe(Time),
    revision: Revision,
  },
  { title: 'Identity' },
);

export const PersonShape = Type.Object(
  {
    id: Uuid,
    name: Type.String(),
    active: Type.Boolean(),
    userName: Maybe(Type.String()),
    email: Maybe(Type.String()),
    created: Time,
    revision: Revision,
  },
  { title: 'Person' },
);

export const Reason = Type.String({ minLength: 1, maxLength: 1000, description: 'Why; it is recorded.' });

export const ToDoShape = Type.Object(
  {
    id: Type.String(),
    kind: Type.String(),
    says: Type.String(),
    identity: Type.String(),
    about: Type.String({ description: 'The credential, person or source.' }),
    data: Type.Any(),
    since: Time,
  },
  { title: 'ToDo' },
);

export type IdentityAnswer = Static<typeof IdentityShape>;
export type PersonAnswer = Static<typeof PersonShape>;
