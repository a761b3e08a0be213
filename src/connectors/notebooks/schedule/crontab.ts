import type { SourceFile } from '../../../bytes/files.ts';
import type { Evidence } from '../../../model/evidence.ts';
import type { Standing } from '../../port.ts';

/** A line of a crontab that runs a notebook. */
export interface SeenSchedule {
  readonly file: SourceFile;
  readonly standing: Standing;
  readonly evidence: Evidence;
  readonly when: string;
  /** As written, with the folder that the command changes to. */
  readonly notebook: string;
  readonly folder: string;
  /** Of a system crontab. */
  readonly user?: string;
}

/** By the names that cron(8) reads: /etc/crontab, /etc/cron.d, spool files, and the ending that people use. */
export const isCrontab = ({ path }: SourceFile): boolean =>
  /(?:^|\/)(?:crontab(?:\.\w{1,20})?|[^/]{1,100}\.(?:cron|crontab)|cron\.d\/[^/]{1,100}|crontabs\/[^/]{1,100})$/iu.test(
    path,
  );

/** crontab(5): five fields or a nickname, in a system crontab a user, then the command. */
const LINE = /^\s{0,20}(@\w{4,10}|(?:[\d*,/A-Za-z-]{1,60}\s{1,20}){5})\s{0,20}(\S.{0,4000})$/u;
const RUNS = /(?:\bpapermill\b|\bjupyter[\s-]{1,4}(?:nbconvert|execute|run)\b|\bploomber-engine\b)/u;
const NOTEBOOK = /(?:^|[\s"'=])([^\s"'=;|&<>]{1,500}\.ipynb)\b/u;

/** Undefined when nothing in it runs a notebook: somebody else's file. */
export function readCrontab(file: SourceFile, text: string, standing: Standing): readonly SeenSchedule[] | undefined {
  if (!text.includes('.ipynb')) return undefined;
  const found: SeenSchedule[] = [];
  text.split('\n').forEach((line, index) => {
    if (line.length > 5000 || /^\s*#/u.test(line)) return;
    const [, when = '', command = ''] = LINE.exec(line.trimEnd()) ?? [];
    const runs = RUNS.exec(command);
    const notebook = runs ? NOTEBOOK.exec(command.slice(runs.index))?.[1] : undefined;
    if (notebook === undefined) return;
    const folder = /\bcd\s{1,4}["']?([^\s"';&|]{1,500})/u.exec(command)?.[1] ?? '';
    const user = /cron\.d\/|(?:^|\/)crontab$/u.test(file.path)
      ? /^([a-z_][a-z0-9_-]{0,31})\s/u.exec(command)?.[1]
      : undefined;
    found.push({
      file, standing, evidence: { file: file.path, line: index + 1 }, when: when.trim().replace(/\s+/gu, ' '), notebook, folder,
      ...(user === undefined ? {} : { user }),
    }); // prettier-ignore
  });
  return found.length === 0 ? undefined : found;
}
