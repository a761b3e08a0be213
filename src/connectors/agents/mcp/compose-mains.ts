import type { SourceFile } from '../../../bytes/files.ts';

/** The file that `docker compose` reads unasked in a folder, best first (Compose file reference, "Compose file"). */
const MAIN = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];

interface Main {
  readonly file: SourceFile;
  /** Set where the file takes part only when it is named with `-f`. */
  readonly variant?: string;
}

/** Ids of a stack are those of its main file: another file of the folder adds to it, unasked (`override`) or when it is named. */
export function composeMains(files: readonly SourceFile[]): (file: SourceFile) => Main | undefined {
  const mains = new Map<string, SourceFile>();
  const rank = (path: string): number => MAIN.indexOf(nameOf(path));
  for (const file of files) {
    if (rank(file.path) < 0) continue;
    const known = mains.get(folderOf(file.path));
    if (!known || rank(file.path) < rank(known.path)) mains.set(folderOf(file.path), file);
  }
  return (file) => {
    const main = mains.get(folderOf(file.path));
    const name = nameOf(file.path);
    if (!main || main.path === file.path || !/^(?:docker-)?compose[._-]/u.test(name) || MAIN.includes(name))
      return undefined;
    return /[.]override[.]/u.test(name)
      ? { file: main }
      : { file: main, variant: `${file.path.split('/').at(-1) ?? name} is applied` };
  };
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).toLowerCase();
const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
