import { tellAzureFederatedCredential, tellAzureIdentity } from '../../../cloud/tell/azure.ts';
import { hole } from '../../../model/hole.ts';
import { given, textIn, textsIn, type Named, type Told } from './told.ts';

/** `az identity list`. */
export function tellIdentity({ estate, entry, environmentOf }: Told): void {
  const [name = '', resource = ''] = [textIn(entry, 'name'), textIn(entry, 'id')];
  tellAzureIdentity(estate, {
    type: 'managed-identity',
    name,
    resource,
    ...given('client', textIn(entry, 'clientId')),
    ...given('principal', textIn(entry, 'principalId')),
    ...given('tenant', textIn(entry, 'tenantId')),
    environment: environmentOf(name, resource),
    evidence: [entry.evidence],
    confidence: 'proved',
  });
}

/** An application that an assignment or a credential names; what its `id` is differs by the list that it stands in. */
const tellNamed =
  (idIs: 'principal' | 'registration') =>
  ({ estate, entry, environmentOf }: Told, named: Named): void => {
    const [client = '', id = ''] = [textIn(entry, 'appId'), textIn(entry, 'id')];
    if (!named.has(client.toLowerCase()) && !named.has(id.toLowerCase())) return;
    const name = textIn(entry, 'displayName') ?? client;
    tellAzureIdentity(estate, {
      type: 'application',
      name,
      client,
      ...(idIs === 'principal' ? { principal: id } : { registration: id }),
      environment: environmentOf(name),
      evidence: [entry.evidence],
      confidence: 'proved',
    });
  };

/** `az ad sp list`. */
export const tellPrincipal = tellNamed('principal');

/** `az ad app list`. */
export const tellApplication = tellNamed('registration');

/** The answer of an application does not say whose it is: people keep it by an id of the application. */
export const guidIn = (path: string): string | undefined =>
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/iu.exec(path)?.[0];

/** `az identity federated-credential list`, `az ad app federated-credential list`: each lists all that the identity has. */
export function tellCredential({ estate, entry, path, environmentOf }: Told): void {
  const id = textIn(entry, 'id') ?? '';
  const resource = /^(\/subscriptions\/.{1,600})\/federatedIdentityCredentials\/[^/]{1,200}$/iu.exec(id)?.[1];
  const guid = guidIn(path);
  const name = textIn(entry, 'name') ?? '';
  const of =
    resource !== undefined
      ? ({ type: 'managed-identity', name: resource.split('/').at(-1) ?? resource, resource } as const)
      : ({ type: 'application', name: guid ?? 'an application', registration: guid ?? hole('application') } as const);
  const expression = textIn(entry, 'claimsMatchingExpression', 'value');
  tellAzureFederatedCredential(estate, {
    of,
    name,
    issuer: (textIn(entry, 'issuer') ?? '').replace(/^https:\/\//iu, ''),
    ...given('subject', textIn(entry, 'subject')),
    ...given('expression', expression),
    audiences: textsIn(entry, 'audiences'),
    whole: true,
    environment: environmentOf(of.name),
    evidence: [entry.evidence],
    confidence: 'proved',
  });
}
