import type { SecretDigest } from '../../bytes/digest.ts';
import { described, type Described } from '../../credentials/described.ts';
import { detect } from '../../credentials/detect.ts';
import type { EstateBuilder } from '../../model/builder.ts';
import type { Evidence } from '../../model/evidence.ts';
import { nodeId } from '../../model/id.ts';
import { credentialKey } from '../../model/keys.ts';
import type { Environment } from '../../model/kinds.ts';

/** A credential that is written into a file. The value itself is not here. */
export interface WrittenLiteral {
  /** The part of the file that it stands in, by its name there; empty where the file has no parts. */
  readonly address: string;
  readonly line: number;
  readonly where: 'file' | 'url';
  readonly told: Described;
}

/** Credentials in a text that begins at a line, under a key. */
export function writtenIn(
  digest: SecretDigest,
  address: string,
  key: string,
  text: string,
  line: number,
): readonly WrittenLiteral[] {
  return detect(key, text).map((one) => ({
    ...{ address, line: line + one.line, where: one.url ? 'url' : 'file', told: described(one, digest) },
  }));
}

/** Where a file stands. */
interface Standing {
  readonly realm: string;
  readonly path: readonly string[];
  readonly environment: Environment;
}

/**
 * Credentials by the files that they are written into. One that is known to be of a thing is told with the thing, at the line where it is written; the
 * rest are told as things of their own: whoever may read the file has them.
 */
export class Written {
  readonly #files = new Map<string, readonly WrittenLiteral[]>();
  readonly #claimed = new Set<WrittenLiteral>();

  add(file: string, literals: readonly WrittenLiteral[]): void {
    this.#files.set(file, [...(this.#files.get(file) ?? []), ...literals]);
  }

  /** Where a credential of this digest is written, of something that begins at the evidence; the evidence itself where that is not known. */
  claim(evidence: Evidence, digest: string): Evidence {
    if (!('file' in evidence)) return evidence;
    const { file, line } = evidence;
    const found = this.#files.get(file)?.find((one) => one.told.digest === digest && one.line >= line);
    if (!found) return evidence;
    this.#claimed.add(found);
    return { file, line: found.line };
  }

  /** What nobody claimed of a file. */
  tellRest(
    estate: EstateBuilder,
    source: 'terraform' | 'cloudformation',
    file: string,
    { realm, path, environment }: Standing,
  ): void {
    for (const one of this.#files.get(file) ?? []) {
      if (this.#claimed.has(one)) continue;
      const { address, line, where, told } = one;
      const kind = told.kind === 'database-url' ? 'DataStore' : 'ApiKey';
      const within = [address, address.endsWith(`.${told.key}`) ? '' : told.key].filter((part) => part !== '');
      const name = within.join('.');
      const evidence = [{ file, line }];
      const node = nodeId(source, 'Literal', realm, ...path, name);
      estate.node({ id: node, kind, name, realm, environment, evidence });
      // A value that everybody tries first is no one's in particular.
      if (told.defaultOf === undefined) estate.known(node, credentialKey(told.digest));
      estate.fact({ fact: 'credential', node, evidence, confidence: 'configured', where, ...told });
    }
  }
}
