import { fileKey } from '../../model/keys.ts';
import { resolved } from './project.ts';
import { mountsOf } from './mounts.ts';
import { all } from './service.ts';
import type { Telling } from './telling.ts';

/** The printed path of a file beside the project, where it can be known. */
export const textFilePath = (from: string, written: string): string | undefined => resolved(from, written);

/** Configuration files that services are given: whatever another connector reads in one is run by the service. */
export function tellFiles(telling: Telling): void {
  for (const service of telling.services) {
    const from = telling.service(service.name);
    for (const { path, evidence } of configsOf(telling, service))
      telling.estate.refer({
        kind: 'CONTAINS',
        node: from,
        side: 'from',
        key: fileKey(path),
        ...service.known,
        evidence: [evidence],
      });
  }
}

/** Paths of files that are mounted or given as `configs`. */
export function configsOf(
  telling: Telling,
  service: Telling['services'][number],
): readonly { readonly path: string; readonly evidence: { readonly file: string; readonly line: number } }[] {
  const mounted = mountsOf(service.layers, telling.fill).flatMap(({ file, source, entry }) => {
    const path = resolved(file, source);
    return path === undefined || !/^\.{0,2}\//u.test(source) ? [] : [{ path, evidence: entry.evidence }];
  });
  const given = all(service.layers, 'configs').flatMap((one) => {
    const name = one.text('source') ?? one.text();
    if (name === undefined) return [];
    return [...telling.project.files, ...telling.project.variants].flatMap(({ path: file, root }) => {
      const entry = root.get('configs', name, 'file');
      const path = resolved(file, telling.fill(entry?.text() ?? ''));
      return entry && path !== undefined ? [{ path, evidence: entry.evidence }] : [];
    });
  });
  return [...mounted, ...given].filter(({ path }) => /\.[A-Za-z0-9]{1,10}$/u.test(path));
}
