import type { Evidence, Span } from '../../../model/evidence.ts';
import type { NodeId } from '../../../model/id.ts';
import { idOf } from '../read/ids.ts';
import { KSERVE_GROUPS, modelOf } from '../read/serving-kinds.ts';
import { dig, own, text } from '../../../documents/value.ts';
import type { PodTemplate } from '../world.ts';
import { formatOf } from '../../../artifacts/model-formats.ts';
import { artifactId, huggingFaceName, modelUri } from '../../../artifacts/model-uris.ts';
import { flag } from '../../../products/words.ts';
import { envOf, partAt, partSpan, wordsOf, writtenIndex, type EnvEntry, type Part } from './parts.ts';
import { productsOf } from './running.ts';
import { standing, unless } from './standing.ts';
import { OneByOne } from './one-by-one.ts';
import type { Telling, TellingOfOne } from './telling.ts';

interface ModelUse {
  readonly uri: string;
  readonly server: string;
  readonly part: Part | undefined;
  readonly remoteCode: boolean;
  /** Where the model is named. */
  readonly named?: Evidence;
  /** The switch that trusts remote code where there is one, else the model. */
  readonly evidence: Evidence;
  readonly span?: Span;
}

/** Models that pods serve or load, where they come from, and whether loading them runs code. */
export function deriveModels(telling: Telling): void {
  for (const pod of telling.world.pods)
    telling.one(KNOWN, pod, (one) => {
      for (const use of usesOf(one, pod)) tell(one, pod, use);
    });
}

const KNOWN = new OneByOne<PodTemplate>();

function usesOf(telling: TellingOfOne, pod: PodTemplate): readonly ModelUse[] {
  const { object, namespace } = pod;
  const uses: ModelUse[] = [];
  const parts = telling.partsOf(pod);
  const trusting = parts.find((part) => trustsRemoteCode(part));
  const placeOf = (path: readonly string[]): { readonly evidence: Evidence; readonly span?: Span } =>
    trusting ? flagPlace(pod, trusting) : { evidence: object.at(path) };
  if (KSERVE_GROUPS.has(object.group)) {
    const main = parts.find((part) => !part.init);
    const component = pod.segments[3];
    if (object.kind === 'InferenceService' && component === 'predictor') {
      const predictor = dig(object.body, 'spec', 'predictor');
      const found = modelOf(predictor);
      const uri = text(own(found?.model, 'storageUri')) ?? storageSpec(found?.model);
      if (found && uri !== undefined) {
        const path = ['spec', 'predictor', found.key, 'storageUri'];
        uses.push({
          uri,
          server: found.format,
          part: main,
          remoteCode: trusting !== undefined,
          named: object.at(path),
          ...placeOf(path),
        });
      }
    }
    if (object.kind === 'LLMInferenceService' && component === 'main') {
      const path = ['spec', 'model', 'uri'];
      const uri = text(dig(object.body, ...path));
      if (uri !== undefined)
        uses.push({
          uri,
          server: 'vllm',
          part: main,
          remoteCode: trusting !== undefined,
          named: object.at(path),
          ...placeOf(path),
        });
    }
  }
  for (const { product, part } of productsOf(telling.world, pod, parts)) {
    if (product.function !== 'model') continue;
    const words = wordsOf(part);
    const at = words.findIndex((word, index) => word === 'serve' && (words[index - 1] ?? '').endsWith('vllm'));
    const positional = at >= 0 ? words[at + 1] : undefined;
    const written =
      flag(words, '--model', '--model-id', '--model-path', '--model_name_or_path', '--model-repository') ??
      (positional?.startsWith('-') === true ? undefined : positional) ??
      envOf(part).find((one) => one.name === 'MODEL_ID' || one.name === 'MODEL_NAME')?.value;
    if (written === undefined || written.includes('$')) continue;
    const uri = modelUri(written, object.realm, namespace)?.uri ?? huggingFaceName(written);
    if (uri === undefined) continue;
    const server = product.product === 'Triton' ? 'triton' : 'vllm';
    uses.push({ uri, server, part, remoteCode: trustsRemoteCode(part), ...flagPlace(pod, part) });
  }
  return uses;
}

/** `storageSpec` names a key of the storage secret and a path. */
function storageSpec(model: unknown): string | undefined {
  const spec = own(model, 'storage');
  const bucket = text(dig(spec, 'parameters', 'bucket'));
  const path = text(own(spec, 'path'));
  return bucket === undefined || path === undefined ? undefined : `s3://${bucket}/${path}`;
}

function trustsRemoteCode(part: Part): boolean {
  const given = trustFlag(wordsOf(part));
  return given ?? envOf(part).some(trustsByEnv);
}

/** Whether the switch is given, and not turned off; undefined when it is absent. */
function trustFlag(words: readonly string[]): boolean | undefined {
  const given = flag(words, '--trust-remote-code', '--trust_remote_code');
  return given === undefined ? undefined : given.toLowerCase() !== 'false';
}

/** A variable that is the switch itself, or holds arguments that a script hands on (`VLLM_ADDITIONAL_ARGS` of KServe). */
function trustsByEnv({ name, value = '' }: EnvEntry): boolean {
  if (/^(?:VLLM_|HF_)?TRUST_REMOTE_CODE$/u.test(name)) return /^(?:1|true|yes)$/iu.test(value);
  return name.endsWith('_ARGS') && trustFlag(value.slice(0, 20_000).split(/\s+/u)) === true;
}

/** The line, and range, of the switch that trusts remote code, else of the arguments. */
function flagPlace(pod: PodTemplate, part: Part): { readonly evidence: Evidence; readonly span?: Span } {
  for (const key of ['args', 'command']) {
    const list = own(part.spec, key);
    if (!Array.isArray(list)) continue;
    const found = (list as unknown[]).find(
      (one) => typeof one === 'string' && /^--trust[-_]remote[-_]code(?:=.*)?$/u.test(one),
    );
    const index = found === undefined ? undefined : writtenIndex(pod, part, key, found);
    if (index === undefined) continue;
    const span = partSpan(pod, part, [key, index]);
    return { evidence: partAt(pod, part, [key, index]), ...(span ? { span } : {}) };
  }
  const byEnv = envOf(part).find(trustsByEnv);
  const index = byEnv && writtenIndex(pod, part, 'env', byEnv.entry);
  return { evidence: partAt(pod, part, index === undefined ? ['args'] : ['env', index, 'value']) };
}

function tell(telling: TellingOfOne, pod: PodTemplate, use: ModelUse): void {
  const { estate } = telling;
  const { object, namespace } = pod;
  const location = /[${]/u.test(use.uri) ? undefined : modelUri(use.uri, object.realm, namespace);
  const uri = location?.uri ?? use.uri;
  const format = formatOf(uri, use.server);
  const known = standing('configured', object);
  const environment = telling.environment(object, pod.labels);
  const artifact = artifactId(uri, object.realm);
  const evidence = [use.named ?? use.evidence];
  const base = { realm: object.realm, environment, evidence };
  estate.node({ ...base, id: artifact, kind: 'ModelArtifact', name: uri });
  const endpoint = endpointOf(telling, pod);
  estate.edge({ kind: 'SERVES', from: endpoint, to: artifact, ...known, evidence });
  if (location) {
    const { id, kind, name, realm } = location.store;
    estate.node({
      id,
      kind,
      name,
      realm,
      environment: realm === object.realm ? environment : 'unknown',
      evidence,
      implied: true,
    });
    estate.edge({
      kind: 'PULLS_FROM',
      from: pod.id,
      to: id,
      ...unless(known, 'its credentials allow to write there, or the store is taken over'),
      evidence,
    });
  }
  if (location?.store.kind === 'DataStore' && location.scheme !== 'http' && location.scheme !== 'https')
    estate.edge({ kind: 'CONTAINS', from: location.store.id, to: artifact, ...known, evidence });
  if (format.unsafe || use.remoteCode) {
    const to = use.part?.id ?? pod.id;
    estate.edge({ kind: 'LOADS_UNSAFE', from: artifact, to, ...known, evidence });
  }
  estate.fact({
    fact: 'model',
    node: artifact,
    workload: pod.workload,
    uri,
    format: format.format,
    unsafe: format.unsafe,
    remoteCode: use.remoteCode,
    evidence: [use.evidence],
    confidence: known.confidence,
    ...(use.span ? { span: use.span } : {}),
  });
}

/** What answers from the model: a node of its own, since a Service may stand before several. */
function endpointOf(telling: TellingOfOne, pod: PodTemplate): NodeId {
  const { object } = pod;
  const id = idOf
    .container(object.realm, pod.segments, '')
    .replace('k8s:Container:', 'k8s:ModelEndpoint:')
    .replace(/\/$/u, '');
  const evidence = [object.at(pod.at)];
  telling.estate.node({
    id,
    kind: 'ModelEndpoint',
    name: object.name,
    realm: object.realm,
    namespace: pod.namespace,
    environment: telling.environment(object, pod.labels),
    evidence,
  });
  telling.estate.edge({ kind: 'ANSWERED_BY', from: id, to: pod.workload, ...standing('configured', object), evidence });
  return id;
}
