import { last4 } from '../../../bytes/digest.ts';
import { detect, type Detected } from '../../../credentials/detect.ts';
import { kindByName } from '../../../credentials/names.ts';
import type { Entry } from '../../../documents/entry.ts';
import type { CredentialFact } from '../../../model/facts.ts';
import { nodeId, type NodeId } from '../../../model/id.ts';
import { credentialKey } from '../../../model/keys.ts';
import { vendorOfKey } from '../../../products/vendors.ts';
import type { Telling } from './telling.ts';

/** A credential in a job: the API hands it out to whoever may list jobs. */
export interface Held {
  readonly found: Detected;
  readonly where: CredentialFact['where'];
  readonly at: Entry;
}

/** In variables, in the command, in addresses that code and packages come from, in metadata and in the message of a run that failed. */
export function heldBy(job: Entry): readonly Held[] {
  const environment = job.get('runtime_env');
  const named = [...(environment?.entries('env_vars') ?? []), ...job.entries('metadata')];
  const texts = [job.get('message'), ...textsIn(environment)].flatMap((at) => (at ? [at] : []));
  return once([
    ...named.flatMap(([key, at]) => seen(key, at.text() ?? '', 'env', at)),
    ...inCommand(job.get('entrypoint')),
    ...texts.flatMap((at) => seen('runtime_env', at.text() ?? '', 'file', at).filter(({ found }) => found.by === 'format')), // prettier-ignore
  ]);
}

/** Texts of the environment besides its variables. */
function textsIn(environment: Entry | undefined, depth = 0): readonly Entry[] {
  if (!environment || depth > 4) return [];
  const inside = [
    ...environment.items(),
    ...environment.entries().flatMap(([key, one]) => (depth === 0 && key === 'env_vars' ? [] : [one])),
  ];
  return inside.length > 0 ? inside.flatMap((one) => textsIn(one, depth + 1)) : [environment];
}

const seen = (key: string, text: string, where: CredentialFact['where'], at: Entry): readonly Held[] =>
  detect(key, text).map((found) => ({ found, where: found.url === true ? 'url' : where, at }));

/** `--api-key VALUE`, `--api-key=VALUE`, `API_KEY=VALUE program`. */
function inCommand(at: Entry | undefined): readonly Held[] {
  const words = (at?.text() ?? '').slice(0, 20_000).split(/\s+/u);
  const found: Held[] = [];
  let flag = '';
  for (const word of words) {
    const pair = /^(?:--?)?([A-Za-z][\w.-]{0,80})=([\s\S]*)$/u.exec(word);
    const name = pair?.[1] ?? (flag === '' ? 'entrypoint' : flag);
    const value = (pair?.[2] ?? word).replace(/^["']|["']$/gu, '');
    flag = pair ? '' : (/^--?([A-Za-z][\w.-]{0,80})$/u.exec(word)?.[1] ?? '');
    if (at && flag === '') found.push(...seen(name, value, 'args', at));
  }
  return found;
}

function once(all: readonly Held[]): readonly Held[] {
  const known = new Set<string>();
  return all.filter(({ found }) => !known.has(found.value) && known.add(found.value));
}

/** A text of the job without what is secret in it. */
export function withoutSecrets(text: string, held: readonly Held[]): string {
  const values = held.map(({ found }) => found.value).sort((a, b) => b.length - a.length);
  return values.reduce((left, value) => left.replaceAll(value, '[secret]'), text);
}

export function tellHeld(telling: Telling, { found, where, at }: Held): void {
  const { context, node } = telling;
  const { estate, digest } = context;
  const evidence = [at.evidence];
  const value = digest.of(found.value);
  const tail = found.defaultOf === undefined ? last4(found.value) : undefined;
  const shipped = found.defaultOf === undefined ? {} : { defaultOf: found.defaultOf };
  estate.fact({
    fact: 'credential', node, kind: found.kind, key: found.key, where, digest: value, evidence, confidence: 'configured', ...shipped,
    ...(tail === undefined ? {} : { last4: tail }),
    ...(found.cloud === undefined ? {} : { cloud: found.cloud }),
  }); // prettier-ignore
  const id = keyNode(telling, found.key, at);
  if (found.defaultOf === undefined) estate.known(id, credentialKey(value));
}

/** A variable that the job takes from where it was submitted: `${NAME}` in a value. */
export function tellReferences(telling: Telling, job: Entry): void {
  for (const [key, at] of job.entries('runtime_env', 'env_vars'))
    if (/\$\{?\w/u.test(at.text() ?? '') && (kindByName(key) !== undefined || vendorOfKey(key) !== undefined))
      keyNode(telling, key, at);
}

function keyNode({ context, node, job, realm, path, environment }: Telling, key: string, at: Entry): NodeId {
  const { estate } = context;
  const evidence = [at.evidence];
  const id = nodeId('ray', 'ApiKey', realm, ...path, job, key);
  estate.node({ id, kind: 'ApiKey', name: key, realm, environment, evidence });
  estate.edge({ kind: 'HOLDS', from: node, to: id, confidence: 'configured', evidence });
  const vendor = vendorOfKey(key);
  if (vendor === undefined) return id;
  const to = nodeId('vendor', 'Vendor', vendor);
  estate.node({ id: to, kind: 'Vendor', name: vendor, realm: vendor, environment: 'unknown', evidence, implied: true });
  estate.edge({ kind: 'OPENS', from: id, to, confidence: 'possible', precondition: `the key is one of ${vendor}`, evidence }); // prettier-ignore
  return id;
}
