import { nodeId } from '../../../model/id.ts';
import { dateOf } from '../dates.ts';
import type { Entry } from '../../../documents/entry.ts';
import type { App, Key, Row, Told } from '../types.ts';

/** When a secret or certificate begins and ends; `az` of Azure AD Graph's time writes `endDate`. */
export function spanOf(entry: Entry): Pick<Key, 'created' | 'expires'> {
  const created = dateOf(entry.text('startDateTime') ?? entry.text('startDate'));
  const written = entry.get('endDateTime') ?? entry.get('endDate');
  const ends = dateOf(written?.text());
  return {
    ...(created === undefined ? {} : { created }),
    ...(ends !== undefined ? { expires: ends } : written?.value === null ? { expires: null } : {}),
  };
}

/** What `az ad app credential list` and `az ad sp credential list` print: secrets, and not whose they are. */
export function readBare(rows: readonly Row[], realm: string): readonly Key[] {
  return rows.map(({ entry, environment }): Key => {
    const keyId = entry.text('keyId') ?? '';
    const what = entry.has('type') || entry.has('usage') ? 'certificate' : 'client secret';
    const value = entry.get('secretText');
    return {
      id: nodeId('entra', 'ApiKey', realm, '{application}', keyId),
      vendor: 'entra',
      realm,
      name: entry.text('displayName') ?? entry.text('hint') ?? keyId,
      what: `${what} of an application that is not named`,
      environment,
      grants: [],
      ...spanOf(entry),
      ...(value === undefined ? {} : { value }),
      evidence: entry.evidence,
    };
  });
}

const NAMES = [
  ['appId', 'password', 'tenant'],
  ['clientId', 'clientSecret', 'tenantId'],
] as const;

/** Which keys of what `az ad sp create-for-rbac` prints, with and without `--sdk-auth`, an object has. */
export const madeBy = (entry: Entry): (typeof NAMES)[number] | undefined =>
  NAMES.find((keys) => keys.every((key) => typeof entry.get(key)?.value === 'string' && entry.text(key) !== undefined));

/** A service principal as it was made, with its secret; nothing tells when that ends. */
export function readMade(rows: readonly Row[]): Told {
  const apps: App[] = [];
  const keys: Key[] = [];
  for (const { entry, environment } of rows) {
    const names = madeBy(entry);
    if (!names) continue;
    const [application, secret, tenant] = names;
    const [appId = '', realm = ''] = [entry.text(application), entry.text(tenant)];
    const id = nodeId('entra', 'ServicePrincipal', realm, appId);
    const name = entry.text('displayName') ?? appId;
    const evidence = (entry.get(secret) ?? entry).evidence;
    const common = { vendor: 'entra', realm, environment, grants: [] } as const;
    apps.push({ ...common, id, name, thirdParty: false, active: true, publisher: null, verified: 'unknown', evidence: [entry.evidence] }); // prettier-ignore
    const value = entry.get(secret);
    keys.push({
      ...common, id: nodeId('entra', 'ApiKey', realm, appId, secret), name: `${secret} of ${name}`, what: 'client secret of service principal',
      opens: id, ...(value === undefined ? {} : { value }), evidence,
    }); // prettier-ignore
  }
  return { apps, keys };
}
