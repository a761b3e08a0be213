import type { KubeConfig } from '@kubernetes/client-node';
import { createHash } from 'node:crypto';
import { WritError } from '../../model/errors.ts';
import type { CollectOptions } from '../port.ts';
import type { Sdk } from './client.ts';

/** One cluster that is read. */
export interface Context {
  /** The realm of what it holds. */
  readonly name: string;
  readonly config: KubeConfig;
  readonly server: URL;
  /** Tells journals of two clusters under one name apart. */
  readonly fingerprint: string;
}

/** What the official client calls the cluster that it runs in, and what it makes up when it finds nothing. */
const IN_CLUSTER = 'inClusterContext';
const NOTHING = 'loaded-context';

/** The contexts that were asked for, else the current one. KUBECONFIG, ~/.kube/config and the pod's own account are the client's to find. */
export function contextsOf(sdk: Sdk, { contexts = [] }: CollectOptions): readonly Context[] {
  const first = load(sdk);
  if (first.getCurrentContext() === NOTHING && first.getContexts().length === 1)
    throw new WritError('no-sign-in', 'there is no kubeconfig', { hint: 'Set KUBECONFIG, or run in a pod.' });
  const asked = contexts.length > 0 ? contexts : [first.getCurrentContext()];
  return [...new Set(asked)].map((name) => {
    const config = load(sdk);
    // The client's types say that they are there; a kubeconfig may leave both out.
    if (!name || !config.getContextObject(name))
      throw new WritError('usage', `the kubeconfig has no context "${name}"`, {
        hint: `It has: ${first
          .getContexts()
          .map((one) => one.name)
          .join(', ')}`,
      });
    config.setCurrentContext(name);
    const cluster = config.getCurrentCluster();
    if (!cluster || !URL.canParse(cluster.server))
      throw new WritError('usage', `the context "${name}" leads to no cluster`);
    const server = new URL(cluster.server);
    if (server.protocol === 'http:' && !cluster.skipTLSVerify)
      throw new WritError('usage', `the context "${name}" would send credentials without TLS`);
    const fingerprint = createHash('sha256').update(server.href).digest('hex').slice(0, 16);
    return { name: name === IN_CLUSTER ? 'in-cluster' : name, config, server, fingerprint };
  });
}

function load(sdk: Sdk): KubeConfig {
  const config = new sdk.KubeConfig();
  try {
    config.loadFromDefault();
  } catch {
    throw new WritError('no-sign-in', 'the kubeconfig cannot be read', {
      hint: 'Check KUBECONFIG and the files that it names.',
    });
  }
  return config;
}
