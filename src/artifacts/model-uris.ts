import { nodeId, type NodeId } from '../model/id.ts';
import type { NodeKind } from '../model/kinds.ts';

/** A place that models or data come from, and the artefact in it. */
export interface ModelUri {
  /** Normalised: scheme in lower case, no trailing slash, query or fragment. */
  readonly uri: string;
  readonly scheme: string;
  readonly store: { readonly id: NodeId; readonly kind: NodeKind; readonly name: string; readonly realm: string };
}

const SCHEMES: Readonly<Record<string, { readonly source: string; readonly kind: NodeKind; readonly word: string }>> = {
  s3: { source: 'aws', kind: 'DataStore', word: 'Bucket' },
  gs: { source: 'gcp', kind: 'DataStore', word: 'Bucket' },
  abfs: { source: 'azure', kind: 'DataStore', word: 'Container' },
  abfss: { source: 'azure', kind: 'DataStore', word: 'Container' },
  wasb: { source: 'azure', kind: 'DataStore', word: 'Container' },
  oss: { source: 'alibaba', kind: 'DataStore', word: 'Bucket' },
  hf: { source: 'hf', kind: 'Registry', word: 'Organization' },
  oci: { source: 'oci', kind: 'Registry', word: 'Registry' },
  ngc: { source: 'ngc', kind: 'Registry', word: 'Organization' },
  mlflow: { source: 'mlflow', kind: 'Registry', word: 'Registry' },
  'mlflow-artifacts': { source: 'mlflow', kind: 'Registry', word: 'Registry' },
  'model-registry': { source: 'kubeflow', kind: 'Registry', word: 'ModelRegistry' },
  http: { source: 'web', kind: 'DataStore', word: 'Host' },
  https: { source: 'web', kind: 'DataStore', word: 'Host' },
  hdfs: { source: 'hdfs', kind: 'DataStore', word: 'Host' },
  webhdfs: { source: 'hdfs', kind: 'DataStore', word: 'Host' },
};

/** `pvc://claim/path` is of the namespace; everything else names a store of its own. */
export function modelUri(written: string, realm: string, namespace: string): ModelUri | undefined {
  const match = /^([A-Za-z][\w+.-]{1,30}):\/\/([^/?#\s]{1,253})([^?#\s]{0,2000})/u.exec(written.trim());
  if (!match) return undefined;
  const scheme = (match[1] ?? '').toLowerCase();
  const host = match[2] ?? '';
  const path = (match[3] ?? '').replace(/(?<!\/)\/+$/u, '');
  const uri = `${scheme}://${host}${path}`;
  if (scheme === 'pvc') {
    const id = nodeId('k8s', 'PersistentVolumeClaim', realm, namespace, host);
    return { uri, scheme, store: { id, kind: 'DataStore', name: host, realm } };
  }
  const known = Object.hasOwn(SCHEMES, scheme) ? SCHEMES[scheme] : undefined;
  if (!known) return undefined;
  const name = host.includes('@') ? (host.split('@').at(-1) ?? host) : host;
  return { uri, scheme, store: { id: nodeId(known.source, known.word, name), kind: known.kind, name, realm: name } };
}

export const artifactId = (uri: string, realm: string): NodeId => nodeId('model', 'Artifact', realm, uri);

/** `org/name` as Hugging Face writes it; a path or a name alone is none. */
export function huggingFaceName(written: string): string | undefined {
  return /^[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95}$/u.test(written) ? `hf://${written}` : undefined;
}
