import { gcpServiceAccountId, projectOfEmail } from '../../../cloud/tell/gcp.ts';
import { described } from '../../../credentials/described.ts';
import { detect } from '../../../credentials/detect.ts';
import { nodeId } from '../../../model/id.ts';
import { credentialKey } from '../../../model/keys.ts';
import { textIn, type Told } from './told.ts';

/**
 * A file that signs in: the key of a service account as the console and `gcloud iam service-accounts keys create` write it, or what `gcloud auth application-default
 * login` leaves of a person (authorized_user). Whoever may read the file is the account. Its node is that of the same key in `keys list`.
 */
export function tellHeldKey({ estate, digest, entry, path, realm, environmentOf }: Told): void {
  const email = textIn(entry, 'client_email');
  const [found] = email === undefined ? person(entry) : account(entry);
  if (!found) return;
  const told = described(found, digest);
  const evidence = [(entry.get(told.key) ?? entry).evidence];
  const keyId = textIn(entry, 'private_key_id')?.slice(0, 100) ?? told.digest.slice(0, 16);
  const project = email === undefined ? realm : (textIn(entry, 'project_id') ?? projectOfEmail(email) ?? realm);
  const place = { realm: project, environment: environmentOf(email ?? path), evidence };
  const node = estate.node({
    ...place,
    id: email === undefined ? nodeId('gcp', 'ApiKey', realm, path) : nodeId('gcp', 'ApiKey', project, email, keyId),
    kind: 'ApiKey',
    name: email === undefined ? `sign-in of a person in ${path}` : `key ${keyId.slice(0, 8)} of ${email}`,
  });
  estate.known(node, credentialKey(told.digest));
  estate.fact({ fact: 'credential', node, where: 'file', evidence, confidence: 'configured', ...told });
  if (email === undefined) return;
  const to = gcpServiceAccountId(email);
  estate.node({ ...place, id: to, kind: 'ServicePrincipal', name: email, implied: true });
  estate.edge({ kind: 'OPENS', from: node, to, confidence: 'configured', evidence });
}

type Secret = ReturnType<typeof detect>;

/** As detection knows such a key: placeholders are none. */
const account = (entry: Told['entry']): Secret =>
  detect(
    'private_key',
    JSON.stringify({ type: 'service_account', private_key: entry.text('private_key'), client_email: 'x' }),
  );

const person = (entry: Told['entry']): Secret =>
  detect('refresh_token', entry.text('refresh_token') ?? '').map((one) => ({ ...one, kind: 'gcp-key', cloud: 'gcp' }));
