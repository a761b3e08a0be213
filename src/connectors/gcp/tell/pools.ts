import { tellGcpProvider, tellGcpResource } from '../../../cloud/tell/gcp.ts';
import { parseResourceName } from '../read/resource-name.ts';
import { textIn, textsIn, type Told } from './told.ts';

/** `gcloud iam workload-identity-pools list`. */
export function tellPool({ estate, entry, environmentOf }: Told): void {
  const on = parseResourceName(textIn(entry, 'name') ?? '');
  if (on)
    tellGcpResource(estate, {
      on,
      environment: environmentOf(on.name),
      evidence: [entry.evidence],
      confidence: 'proved',
    });
}

/** `gcloud iam workload-identity-pools providers list`; a deleted one takes no tokens. */
export function tellProvider({ estate, entry, environmentOf }: Told): void {
  const [, project = '', , , , pool = '', , provider = ''] = (textIn(entry, 'name') ?? '').split('/');
  const issuer = textIn(entry, 'oidc', 'issuerUri')?.replace(/^https:\/\//u, '');
  const condition = textIn(entry, 'attributeCondition');
  const state = textIn(entry, 'state');
  const off = entry.text('disabled') === 'true' || (state !== undefined && state !== 'ACTIVE');
  const mapping = entry.entries('attributeMapping').map(([key, value]) => [key, textIn(value) ?? ''] as const);
  tellGcpProvider(estate, {
    project,
    pool,
    provider,
    ...(issuer === undefined ? {} : { issuer }),
    audiences: textsIn(entry, 'oidc', 'allowedAudiences'),
    mapping: Object.fromEntries(mapping),
    ...(condition === undefined ? {} : { condition }),
    ...(off ? { disabled: true } : {}),
    environment: environmentOf(pool),
    evidence: [entry.evidence],
    confidence: 'proved',
  });
}
