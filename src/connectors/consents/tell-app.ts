import type { EstateBuilder } from '../../model/builder.ts';
import type { EdgeKind } from '../../model/kinds.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import { applicationKey, repoKey } from '../../model/keys.ts';
import type { ConsentOpening } from '../../model/system-facts.ts';
import { targetOf, type Opening } from './scopes/opening.ts';
import type { App, Grant, Vendor } from './types.ts';

/** The application, what its scopes open, and the consent as a fact for the rules. */
export function tellApp(estate: EstateBuilder, app: App): void {
  const third = app.thirdParty === true;
  estate.node({
    id: app.id,
    kind: app.vendor === 'entra' && !third ? 'ServicePrincipal' : 'OAuthApp',
    name: app.name,
    realm: app.realm,
    environment: app.environment,
    ...(third && app.active ? { entry: 'third-party-app' } : {}),
    evidence: app.evidence,
  });
  sameApplication(estate, app);
  for (const grant of app.grants) tellGrant(estate, app, 'OAUTH_GRANT', app.id, grant, app.active);
  for (const { address, evidence } of app.repositories ?? []) {
    const key = repoKey(`github.com/${address}`);
    const [organisation = '', name = ''] = address.split('/');
    if (key === undefined || name === '' || !app.active) continue;
    estate.refer({
      kind: 'REPO_WRITE',
      node: app.id,
      side: 'from',
      key,
      confidence: 'configured',
      evidence: [evidence],
      otherwise: {
        id: nodeId('github', 'Repo', organisation, name),
        kind: 'Repo',
        name,
        realm: organisation,
        environment: 'unknown',
        evidence: [evidence],
        implied: true,
      },
    });
  }
  if (app.thirdParty !== false && app.active && app.grants.length > 0) tellConsent(estate, app);
}

/** A workload identity names the application by its client id: what may act as that acts as this. */
function sameApplication(estate: EstateBuilder, { id, vendor, evidence }: App): void {
  if (vendor !== 'entra') return;
  const client = id.slice(id.lastIndexOf('/') + 1);
  // An object id is another thing than a client id.
  if (id.includes('/object/')) return;
  const key = applicationKey(client);
  estate.refer({ kind: 'MAY_BE', node: id, side: 'to', key, confidence: 'configured', evidence });
}

/** The account that is administered is the vendor's own word for it. */
const ACCOUNT: Readonly<Record<Vendor, string>> = {
  entra: 'Tenant',
  google: 'Domain',
  github: 'Organization',
  slack: 'Workspace',
};

export function tellGrant(
  estate: EstateBuilder,
  { vendor, realm }: { readonly vendor: Vendor; readonly realm: string },
  kind: EdgeKind,
  from: NodeId,
  { scope, opening, reach, precondition, evidence }: Grant,
  active: boolean,
): void {
  if (opening === undefined || !active) return;
  // A person who consents to administration gives what that person has, and most have none.
  const doubtful = opening.target === 'Account' && reach !== 'organisation';
  const when = doubtful ? 'who consented is an administrator' : precondition;
  estate.edge({
    kind,
    from,
    to: store(estate, vendor, realm, opening, evidence),
    confidence: doubtful ? 'possible' : 'configured',
    precondition: `${opening.access} by ${scope}${when === undefined ? '' : `; ${when}`}`,
    evidence: [evidence],
  });
}

function store(
  estate: EstateBuilder,
  vendor: Vendor,
  realm: string,
  { target }: Opening,
  evidence: Grant['evidence'],
): NodeId {
  const { kind, opens, tier } = targetOf(target);
  const word = target === 'Account' ? ACCOUNT[vendor] : target;
  const name = `${opens} of ${realm} (${vendor})`;
  return estate.node({
    id: nodeId(vendor, word, realm),
    kind,
    name: realm,
    realm,
    environment: 'unknown',
    ...(tier === undefined
      ? {}
      : { jewel: { tier, name, confidence: 'possible', reason: `${opens} of an organisation` } }),
    evidence: [evidence],
    implied: true,
  });
}

function tellConsent(estate: EstateBuilder, app: App): void {
  const everybody = app.grants.some(({ reach }) => reach === 'organisation');
  const people = app.grants.some(({ reach }) => reach === 'people');
  const sure = app.thirdParty === true;
  const { lastUsed, granted, page } = app;
  estate.fact({
    fact: 'consent',
    node: app.id,
    publisher: app.publisher,
    // Of an application that may be the organisation's own, a missing verification says nothing.
    verified: sure || app.verified === true ? app.verified : 'unknown',
    scopes: [...new Set(app.grants.map(({ scope }) => scope))].sort(),
    opens: app.grants.flatMap(opened),
    reach: everybody ? 'organisation' : people ? 'people' : 'unknown',
    consentedBy: [...new Set(app.grants.flatMap((grant) => grant.people))].sort(),
    ...(lastUsed === undefined ? {} : { lastUsed }),
    ...(granted === undefined ? {} : { granted }),
    ...(page === undefined ? {} : { page }),
    evidence: app.grants.map(({ evidence }) => evidence),
    confidence: sure ? 'configured' : 'possible',
  });
}

function opened({ scope, opening, handle, reach }: Grant): ConsentOpening[] {
  const known = opening ?? { opens: 'nothing that is known', access: 'read', broad: false, content: false };
  const { opens, access, broad, content } = known;
  if (opening === undefined && handle === undefined) return [];
  return [{ scope, opens, access, broad, content, reach, ...(handle === undefined ? {} : { handle }) }];
}
