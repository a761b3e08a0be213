/**
 * Names by which systems know each other's things: what one file refers to and another declares. Connectors never import each
 * other; they say `known` and `refer` with these, and the scan joins them. Two keys are equal when they mean the same thing.
 */
export type Key = string;

/** A host, its port left out: one machine behind several ports is one thing to reach. Loopback is nobody else's. */
export function hostKey(address: string): Key | undefined {
  const match =
    /^(?:[a-z][a-z0-9+.-]{1,30}:\/\/)?(?:[^@/\s]{0,300}@)?(\[[0-9a-f:.]{2,45}\]|[^:/?#\s@]{1,253})(?::(\d{1,5}))?(?:[/?#]|$)/iu.exec(
      address.trim(),
    );
  const host = match?.[1]?.toLowerCase().replace(/\.$/u, '');
  if (host === undefined || host === '' || /[{}$<>*]/u.test(host)) return undefined;
  if (/^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|0\.0\.0\.0|host\.docker\.internal)$/u.test(host)) return undefined;
  return `host:${host}`;
}

/** An image without tag and digest, the default registry written out as `docker.io`. */
export function imageKey(reference: string): Key | undefined {
  const bare =
    reference
      .trim()
      .split('@')[0]
      ?.replace(/:[^:/]{1,128}$/u, '') ?? '';
  if (bare === '' || /[\s{}$<>]/u.test(bare)) return undefined;
  const [first = '', ...rest] = bare.split('/');
  const named = rest.length > 0 && (/[.:]/u.test(first) || first === 'localhost');
  return `image:${named ? bare : `docker.io/${rest.length === 0 ? 'library/' : ''}${bare}`}`.toLowerCase();
}

/** A repository by its address, whatever the protocol: `repo:github.com/org/name`. */
export function repoKey(address: string): Key | undefined {
  const bare = address
    .trim()
    .replace(/^[a-z+]{2,20}:\/\/(?:[^@/\s]{0,300}@)?/iu, '')
    .replace(/^[\w.-]{1,60}@([^:/]{1,253}):/u, '$1/')
    .replace(/\/+$/u, '')
    .replace(/\.git$/u, '');
  return /^[^/\s{}$]{1,253}(?:\/[^/\s{}$]{1,200}){1,10}$/u.test(bare) ? `repo:${bare.toLowerCase()}` : undefined;
}

/** A cluster by the name that people and clouds give it. */
export const clusterKey = (name: string): Key => `cluster:${name.toLowerCase()}`;

/** A context is often called as the cloud's command line calls it, which has the cluster's own name in it (`aws eks update-kubeconfig`, `gcloud container clusters get-credentials`). */
export function clusterNames(realm: string): readonly string[] {
  const own =
    /^arn:aws[a-z-]{0,10}:eks:[^:]{1,60}:\d{12}:cluster\/(.{1,100})$/u.exec(realm)?.[1] ??
    /^gke_[^_]{1,60}_[^_]{1,60}_(.{1,100})$/u.exec(realm)?.[1];
  return own === undefined ? [realm] : [realm, own];
}

/** A literal credential, by its keyed digest: whoever holds an equal value holds the same credential. */
export const credentialKey = (digest: string): Key => `credential:${digest}`;

/** A file of the scanned tree, by its printed path. */
export const fileKey = (path: string): Key => `file:${path}`;

/** The gateway that is started with this configuration file, by its printed path: what callers reach, not what the file holds. */
export const gatewayKey = (path: string): Key => `gateway:${path}`;

/** The agents that this file configures and people talk to, by its printed path. */
export const agentKey = (path: string): Key => `agent:${path}`;

/** What answers behind a host name: Services of a cluster, not what is only described as standing there. */
export const backendKey = (host: string): Key | undefined => inCluster(hostKey(host), 'backend');

/** The tool server that clients call at this host. */
export const toolHostKey = (host: string): Key | undefined => inCluster(hostKey(host), 'tools-at');

/** `name.namespace`, with or without `.svc` and the usual cluster domain, is one Service. */
const inCluster = (key: Key | undefined, word: string): Key | undefined =>
  key?.replace(/^host:/u, `${word}:`).replace(/\.svc(?:\.cluster\.local)?$/u, '');

/** A model by the name that a front door serves it under. */
export const modelKey = (name: string): Key => `model:${name}`;

/** A tool server by the name that clients and gateways of one project call it. */
export const toolServerKey = (name: string): Key => `tools:${name.toLowerCase()}`;

/** An application registration of Entra, by its client id. */
export const applicationKey = (clientId: string): Key => `application:${clientId.toLowerCase()}`;

/** A service account of Google Cloud, by its email. */
export const serviceAccountKey = (email: string): Key => `service-account:${email.toLowerCase()}`;

/** A job that runs, or ran, on a Ray cluster, by the id that it was submitted under. */
export const rayJobKey = (id: string): Key => `ray-job:${id}`;

/** The Ray cluster that was made for the job of this id. */
export const rayClusterOfJobKey = (id: string): Key => `ray-cluster-of-job:${id}`;

/** A Ray cluster by the address of a machine or pod of it. */
export const rayNodeKey = (address: string): Key => `ray-node:${address.toLowerCase()}`;

/** The Ray clusters of a realm: what an answer is about that names none. */
export const rayClusterKey = (realm: string): Key => `ray-cluster-in:${realm.toLowerCase()}`;
