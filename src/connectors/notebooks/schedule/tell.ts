import { posix } from 'node:path';
import type { SourceFile } from '../../../bytes/files.ts';
import type { EstateBuilder } from '../../../model/builder.ts';
import { nodeId } from '../../../model/id.ts';
import { fileKey } from '../../../model/keys.ts';
import type { SeenSchedule } from './crontab.ts';

/** Each line is a job that runs its notebook. */
export function tellSchedules(
  estate: EstateBuilder,
  schedules: readonly SeenSchedule[],
  files: readonly SourceFile[],
): void {
  const notebooks =
    schedules.length === 0 ? [] : files.map(({ path }) => path).filter((path) => /\.ipynb$/iu.test(path));
  for (const seen of schedules) {
    const { standing, evidence: place, when, notebook } = seen;
    const { realm, path, environment } = standing;
    const evidence = [place];
    const id = nodeId('cron', 'Job', realm, ...path, `${when} ${posix.basename(notebook)}`);
    estate.node({ id, kind: 'Workflow', name: `${posix.basename(notebook)} at ${when}`, realm, environment, evidence });
    const { found, sure } = resolve(seen, notebooks);
    const otherwise = {
      id: nodeId('jupyter', 'Notebook', realm, ...notebook.split('/').filter((one) => one !== '' && one !== '.')),
      kind: 'Workload' as const, name: posix.basename(notebook), realm, environment, evidence, implied: true as const,
    }; // prettier-ignore
    const known = sure
      ? { confidence: 'configured' as const }
      : { confidence: 'possible' as const, precondition: `${notebook} on that machine is this file` };
    estate.refer({ kind: 'RUNS_NOTEBOOK', node: id, side: 'from', key: fileKey(found), ...known, evidence, otherwise });
  }
}

/** Beside the crontab or below its repository; else the one notebook whose path ends as the command says. */
function resolve(
  { standing, notebook, folder, file }: SeenSchedule,
  notebooks: readonly string[],
): { found: string; sure: boolean } {
  const written = posix.join(folder.startsWith('/') || folder === '' ? '' : folder, notebook);
  for (const base of [posix.dirname(file.path), standing.folder]) {
    const path = posix.join(base, written);
    if (notebooks.includes(path)) return { found: path, sure: !notebook.startsWith('/') && folder === '' };
  }
  const segments = posix
    .join(folder, notebook)
    .split('/')
    .filter((one) => one !== '');
  for (let from = 0; from < segments.length; from++) {
    const ending = segments.slice(from).join('/');
    const found = notebooks.filter((path) => path === ending || path.endsWith(`/${ending}`));
    if (found.length === 1) return { found: found[0] ?? '', sure: false };
    if (found.length > 1) break;
  }
  return { found: posix.join(standing.folder, written), sure: false };
}
