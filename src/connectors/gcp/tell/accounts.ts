import { gcpServiceAccountId, tellGcpServiceAccount } from '../../../cloud/tell/gcp.ts';
import { nodeId } from '../../../model/id.ts';
import { textIn, type Told } from './told.ts';

/** `gcloud iam service-accounts list` and `describe`. */
export function tellAccount({ estate, entry, environmentOf }: Told): void {
  const email = textIn(entry, 'email');
  if (email === undefined) return;
  const project = textIn(entry, 'projectId');
  const uniqueId = textIn(entry, 'uniqueId');
  tellGcpServiceAccount(estate, {
    email,
    ...(project === undefined ? {} : { project }),
    ...(uniqueId === undefined ? {} : { uniqueId }),
    ...(entry.text('disabled') === 'true' ? { disabled: true } : {}),
    environment: environmentOf(email),
    evidence: [entry.evidence],
    confidence: 'proved',
  });
}

const NEVER = '9999-';

/** `gcloud iam service-accounts keys list`: keys that people made; Google's own never leave it. */
export function tellKey({ estate, entry, environmentOf }: Told): void {
  const name = textIn(entry, 'name') ?? '';
  const [, project = '', , email = '', , key = ''] = name.split('/');
  if (textIn(entry, 'keyType') === 'SYSTEM_MANAGED') return;
  const evidence = [entry.evidence];
  const environment = environmentOf(email);
  const account = gcpServiceAccountId(email);
  const node = nodeId('gcp', 'ApiKey', project, email, key);
  estate.node({
    id: node,
    kind: 'ApiKey',
    name: `key ${key.slice(0, 8)} of ${email}`,
    realm: project,
    environment,
    evidence,
  });
  estate.node({
    id: account,
    kind: 'ServicePrincipal',
    name: email,
    realm: project,
    environment,
    evidence,
    implied: true,
  });
  if (entry.text('disabled') !== 'true')
    estate.edge({ kind: 'OPENS', from: node, to: account, confidence: 'configured', evidence });
  const created = textIn(entry, 'validAfterTime');
  const ends = textIn(entry, 'validBeforeTime');
  if (ends === undefined) return;
  estate.fact({
    fact: 'lifetime',
    node,
    what: 'service account key',
    ...(created === undefined ? {} : { created: created.slice(0, 10) }),
    expires: ends.startsWith(NEVER) ? null : ends.slice(0, 10),
    evidence,
    confidence: 'configured',
  });
}
