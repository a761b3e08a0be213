import type { SourceFile } from '../../../../bytes/files.ts';
import { diagnostic, type Diagnostic } from '../../../../model/diagnostic.ts';
import { visible } from '../../../../model/errors.ts';
import type { Kustomization } from './read.ts';

/** A file that does not fit into a Secret or ConfigMap: the API server takes 1 MiB. */
const LARGEST = 1024 * 1024;

interface Completed {
  readonly sources: readonly (SourceFile | undefined)[];
  readonly made: Kustomization;
}

/** For as long as the kustomization is held: with the same files it makes the same objects, not equal ones. */
const COMPLETED = new WeakMap<Kustomization, Completed>();

/** Puts the content of the files that generators name into what they make. */
export function completed(one: Kustomization, files: ReadonlyMap<string, SourceFile>): Kustomization {
  if (one.sources.length === 0) return one;
  const sources = one.sources.map((path) => files.get(path));
  const known = COMPLETED.get(one);
  if (known?.sources.every((file, at) => file === sources[at]) === true) return known.made;
  const textOf = (path: string): string | undefined => {
    const file = files.get(path);
    return file === undefined || file.bytes > LARGEST ? undefined : file.text();
  };
  const made = { ...one, objects: one.madeOf(textOf) };
  COMPLETED.set(one, { sources, made });
  return made;
}

/** Files that generators name and that were not there to be read. */
export function missingSources(one: Kustomization, files: ReadonlyMap<string, SourceFile>): readonly Diagnostic[] {
  return one.sources.flatMap((path) => {
    const file = files.get(path);
    if (file && file.bytes <= LARGEST) return [];
    const why = file ? 'is larger than a Secret or ConfigMap may be' : 'does not exist or was not scanned';
    return [
      diagnostic('missing-reference', `${visible(path)}, of which a generator makes an object, ${why}`, one.file),
    ];
  });
}
