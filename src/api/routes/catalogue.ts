import type { Route } from '../route.ts';
import { discoveryRoutes } from '../scim/discovery.ts';
import { groupRoutes as scimGroupRoutes } from '../scim/groups.ts';
import { userRoutes } from '../scim/users.ts';
import { eventRoutes } from './events.ts';
import { groupRoutes } from './groups.ts';
import { identityRoutes } from './identities.ts';
import { ledgerRoutes } from './ledger.ts';
import { identityChangeRoutes } from './identity-changes.ts';
import { myRoutes } from './me.ts';
import { myPasskeyRoutes } from './my-passkeys.ts';
import { mySignInRoutes } from './my-sign-in.ts';
import { peopleRoutes } from './people.ts';
import { peopleSignInRoutes } from './people-sign-in.ts';
import { sourceRoutes } from './sources.ts';
import { toDoRoutes } from './to-dos.ts';
import { trustDomainRoutes } from './trust-domain.ts';

/** Every row of the API. */
export const ROUTES: readonly Route[] = [
  ...identityRoutes,
  ...identityChangeRoutes,
  ...toDoRoutes,
  ...sourceRoutes,
  ...eventRoutes,
  ...peopleRoutes,
  ...peopleSignInRoutes,
  ...myRoutes,
  ...groupRoutes,
  ...mySignInRoutes,
  ...myPasskeyRoutes,
  ...ledgerRoutes,
  ...trustDomainRoutes,
  ...userRoutes,
  ...scimGroupRoutes,
  ...discoveryRoutes,
];
