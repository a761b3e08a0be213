import type { Entry } from '../../documents/entry.ts';
import { plainPath } from '../../products/host-paths.ts';
import type { Layer } from './service.ts';

export interface Mount {
  /** As written: a path of the machine, a path beside the file, or the name of a volume. */
  readonly source: string;
  readonly target: string;
  readonly writable: boolean;
  readonly file: string;
  readonly entry: Entry;
}

const SHORT = /^([^:]{1,1000}):([^:]{1,1000})(?::([\w,]{1,100}))?$/u;

/** `volumes` of a service in short and long form. */
export function mountsOf(layers: readonly Layer[], fill: (text: string) => string): readonly Mount[] {
  return layers.flatMap(({ file, entry: service }) =>
    service.items('volumes').flatMap((entry): readonly Mount[] => {
      const source = entry.text('source');
      if (source !== undefined) {
        const writable = entry.text('read_only') !== 'true';
        return [{ source: fill(source), target: fill(entry.text('target') ?? ''), writable, file, entry }];
      }
      const [, from, to, mode = ''] = SHORT.exec(fill(entry.text() ?? '')) ?? [];
      if (from === undefined || to === undefined) return [];
      return [{ source: from, target: to, writable: !mode.split(',').includes('ro'), file, entry }];
    }),
  );
}

/** The path of the machine that is mounted. */
export const hostPath = ({ source }: Mount): string | undefined => plainPath(source);
