import type { SecretDigest } from '../../bytes/digest.ts';
import { described } from '../../credentials/described.ts';
import { detect } from '../../credentials/detect.ts';
import type { EstateBuilder } from '../../model/builder.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { CredentialFact } from '../../model/facts.ts';
import { hasHole } from '../../model/hole.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import { credentialKey } from '../../model/keys.ts';
import type { Environment } from '../../model/kinds.ts';
import type { Written } from './written.ts';

/** A text that something holds under a name. */
export interface Literal {
  readonly key: string;
  readonly text: string;
  /** As it stands in the file, when that is an encoding of the text. */
  readonly written?: string;
  readonly evidence: Evidence;
}

/** A thing of Kubernetes that holds literals. */
export interface Holder {
  /** Tells of it; asked for only when it holds a credential. */
  readonly node: () => NodeId;
  readonly realm: string;
  readonly namespace: string;
  readonly environment: Environment;
  /** What the ids of its credentials begin with. */
  readonly path: readonly string[];
  readonly where: CredentialFact['where'];
  /** Why it may not be there. */
  readonly uncertain?: string | undefined;
}

/** Literal credentials among what it holds, and what each opens. Of a text of several lines, those count that are known. */
export function tellLiterals(
  estate: EstateBuilder,
  digest: SecretDigest,
  holder: Holder,
  literals: readonly Literal[],
  written: Written,
): void {
  const { realm, namespace, environment, path, where, uncertain } = holder;
  const sure = uncertain === undefined;
  for (const { key, text, written: encoded, evidence: begins } of literals)
    for (const found of detect(key, known(text))) {
      const from = holder.node();
      const told = described(found, digest);
      const evidence = [written.claim(begins, encoded === undefined ? told.digest : digest.of(encoded))];
      estate.fact({
        ...{ fact: 'credential', node: from, evidence, confidence: sure ? 'configured' : 'possible', ...told },
        where: found.url === true && where !== 'secret' ? 'url' : where,
      });
      const kind = found.kind === 'database-url' ? 'DataStore' : 'ApiKey';
      const id = nodeId('k8s', kind, realm, ...path, found.key);
      estate.node({ id, kind, name: `${path.at(-1) ?? ''}/${found.key}`, realm, namespace, environment, evidence });
      if (told.defaultOf === undefined) estate.known(id, credentialKey(told.digest));
      estate.edge({
        ...{ kind: where === 'secret' ? 'SECRET_IS_CRED_FOR' : 'HOLDS', from, to: id, evidence },
        ...(sure ? { confidence: 'configured' } : { confidence: 'possible', precondition: uncertain }),
      });
    }
}

const known = (text: string): string =>
  hasHole(text)
    ? text
        .split('\n')
        .filter((line) => !hasHole(line))
        .join('\n')
    : text;
