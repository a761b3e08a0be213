import type { Door } from '../api/door.ts';
import { actorOf } from '../api/principal.ts';
import { Refused } from '../api/refused.ts';
import { anew, stands, type Principals } from '../api/sign-in/principals.ts';
import type { Site } from '../api/sign-in/site.ts';
import { signedIn } from '../api/sign-in/signed-in.ts';
import { traceOf } from '../api/trace.ts';
import type { Services } from '../api/services.ts';
import type { Ledger } from '../ledger/write/ledger.ts';
import type { Store } from '../store/store.ts';
import type { Record } from './record.ts';

export interface DoorParts {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly record: Record;
  readonly principals: Principals;
  readonly site: Site;
  readonly now: () => Date;
  readonly services: Services;
}

/** What every request goes through. */
export function doorOf({ store, ledger, record, principals, site, now, services }: DoorParts): Door {
  return {
    store,
    now,
    services,
    originOf: (request) => site.originOf(request),
    signedIn: (request) => signedIn(request, principals, site.https),
    async anew({ db, now: at }, known) {
      const principal = await anew(db, known, at);
      if (!principal) throw new Refused('unauthenticated');
      return principal;
    },
    async stands({ db, now: at }, known) {
      const still = await stands(db, known, at);
      // Somebody else moved it: what is kept of others is as old.
      if (!still) principals.forget();
      return still;
    },
    refused(refused, row, request, principal) {
      if (!RECORDED.has(refused.code) || !principal) return;
      void ledger
        .append({
          kind: 'refused',
          ...actorOf(principal),
          action: row.id,
          object: request.url.slice(0, LONGEST),
          outcome: 'denied',
          reason: refused.reason ?? refused.code,
          policy: `route:${row.id}`,
          trace: traceOf(request),
        })
        .catch((error: unknown) => {
          request.log.error({ err: error }, 'a refusal could not be recorded');
        });
    },
    changed(row) {
      if (row.tag === 'trust-domain') services.trustDomain.soon();
      if (row.tag !== 'identities') principals.forget();
      record.soon();
    },
  };
}

/** What somebody who is signed in tried and may not. Strangers are counted in the log only: they could fill the disk. */
const RECORDED: ReadonlySet<string> = new Set(['forbidden', 'not-found']);
const LONGEST = 4096;
