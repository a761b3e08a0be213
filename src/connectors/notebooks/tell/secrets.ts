import { nodeId, type NodeId } from '../../../model/id.ts';
import { credentialKey } from '../../../model/keys.ts';
import type { SeenSecret } from '../seen.ts';
import type { Telling } from './notebook.ts';

/** One fact for each place, one key for each value. */
export function tellSecrets(telling: Telling, secrets: readonly SeenSecret[]): void {
  const { estate, node, realm, environment } = telling;
  const keys = new Map<string, string>();
  for (const secret of secrets) {
    const { kind, key, where, digest, evidence, span, importAt, lines = [] } = secret;
    estate.fact({
      fact: 'credential', node, kind, key, where, digest, evidence: [evidence], confidence: 'configured',
      ...(secret.last4 === undefined ? {} : { last4: secret.last4 }),
      ...(secret.defaultOf === undefined ? {} : { defaultOf: secret.defaultOf }),
      ...(secret.cloud === undefined ? {} : { cloud: secret.cloud }),
      ...(span === undefined ? {} : { span, python: { lines, ...(importAt ? { importAt } : {}) } }),
    }); // prettier-ignore
    const id = keyOf(telling, secret, keys);
    const name = secret.holder === undefined ? key : `${key} (${secret.holder})`;
    estate.node({ id, kind: 'ApiKey', name, realm, environment, evidence: [evidence] });
    estate.edge({ kind: 'NOTEBOOK_HOLDS_CRED', from: node, to: id, confidence: 'configured', evidence: [evidence] });
    estate.known(id, credentialKey(digest));
  }
}

/** Two values under one name are two keys: the second is told apart by its order. */
function keyOf({ realm, path }: Telling, { key, digest }: SeenSecret, keys: Map<string, string>): NodeId {
  for (let count = 1; ; count++) {
    const name = count === 1 ? key : `${key} (${count})`;
    const known = keys.get(name);
    if (known !== undefined && known !== digest) continue;
    keys.set(name, digest);
    return nodeId('jupyter', 'ApiKey', realm, ...path, name);
  }
}
