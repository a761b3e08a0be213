import { last4, type SecretDigest } from '../../bytes/digest.ts';
import { detect } from '../../credentials/detect.ts';
import type { EstateBuilder } from '../../model/builder.ts';
import type { CredentialFact } from '../../model/facts.ts';
import { nodeId } from '../../model/id.ts';
import { credentialKey } from '../../model/keys.ts';
import type { Environment } from '../../model/kinds.ts';

/** A credential that is written into a file. The value itself is not here. */
export interface WrittenLiteral {
  /** The part of the file that it stands in, by its name there; empty where the file has no parts. */
  readonly address: string;
  readonly line: number;
  readonly fact: Pick<CredentialFact, 'kind' | 'key' | 'digest' | 'last4' | 'defaultOf' | 'cloud' | 'where'>;
}

/** Credentials in a text that stands at a line under a key. */
export function writtenIn(
  digest: SecretDigest,
  address: string,
  key: string,
  text: string,
  line: number,
): readonly WrittenLiteral[] {
  return detect(key, text).map((one) => {
    const tail = one.defaultOf === undefined ? last4(one.value) : undefined;
    const fact: WrittenLiteral['fact'] = {
      ...{ kind: one.kind, key: one.key, digest: digest.of(one.value), where: one.url ? 'url' : 'file' },
      ...(tail === undefined ? {} : { last4: tail }),
      ...(one.defaultOf === undefined ? {} : { defaultOf: one.defaultOf }),
      ...(one.cloud === undefined ? {} : { cloud: one.cloud }),
    };
    return { address, line: line + one.line, fact };
  });
}

/** Where a file stands. */
interface Standing {
  readonly realm: string;
  readonly path: readonly string[];
  readonly environment: Environment;
}

/** Each as a thing of its own: whoever may read the file has it. */
export function tellWritten(
  estate: EstateBuilder,
  source: 'terraform' | 'cloudformation',
  file: string,
  { realm, path, environment }: Standing,
  literals: readonly WrittenLiteral[],
): void {
  for (const { address, line, fact } of literals) {
    const kind = fact.kind === 'database-url' ? 'DataStore' : 'ApiKey';
    const within = [address, address.endsWith(`.${fact.key}`) ? '' : fact.key].filter((part) => part !== '').join('.');
    const evidence = [{ file, line }];
    const id = nodeId(source, 'Literal', realm, ...path, within);
    estate.node({ id, kind, name: within, realm, environment, evidence });
    estate.known(id, credentialKey(fact.digest));
    estate.fact({ fact: 'credential', node: id, evidence, confidence: 'configured', ...fact });
  }
}
