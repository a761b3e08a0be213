import type { Loaded, ValuesDoc } from '../load/load.ts';
import type { K8sObject } from '../world.ts';
import { JUPYTERHUB_GROUP } from './jupyterhub-kind.ts';
import { fields, text } from '../../../documents/value.ts';

/** Documents that are no Kubernetes objects but mean some, in the shape of one: JupyterHub values, clusters of the program kind. */
export function asObjects(loaded: Pick<Loaded, 'values' | 'kindClusters'>): readonly K8sObject[] {
  const hubs = loaded.values
    .filter((one) => one.chart === 'jupyterhub')
    .map((one) => make(one, JUPYTERHUB_GROUP, 'JupyterHub', nameOf(one.file), '{Release.Namespace}'));
  const clusters = loaded.kindClusters.map((one) =>
    make(one, 'kind.x-k8s.io', 'Cluster', text(fields(one.data)['name']) ?? 'kind', undefined),
  );
  return [...hubs, ...clusters];
}

/** A release has no name in its values; the file's tells one set of values from another. */
function nameOf(file: string): string {
  return (file.split('/').at(-1) ?? file).replace(/\.(?:ya?ml|json)$/iu, '');
}

function make(
  doc: Pick<ValuesDoc, 'data' | 'object' | 'realm' | 'environment'>,
  group: string,
  kind: string,
  name: string,
  namespace: string | undefined,
): K8sObject {
  const { object } = doc;
  return {
    group,
    version: 'v1',
    kind,
    name,
    realm: doc.realm,
    environment: doc.environment,
    labels: {},
    annotations: {},
    body: fields(doc.data),
    reading: 'plain',
    ...(namespace === undefined ? {} : { namespace }),
    at: (path) => object.at(path),
    span: (path) => object.span(path),
    block: (path) => object.block(path),
    indent: (path) => object.indent(path),
  };
}
