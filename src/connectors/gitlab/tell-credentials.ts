import { described } from '../../credentials/described.ts';
import { detect, type Detected } from '../../credentials/detect.ts';
import { kindByName } from '../../credentials/names.ts';
import type { Entry } from '../../documents/entry.ts';
import type { CredentialFact } from '../../model/facts.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import { credentialKey } from '../../model/keys.ts';
import { projectPath, type JobView, type Telling } from './telling.ts';
import { usedVariables } from './variables.ts';

/** Variables that GitLab sets itself: what they hold ends with the job. */
const OF_GITLAB = /^(?:CI_|GITLAB_(?:USER|CI|FEATURES)|RUNNER_|FF_|CHAT_|TRIGGER_PAYLOAD$|KUBECONFIG$)/u;

/** Literal credentials in variables and scripts, and the secrets of the project that a job uses, by name. Returns those names. */
export function tellCredentials(telling: Telling, id: NodeId, view: JobView): readonly string[] {
  const { pipeline } = telling;
  for (const [name, { value, entry }] of view.scope.variables) {
    // Most jobs see the variables of the whole pipeline: each is looked at once.
    if (telling.told.has(`${name}=${value}`)) continue;
    telling.told.add(`${name}=${value}`);
    for (const found of detect(name, value)) literal(telling, id, found, entry, value === found.value ? 'env' : 'args');
  }
  const lines = pipeline.script(view.job);
  for (const { text, entry } of lines) {
    if (telling.told.has(text)) continue;
    telling.told.add(text);
    for (const found of detect('script', `${text}\n`)) literal(telling, id, found, entry, 'args');
  }
  const tokens = new Set(pipeline.merged(view.job, 'id_tokens').keys());
  const secrets = new Map<string, Entry>();
  const use = (text: string, entry: Entry): void => {
    for (const name of usedVariables(text))
      if (!secrets.has(name) && !view.scope.variables.has(name) && !tokens.has(name) && isSecret(name))
        secrets.set(name, entry);
  };
  for (const { text, entry } of lines) use(text, entry);
  for (const { value, entry } of view.scope.variables.values()) use(value, entry);
  for (const key of ['image', 'services', 'environment']) {
    const entry = pipeline.field(view.job, key);
    if (entry) for (const text of entry.texts().concat(entry.text('name') ?? [])) use(text, entry);
  }
  for (const [name, entry] of secrets) reference(telling, id, name, entry);
  return [...secrets.keys()].sort();
}

/** Cloud credentials have names that their programs prescribe. */
function isSecret(name: string): boolean {
  if (OF_GITLAB.test(name)) return false;
  return (
    kindByName(name) !== undefined ||
    /^(?:AWS_ACCESS_KEY_ID|GOOGLE_APPLICATION_CREDENTIALS|KUBE_?CONFIG(?:_\w{1,60})?|\w{0,60}_SSH_KEY)$/u.test(name)
  );
}

function reference({ context, root }: Telling, from: NodeId, name: string, entry: Entry): void {
  const { realm, environment } = root.standing;
  const id = nodeId('gitlab', 'ApiKey', realm, ...projectPath(root.standing), name);
  const evidence = [entry.evidence];
  context.estate.node({ id, kind: 'ApiKey', name, realm, environment, evidence });
  context.estate.edge({ kind: 'WORKFLOW_SECRET', from, to: id, confidence: 'configured', evidence });
}

function literal(
  { context, root, told }: Telling,
  node: NodeId,
  found: Detected,
  entry: Entry,
  where: CredentialFact['where'],
): void {
  const { estate, digest } = context;
  const { realm, path, environment } = root.standing;
  const evidence = [entry.evidence];
  const known = described(found, digest);
  const { span } = entry;
  if (told.has(`${known.digest} ${found.key}`)) return;
  told.add(`${known.digest} ${found.key}`);
  estate.fact({
    fact: 'credential',
    node,
    ...known,
    where: found.url ? 'url' : where,
    evidence,
    confidence: 'configured',
    ...(span && where === 'env' ? { span } : {}),
  });
  const kind = found.kind === 'database-url' ? 'DataStore' : 'ApiKey';
  const id = nodeId('gitlab', kind, realm, ...path, found.key);
  const name = found.holder === undefined ? found.key : `${found.key} (${found.holder})`;
  estate.node({ id, kind, name, realm, environment, evidence });
  estate.edge({ kind: 'WORKFLOW_SECRET', from: node, to: id, confidence: 'configured', evidence });
  estate.known(id, credentialKey(known.digest));
}
