import type { Route } from '../route.ts';
import { identityRoutes } from './identities.ts';
import { ledgerRoutes } from './ledger.ts';
import { myRoutes } from './me.ts';
import { peopleRoutes } from './people.ts';

/** Every row of the API. */
export const ROUTES: readonly Route[] = [...identityRoutes, ...peopleRoutes, ...myRoutes, ...ledgerRoutes];
