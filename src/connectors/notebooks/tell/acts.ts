import { formatOf } from '../../../artifacts/model-formats.ts';
import { artifactId, huggingFaceName, modelUri } from '../../../artifacts/model-uris.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { nodeId } from '../../../model/id.ts';
import { clusterKey, hostKey } from '../../../model/keys.ts';
import type { Act } from '../code/act.ts';
import { held, host, production, refer, registry, to } from './edges.ts';
import type { Telling } from './notebook.ts';

/** Addresses that one cell sets and another uses. */
interface Known {
  readonly tracking: string | undefined;
  readonly vectors: string | undefined;
}

type Places = readonly Evidence[];
type Of<K extends Act['is']> = Extract<Act, { is: K }>;
type Teller<K extends Act['is']> = (telling: Telling, act: Of<K>, evidence: Places, known: Known) => void;

export function tellAct(telling: Telling, act: Act, evidence: Places, known: Known): void {
  // The table has the teller of each kind under its own name.
  TELLERS[act.is](telling, act as never, evidence, known);
}

const TELLERS: { readonly [K in Act['is']]: Teller<K> } = {
  calls: (telling, { url }, evidence) => {
    host(telling, 'CALLS', url, evidence);
  },
  submit: (telling, { url }, evidence) => {
    host(telling, 'SCHED_SUBMIT', url, evidence);
  },
  tracking: (telling, { url }, evidence) => {
    host(telling, 'CALLS', url, evidence);
  },
  vendor: (telling, { vendor }, evidence) => {
    to(telling, 'CALLS', { id: nodeId('vendor', 'Vendor', vendor), kind: 'Vendor', name: vendor }, evidence);
  },
  data: (telling, { uri }, evidence) => {
    const { store } = modelUri(uri, telling.realm, '') ?? {};
    if (store && !/[{}$%*]/u.test(store.name))
      to(telling, store.kind === 'Registry' ? 'PULLS_FROM' : 'DATA_ACCESS', store, evidence);
  },
  dataset: (telling, { name }, evidence) => {
    const store = {
      id: nodeId('hf', 'Dataset', ...(name.split('/') as [string, string])),
      kind: 'Dataset' as const,
      name,
    };
    to(telling, 'DATA_ACCESS', store, evidence);
  },
  table: (telling, { name }, evidence) => {
    to(
      telling,
      'DATA_ACCESS',
      { id: nodeId('spark', 'Table', telling.realm, name), kind: 'Dataset', name, realm: telling.realm },
      evidence,
    );
  },
  database: (telling, { url }, evidence) => {
    const key = hostKey(url);
    const name = /^[^/]{0,40}:\/\/[^/\s]{0,300}\/([\w.-]{1,100})/u.exec(url)?.[1];
    const server = key?.slice('host:'.length);
    if (key === undefined || server === undefined) return;
    const id = nodeId('net', 'Database', server, ...(name === undefined ? [] : [name]));
    refer(telling, 'DATA_ACCESS', key, { id, kind: 'DataStore', name: name ?? server }, evidence);
  },
  model: tellModel,
  register: (telling, _, evidence, { tracking }) => {
    registry(telling, 'CAN_WRITE_ARTIFACT', tracking, evidence, '');
  },
  promote: (telling, { stage }, evidence, { tracking }) => {
    const registered = registry(telling, 'PROMOTES', tracking, evidence, stage);
    const { estate, node } = telling;
    const prod = production(stage);
    estate.fact({
      fact: 'deploy', node, what: 'promote', target: registered, environment: prod ? 'prod' : 'unknown', approval: 'none',
      because: `a cell moves a model to ${stage}`, evidence, confidence: 'configured',
    }); // prettier-ignore
  },
  publish: (telling, { name }, evidence) => {
    const id = artifactId(`hf://${name}`, telling.realm);
    to(
      telling,
      'CAN_WRITE_ARTIFACT',
      { id, kind: 'ModelArtifact', name: `hf://${name}`, realm: telling.realm },
      evidence,
    );
  },
  index: (telling, { product, name, url }, evidence, { vectors }) => {
    const address = url === '' ? (vectors ?? '') : url;
    const key = hostKey(address);
    const server = key?.slice('host:'.length) ?? (product === '' ? 'index' : product);
    const id = nodeId('vector', 'Index', telling.realm, server, name === '' ? '{index}' : name);
    refer(
      telling,
      'INDEXES',
      key,
      { id, kind: 'VectorIndex', name: name === '' ? server : name, realm: telling.realm },
      evidence,
    );
  },
  cluster: (telling, { name }, evidence) => {
    const when = 'the login with which it runs may change it';
    if (name === '') held(telling, '{kubeconfig}', 'a kubeconfig or account token is there where it runs', evidence);
    else
      refer(
        telling,
        'CI_DEPLOYS',
        clusterKey(name),
        { id: nodeId('k8s', 'Cluster', name), kind: 'Cluster', name, realm: name },
        evidence,
        when,
      );
  },
  session: (telling, { system, how, who }, evidence) => {
    const id = held(telling, `{${system} login}`, 'the person has logged in where it runs', evidence);
    if (system === 'typed in') return;
    telling.estate.fact({
      fact: 'person', node: telling.node, system, how, key: id, ...(who === undefined ? {} : { who }), evidence, confidence: 'configured',
    }); // prettier-ignore
  },
  variable: (telling, { name }, evidence) => {
    held(telling, name, 'the variable is set where it runs', evidence);
  },
};

function tellModel(telling: Telling, { name, loader, remoteCode, safe }: Of<'model'>, evidence: Places): void {
  const { estate, node, realm, environment } = telling;
  const location = modelUri(huggingFaceName(name) ?? name, realm, '');
  const uri = location?.uri ?? name;
  const format = formatOf(uri, loader);
  const unsafe = !safe && (format.unsafe || /^(?:pickle|joblib|torch)$/u.test(loader));
  const artifact = artifactId(uri, realm);
  estate.node({ id: artifact, kind: 'ModelArtifact', name: uri, realm, environment, evidence });
  if (location)
    to(
      telling,
      'PULLS_FROM',
      location.store,
      evidence,
      'who can write there, or take the store over, is somebody else',
    );
  if (unsafe || remoteCode)
    estate.edge({ kind: 'LOADS_UNSAFE', from: artifact, to: node, confidence: 'configured', evidence });
  estate.fact({
    fact: 'model', node: artifact, workload: node, uri, format: format.format, unsafe, remoteCode, evidence, confidence: 'configured',
  }); // prettier-ignore
}
