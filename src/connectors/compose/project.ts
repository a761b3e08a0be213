import { posix } from 'node:path';
import type { Entry } from '../../documents/entry.ts';
import { folderOf, nameOf, roleOf } from './recognise.ts';

export interface ComposeFile {
  readonly path: string;
  readonly root: Entry;
}

/** What one `docker compose up` in a folder starts, and what `-f` may add to it. Ids of its services are of the first file. */
export interface Project {
  readonly main: ComposeFile;
  /** Files that are read unasked, the one that wins last. */
  readonly files: readonly ComposeFile[];
  readonly variants: readonly ComposeFile[];
}

const ORDER = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];

export function projectsOf(files: readonly ComposeFile[]): readonly Project[] {
  const folders = new Map<string, ComposeFile[]>();
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const folder = folderOf(file.path);
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  return [...folders.values()].flatMap(inFolder);
}

function inFolder(files: readonly ComposeFile[]): readonly Project[] {
  const rank = ({ path }: ComposeFile): number => ORDER.indexOf(nameOf(path).toLowerCase());
  const [main] = files.filter((one) => rank(one) >= 0).sort((a, b) => rank(a) - rank(b));
  if (!main) return files.map((one) => ({ main: one, files: [one], variants: [] }));
  const others = files.filter((one) => one !== main);
  const of = (role: string): readonly ComposeFile[] => others.filter(({ path }) => roleOf(path) === role);
  const alone = of('base').map((one): Project => ({ main: one, files: [one], variants: [] }));
  return [{ main, files: [main, ...of('override')], variants: of('variant') }, ...alone];
}

/** A path as a compose file writes it, as the scan prints it; undefined when it is not relative to the file. */
export function resolved(from: string, written: string): string | undefined {
  if (/^(?:\/|~|[a-z]+:\/\/|[A-Za-z]:\\)|[${]/u.test(written)) return undefined;
  const joined = posix.normalize(posix.join(folderOf(from), written));
  return joined.startsWith('../') ? undefined : joined;
}
