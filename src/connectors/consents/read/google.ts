import { nodeId } from '../../../model/id.ts';
import { later } from '../dates.ts';
import { GOOGLE_SCOPES } from '../scopes/google.ts';
import { openingOf } from '../scopes/opening.ts';
import type { Evidence } from '../../../model/evidence.ts';
import type { Environment } from '../../../model/kinds.ts';
import type { App, Grant, Told } from '../types.ts';

/** One person's consent, from a token of the Directory API, a line of an export, or an event of the OAuth log. */
export interface GoogleConsent {
  readonly clientId: string;
  readonly name?: string;
  readonly person?: string;
  readonly scopes: readonly string[];
  /** Not registered with Google. */
  readonly anonymous?: boolean;
  readonly event: 'authorize' | 'revoke' | 'activity';
  readonly at?: string;
  readonly realm: string;
  readonly environment: Environment;
  readonly evidence: Evidence;
}

/** One application from what all people consented to. What a person revoked later is not counted. */
export function readGoogle(consents: readonly GoogleConsent[], fallback: string): Told {
  const realm = fallback === 'default' ? (domainOf(consents) ?? fallback) : fallback;
  const revoked = lastRevocations(consents);
  const byClient = new Map<string, GoogleConsent[]>();
  for (const one of consents) {
    const gone = revoked.get(keyOf(one));
    if (one.event === 'revoke' || (gone !== undefined && (one.at ?? '') <= gone)) continue;
    const known = byClient.get(one.clientId);
    if (known) known.push(one);
    else byClient.set(one.clientId, [one]);
  }
  return { apps: [...byClient].map(([client, all]) => app(realm, client, all)), keys: [] };
}

function app(realm: string, client: string, all: readonly GoogleConsent[]): App {
  const people = [...new Set(all.flatMap(({ person }) => person ?? []))].sort();
  const given = all.filter(({ event }) => event === 'authorize');
  const granted = given.flatMap(({ at }) => at ?? []).sort()[0];
  const lastUsed = all.filter(({ event }) => event === 'activity').reduce<string | undefined>((last, { at }) => later(last, at), undefined); // prettier-ignore
  const scopes = new Map<string, GoogleConsent[]>();
  for (const one of all)
    for (const scope of new Set(one.scopes)) scopes.set(scope, [...(scopes.get(scope) ?? []), one]);
  const names = all.flatMap(({ name }) => name ?? []).sort();
  return {
    id: nodeId('google', 'OAuthApp', realm, client),
    vendor: 'google',
    realm,
    name: names[0] ?? client,
    environment: all[0]?.environment ?? 'unknown',
    thirdParty: true,
    active: true,
    publisher: null,
    verified: all.some(({ anonymous }) => anonymous === true) ? false : 'unknown',
    grants: [...scopes].flatMap(([scope, by]) => grantsOf(client, scope, by, people)),
    ...(lastUsed === undefined ? {} : { lastUsed }),
    ...(granted === undefined ? {} : { granted }),
    evidence: all.map(({ evidence }) => evidence),
  };
}

/** One a person, so that each can be taken back. */
function grantsOf(client: string, scope: string, by: readonly GoogleConsent[], people: readonly string[]): Grant[] {
  const opening = openingOf(GOOGLE_SCOPES, scope);
  return by.map(({ person, evidence }) => ({
    scope,
    ...(opening === undefined ? {} : { opening }),
    reach: 'people',
    people: person === undefined ? [] : [person],
    precondition: `only what those can see who consented (${people.length})`,
    ...(person === undefined ? {} : { handle: `users/${person}/tokens/${client}` }),
    evidence,
  }));
}

function lastRevocations(consents: readonly GoogleConsent[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const one of consents)
    if (one.event === 'revoke') found.set(keyOf(one), later(found.get(keyOf(one)), one.at) ?? '');
  return found;
}

const keyOf = ({ clientId, person }: GoogleConsent): string => `${clientId}\0${person ?? ''}`;

/** The domain that all addresses share; with several there is no telling which is the organisation's. */
function domainOf(consents: readonly GoogleConsent[]): string | undefined {
  const domains = new Set(consents.flatMap(({ person }) => /@([\w.-]{1,253})$/u.exec(person ?? '')?.[1] ?? []));
  return domains.size === 1 ? [...domains][0] : undefined;
}
