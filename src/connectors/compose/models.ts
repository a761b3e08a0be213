import { formatOf } from '../../artifacts/model-formats.ts';
import { artifactId, huggingFaceName, modelUri } from '../../artifacts/model-uris.ts';
import type { Entry } from '../../documents/entry.ts';
import type { Evidence, Span } from '../../model/evidence.ts';
import type { NodeId } from '../../model/id.ts';
import { modelKey } from '../../model/keys.ts';
import { flag, splitWords } from '../../products/words.ts';
import { endpointNode, productRun } from './endpoints.ts';
import { commandOf, first, whole, type Known, type Service } from './service.ts';
import { also, type Telling } from './telling.ts';
import { variablesOf } from './variables.ts';

/** Models that services serve, and those that Docker Model Runner serves to them (`models`, Compose file reference). */
export function tellModels(telling: Telling): void {
  for (const { path, root } of [...telling.project.files, ...telling.project.variants])
    for (const [name, entry] of root.entries('models')) runner(telling, name, entry, standingOf(telling, path));
  for (const service of telling.services) {
    for (const { entry } of service.layers) {
      for (const one of entry.items('models')) uses(telling, service, one.text(), one);
      for (const [name, one] of entry.entries('models')) uses(telling, service, name, one);
    }
    served(telling, service);
  }
}

function standingOf({ project }: Telling, path: string): Known {
  if (project.files.some((one) => one.path === path)) return { confidence: 'configured' };
  return { confidence: 'possible', precondition: `${path.slice(path.lastIndexOf('/') + 1)} is applied` };
}

const runnerId = (telling: Telling, name: string): NodeId => telling.id('ModelEndpoint', 'models', name);

function runner(telling: Telling, name: string, entry: Entry, known: Known): void {
  const written = telling.fill(entry.text('model') ?? '');
  if (written === '' || written.includes('$')) return;
  const evidence = [(entry.get('model') ?? entry).evidence];
  const id = telling.node(runnerId(telling, name), 'ModelEndpoint', name, evidence);
  telling.estate.known(id, modelKey(written));
  const uri = /^hf\.co\//u.test(written) ? `hf://${written.slice(6)}` : `oci://${registry(written)}`;
  const artifact = artifactNode(telling, uri, evidence);
  telling.estate.edge({ kind: 'SERVES', from: id, to: artifact.id, ...known, evidence });
}

/** Docker Hub is the registry of names without one. */
const registry = (name: string): string => (/^[^/]+[.:][^/]*\//u.test(name) ? name : `docker.io/${name}`);

function uses(telling: Telling, service: Service, name: string | undefined, entry: Entry): void {
  if (name === undefined) return;
  const to = telling.node(runnerId(telling, name), 'ModelEndpoint', name, [entry.evidence]);
  telling.estate.edge({
    kind: 'CALLS',
    from: telling.service(service.name),
    to,
    ...service.known,
    evidence: [entry.evidence],
  });
}

function served(telling: Telling, service: Service): void {
  const run = productRun(telling, service);
  const written = run?.product.function === 'model' ? modelNamed(telling, service) : undefined;
  const uri =
    written === undefined
      ? undefined
      : (modelUri(written, telling.standing.realm, '')?.uri ?? huggingFaceName(written));
  if (!run || uri === undefined) return;
  const switched = trusting(service);
  const command = first(service.layers, 'command') ?? first(service.layers, 'entrypoint');
  const evidence = [(switched?.entry ?? command ?? service.layers[0]?.entry)?.evidence].filter(
    (one) => one !== undefined,
  );
  const { id, location } = artifactNode(telling, uri, evidence);
  const format = formatOf(uri, run.product.product === 'Triton' ? 'triton' : 'vllm');
  const from = endpointNode(telling, service);
  const workload = telling.service(service.name);
  telling.estate.edge({ kind: 'SERVES', from, to: id, ...service.known, evidence });
  if (location) {
    const taken = also(service.known, 'its credentials allow to write there, or the store is taken over');
    telling.estate.edge({ kind: 'PULLS_FROM', from: workload, to: location, ...taken, evidence });
  }
  if (format.unsafe || switched)
    telling.estate.edge({ kind: 'LOADS_UNSAFE', from: id, to: workload, ...service.known, evidence });
  telling.estate.fact({
    fact: 'model', node: id, workload, uri, format: format.format, unsafe: format.unsafe, remoteCode: switched !== undefined,
    evidence, confidence: service.known.confidence, ...(switched?.span ? { span: switched.span } : {}),
  }); // prettier-ignore
}

function modelNamed(telling: Telling, service: Service): string | undefined {
  const words = splitWords(commandOf(whole(service), telling.fill));
  const at = words.findIndex((word, index) => word === 'serve' && (words[index - 1] ?? '').endsWith('vllm'));
  const positional = at >= 0 ? words[at + 1] : undefined;
  const variable = variablesOf(whole(service), 'environment').find(
    ({ name }) => name === 'MODEL_ID' || name === 'MODEL_NAME',
  );
  const written =
    flag(words, '--model', '--model-id', '--model-path', '--model-repository') ??
    (positional?.startsWith('-') === true ? undefined : positional) ??
    telling.fill(variable?.value ?? '');
  return written === '' || written.includes('$') ? undefined : written;
}

/** Where the switch that trusts remote code is given and not turned off. */
function trusting(service: Service): { readonly entry: Entry; readonly span?: Span } | undefined {
  for (const key of ['command', 'entrypoint']) {
    const entry = first(whole(service), key);
    for (const item of entry?.items() ?? []) {
      const { span } = item;
      if (/^--trust[-_]remote[-_]code(?:=(?!false).*)?$/iu.test(item.text() ?? ''))
        return { entry: item, ...(span ? { span } : {}) };
    }
    if (entry && /(?:^|\s)--trust[-_]remote[-_]code(?!\S*false)/u.test(entry.text() ?? '')) return { entry };
  }
  const found = variablesOf(whole(service), 'environment').find(
    ({ name, value = '' }) => /^(?:VLLM_|HF_)?TRUST_REMOTE_CODE$/u.test(name) && /^(?:1|true|yes)$/iu.test(value),
  );
  return found && { entry: found.entry };
}

function artifactNode(
  telling: Telling,
  uri: string,
  evidence: readonly Evidence[],
): { readonly id: NodeId; readonly location?: NodeId } {
  const { realm } = telling.standing;
  const id = telling.node(artifactId(uri, realm), 'ModelArtifact', uri, evidence);
  const store = modelUri(uri, realm, '')?.store;
  if (!store) return { id };
  telling.estate.node(telling.outside(store.id, store.kind, store.name, store.realm, evidence));
  return { id, location: store.id };
}
