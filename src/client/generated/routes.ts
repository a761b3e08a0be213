// Made of schemas/openapi.json by `npm run docs`; a test holds it to that.
import { operation, type OperationMethods } from './operation.ts';
import { trustDomain, type TrustDomainMethods } from './trust-domain.ts';
import { identities, type IdentitiesMethods } from './identities.ts';
import { toDos, type ToDosMethods } from './to-dos.ts';
import { sources, type SourcesMethods } from './sources.ts';
import { people, type PeopleMethods } from './people.ts';
import { me, type MeMethods } from './me.ts';
import { groups, type GroupsMethods } from './groups.ts';
import { ledger, type LedgerMethods } from './ledger.ts';

/** Every route but those of SCIM and the stream of events. */
export type Routes = OperationMethods &
  TrustDomainMethods &
  IdentitiesMethods &
  ToDosMethods &
  SourcesMethods &
  PeopleMethods &
  MeMethods &
  GroupsMethods &
  LedgerMethods;

export const ROUTES = {
  ...operation,
  ...trustDomain,
  ...identities,
  ...toDos,
  ...sources,
  ...people,
  ...me,
  ...groups,
  ...ledger,
} as const;
