import { posix } from 'node:path';
import { isData, list, text, type Data } from '../../../../documents/plain.ts';

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
