import type { Entry } from '../../../documents/entry.ts';
import { described } from '../../../credentials/described.ts';
import type { Detected } from '../../../credentials/detect.ts';
import { detectAgain } from '../../../credentials/detect-again.ts';
import type { CredentialFact } from '../../../model/facts.ts';
import { nodeId } from '../../../model/id.ts';
import { credentialKey } from '../../../model/keys.ts';
import type { SecretDigest } from '../../../bytes/digest.ts';
import { environmentInName } from '../../../model/environment-name.ts';
import type { Telling } from './telling.ts';

/** Literal credentials in variables, inputs and scripts of the job. Service containers of a job hold what dies with it. */
export function tellCredentials(telling: Telling, digest: SecretDigest, first: boolean): void {
  const { job, workflow } = telling.view;
  // What all jobs share is told with the first of them.
  if (first) for (const [key, value] of workflow.root.entries('env')) look(telling, digest, key, value, 'env');
  for (const [key, value] of job.entry.entries('env')) look(telling, digest, key, value, 'env');
  for (const step of job.steps) {
    for (const [key, value] of step.entry.entries('env')) look(telling, digest, key, value, 'env');
    for (const [key, value] of step.entry.entries('with'))
      if (value.path.at(-1) !== 'script') look(telling, digest, key, value, 'args');
    if (step.script) look(telling, digest, 'run', step.script.entry, 'file');
  }
}

function look(telling: Telling, digest: SecretDigest, key: string, entry: Entry, where: CredentialFact['where']): void {
  const text = entry.text();
  if (text === undefined) return;
  for (const found of detectAgain(telling.view.workflow, key, text)) {
    // What a script assigns is often made for the test that it runs; only known formats count there.
    if (where === 'file' && (found.by === 'name' || found.defaultOf !== undefined)) continue;
    tell(telling, digest, entry, where, found);
  }
}

function tell(
  telling: Telling,
  digest: SecretDigest,
  entry: Entry,
  where: CredentialFact['where'],
  found: Detected,
): void {
  const { estate, view } = telling;
  const evidence = [entry.evidence];
  const told = described(found, digest);
  const { span } = entry;
  const single = entry.text()?.trim() === found.value;
  estate.fact({
    fact: 'credential',
    node: telling.workflow,
    ...told,
    where: found.url === true ? 'url' : where,
    evidence,
    confidence: telling.sure({}).confidence,
    ...(span && single ? { span, reference: `\${{ secrets.${secretName(found.key)} }}` } : {}),
  });
  const id = nodeId('github', 'ApiKey', view.place.realm, ...view.place.path, found.key);
  estate.node({
    id, kind: found.kind === 'database-url' ? 'DataStore' : 'ApiKey', name: found.holder === undefined ? found.key : `${found.key} (${found.holder})`,
    realm: view.place.realm, environment: environmentInName(found.key) ?? view.place.environment, evidence,
  }); // prettier-ignore
  telling.edge('WORKFLOW_SECRET', id, evidence);
  estate.known(id, credentialKey(told.digest));
}

/** A name that GitHub takes for a secret. */
const secretName = (key: string): string => key.toUpperCase().replace(/[^A-Z0-9]+/gu, '_');
