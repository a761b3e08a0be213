import { posix } from 'node:path';
import type { Doc } from '../../../../documents/documents.ts';
import { isData, list, plain, text, type Data } from '../../../../documents/plain.ts';
import { manifest, type Manifest } from '../object.ts';

/** A ConfigMap that a kustomization makes of files beside it: what mounts it by this name runs with them. */
export interface GeneratedMap {
  readonly name: string;
  /** Printed paths of its files, by the name that they get in the map. */
  readonly files: readonly { readonly key: string; readonly path: string }[];
  readonly evidence: { readonly file: string; readonly line: number };
}

/** `configMapGenerator` of a kustomization (kubectl.docs.kubernetes.io): `files` are paths, with another name before `=` where one is given. */
export function generatedMaps(data: Data, file: string, line: (index: number) => number): readonly GeneratedMap[] {
  return list(data['configMapGenerator']).flatMap((entry, index) => {
    const name = isData(entry) ? text(entry['name']) : undefined;
    if (!isData(entry) || name === undefined) return [];
    const files = list(entry['files']).flatMap((one) => {
      const written = text(one);
      const path = written?.slice(written.indexOf('=') + 1);
      if (written === undefined || path === undefined || path === '' || posix.isAbsolute(path)) return [];
      const key = written.includes('=') ? written.slice(0, written.indexOf('=')) : posix.basename(path);
      return [{ key, path: posix.join(posix.dirname(file), path) }];
    });
    return files.length === 0 ? [] : [{ name, files, evidence: { file, line: line(index) } }];
  });
}

const GENERATORS = [
  { key: 'configMapGenerator', kind: 'ConfigMap', holds: 'data' },
  { key: 'secretGenerator', kind: 'Secret', holds: 'stringData' },
] as const;

/**
 * The objects that a kustomization makes of literals, under the name that others refer to them by: the digest that is put behind it
 * follows into every reference. What comes of files beside it is not looked at.
 */
export function generatedObjects({ data, file, lines, marks }: Doc): readonly Manifest[] {
  if (!isData(data)) return [];
  return GENERATORS.flatMap(({ key, kind, holds }) =>
    list(data[key]).flatMap((entry, index): readonly Manifest[] => {
      if (!isData(entry)) return [];
      const pairs = list(entry['literals']).flatMap((one) => pairOf(text(one) ?? ''));
      if (pairs.length === 0) return [];
      const body: Data = plain();
      const metadata: Data = plain();
      const values: Data = plain();
      for (const field of ['name', 'namespace']) if (text(entry[field])) metadata[field] = entry[field];
      for (const [name, value] of pairs) values[name] = value;
      Object.assign(body, { apiVersion: 'v1', kind, metadata, [holds]: values });
      const one = manifest(body, { file, lines, marks, root: marks.nearest([key, index]) });
      return one === undefined || one.name === '' ? [] : [one];
    }),
  );
}

/** `name=value`; quotes around the value are taken off, as kustomize does. */
function pairOf(literal: string): readonly (readonly [string, string])[] {
  const at = literal.indexOf('=');
  return at < 1 ? [] : [[literal.slice(0, at), literal.slice(at + 1).replace(/^(["'])([\s\S]*)\1$/u, '$2')]];
}

/** All that the entry makes is known without another file, and it stands beside no object of the same name. */
export const madeOfLiterals = (entry: Data): boolean =>
  list(entry['literals']).length > 0 && !['files', 'envs', 'env', 'behavior'].some((key) => entry[key] !== undefined);
