import type { SecretDigest } from '../../bytes/digest.ts';
import { described } from '../../credentials/described.ts';
import { detect } from '../../credentials/detect.ts';
import type { Entry } from '../../documents/entry.ts';
import type { EstateBuilder } from '../../model/builder.ts';
import { hasHole } from '../../model/hole.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import { credentialKey } from '../../model/keys.ts';
import type { Written } from './written.ts';

/** Environment variables of a function, container or project of a cloud: literal credentials among them, never their values. `written`: of the files that they are read from. */
export function tellVariables(
  estate: EstateBuilder,
  digest: SecretDigest,
  holder: NodeId,
  variables: readonly (readonly [name: string, value: Entry])[],
  written?: Written,
): void {
  const at = estate.get(holder);
  if (!at) return;
  for (const [name, value] of variables) {
    const text = value.text();
    if (text === undefined || hasHole(text)) continue;
    for (const found of detect(name, text)) {
      const id = nodeId('aws', 'ApiKey', at.realm, at.name, found.key);
      const told = described(found, digest);
      const evidence = [written?.claim(value.evidence, told.digest) ?? value.evidence];
      estate.node({ id, kind: 'ApiKey', name: found.key, realm: at.realm, environment: at.environment, evidence });
      if (told.defaultOf === undefined) estate.known(id, credentialKey(told.digest));
      estate.edge({ kind: 'HOLDS', from: holder, to: id, confidence: 'configured', evidence });
      estate.fact({ fact: 'credential', node: id, where: 'env', evidence, confidence: 'configured', ...told });
    }
  }
}

/** Variables that are written as a list of names and values. */
export const namedValues = (
  list: readonly Entry[],
  nameKey: string,
  valueKey: string,
): (readonly [name: string, value: Entry])[] =>
  list.flatMap((one) => {
    const [name, value] = [one.text(nameKey), one.get(valueKey)];
    return name === undefined || value === undefined ? [] : [[name, value]];
  });
