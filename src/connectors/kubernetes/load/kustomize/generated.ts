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
    const files = sourcesOf(entry, file).flatMap(({ key, path }) => (key === undefined ? [] : [{ key, path }]));
    return files.length === 0 ? [] : [{ name, files, evidence: { file, line: line(index) } }];
  });
}

const GENERATORS = [
  { key: 'configMapGenerator', kind: 'ConfigMap', holds: 'data' },
  { key: 'secretGenerator', kind: 'Secret', holds: 'stringData' },
] as const;

/** The text of a file that a generator names by its printed path; undefined where it is not read. */
export type TextOf = (path: string) => string | undefined;

type Pair = readonly [string, string];

/**
 * The objects that a kustomization makes of literals and of files beside it, under the name that others refer to them by: the digest that
 * is put behind it follows into every reference. Their values stand where the generator stands.
 */
export function generatedObjects({ data, file, lines, marks }: Doc, textOf: TextOf): readonly Manifest[] {
  if (!isData(data)) return [];
  return GENERATORS.flatMap(({ key, kind, holds }) =>
    list(data[key]).flatMap((entry, index): readonly Manifest[] => {
      if (!isData(entry)) return [];
      const pairs = [...literalsOf(entry), ...sourcesOf(entry, file).flatMap((source) => pairsOf(source, textOf))];
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

/** Printed paths of the files whose content goes into what a kustomization makes. */
export const generatorSources = (data: Data, file: string): readonly string[] =>
  GENERATORS.flatMap(({ key }) =>
    list(data[key]).flatMap((entry) => (isData(entry) ? sourcesOf(entry, file).map(({ path }) => path) : [])),
  );

/** What changes an object of the same name stands beside it: both are told, and that it is not known which of them counts. */
export const isWhole = (entry: Data): boolean =>
  entry['behavior'] === undefined || entry['behavior'] === 'create' || entry['behavior'] === 'unspecified';

const literalsOf = (entry: Data): readonly Pair[] => list(entry['literals']).flatMap((one) => pairOf(text(one) ?? ''));

interface Source {
  readonly path: string;
  /** The one key that the file becomes; undefined for a file of `name=value`. */
  readonly key?: string;
}

function sourcesOf(entry: Data, file: string): readonly Source[] {
  const beside = (path: string): string => posix.join(posix.dirname(file), path);
  const lists = [...list(entry['envs']), entry['env']].flatMap((one) => {
    const path = text(one);
    return path === undefined || path === '' || posix.isAbsolute(path) ? [] : [{ path: beside(path) }];
  });
  const whole = list(entry['files']).flatMap((one) => {
    const written = text(one) ?? '';
    const path = written.slice(written.indexOf('=') + 1);
    if (path === '' || posix.isAbsolute(path)) return [];
    return [
      {
        path: beside(path),
        key: written.includes('=') ? written.slice(0, written.indexOf('=')) : posix.basename(path),
      },
    ];
  });
  return [...lists, ...whole];
}

function pairsOf({ path, key }: Source, textOf: TextOf): readonly Pair[] {
  const found = textOf(path);
  if (found === undefined) return [];
  if (key !== undefined) return [[key, found]];
  // Values are taken as they stand; a name alone means a variable of whoever runs kustomize.
  return found.split(/\r?\n/u).flatMap((line) => (line.trimStart().startsWith('#') ? [] : splitPair(line.trimStart())));
}

/** `name=value`; quotes around the value are taken off, as kustomize does. */
const pairOf = (literal: string): readonly Pair[] =>
  splitPair(literal).map(([name, value]) => [name, value.replace(/^(["'])([\s\S]*)\1$/u, '$2')]);

function splitPair(written: string): readonly Pair[] {
  const at = written.indexOf('=');
  return at < 1 ? [] : [[written.slice(0, at), written.slice(at + 1)]];
}
