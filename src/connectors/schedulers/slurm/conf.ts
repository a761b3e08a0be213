import type { Evidence, Span } from '../../../model/evidence.ts';
import type { SourceFile } from '../../../bytes/files.ts';
import type { Standing } from '../../port.ts';

/** One `Key=Value`; keys are case-insensitive (slurm.conf(5)). */
export interface Setting {
  readonly key: string;
  readonly value: string;
  readonly evidence: Evidence;
  /** The value alone. */
  readonly span: Span;
}

/** A line of settings: alone, or the fields of a NodeName or PartitionName line. */
export type Row = readonly Setting[];

export interface SlurmFile {
  readonly file: SourceFile;
  readonly standing: Standing;
  readonly kind: 'slurm' | 'slurmdbd' | 'gres' | 'part';
  readonly rows: readonly Row[];
}

const PAIR = /([A-Za-z][A-Za-z0-9_]{0,60})\s{0,4}=\s{0,4}("[^"\n]{0,1000}"|[^\s#]{1,1000})/gu;

/** What a text is of Slurm's own files, by the keys that only they have; undefined for anything else. */
export function slurmKind(text: string): SlurmFile['kind'] | undefined {
  if (/^\s{0,20}(?:DbdHost|DbdPort|DbdAddr)\s{0,4}=/imu.test(text)) return 'slurmdbd';
  const named = /^\s{0,20}ClusterName\s{0,4}=/imu.test(text);
  if (named && /^\s{0,20}(?:SlurmctldHost|ControlMachine|SlurmctldPort|PartitionName|SlurmUser)\b/imu.test(text))
    return 'slurm';
  if (/^\s{0,20}PartitionName=\S{1,100}\s[^\n]{0,900}\bNodes=/imu.test(text)) return 'part';
  return /^\s{0,20}(?:NodeName=\S{1,300}\s{1,9}|AutoDetect=nvml|Name=gpu\s)[^\n]{0,300}\b(?:File=\/dev\/nvidia|Name=gpu\b|AutoDetect=)/imu.test(
    text,
  )
    ? 'gres'
    : undefined;
}

export function readConf(file: SourceFile, standing: Standing, kind: SlurmFile['kind'], text: string): SlurmFile {
  const rows: Setting[][] = [];
  let start = 0;
  let open: Setting[] | undefined;
  text.split('\n').forEach((line, index) => {
    const row = open ?? [];
    if (line.length <= 10_000 && !/^\s*#/u.test(line))
      for (const match of line.split(/(?:^|\s)#/u, 1)[0]?.matchAll(PAIR) ?? []) {
        const [whole, key = '', written = ''] = match;
        const at = start + match.index + whole.length - written.length;
        const span = { file: file.path, start: at, end: at + written.length };
        row.push({
          key: key.toLowerCase(),
          value: written.replace(/^"|"$/gu, ''),
          evidence: { file: file.path, line: index + 1 },
          span,
        });
      }
    if (open === undefined && row.length > 0) rows.push(row);
    open = /\\\s*$/u.test(line) ? row : undefined;
    start += line.length + 1;
  });
  return { file, standing, kind, rows };
}

/** The last setting of a name on a line of its own counts. */
export function setting(file: SlurmFile, key: string): Setting | undefined {
  return file.rows.filter(([first]) => first?.key === key.toLowerCase()).at(-1)?.[0];
}

export const field = (row: Row, key: string): Setting | undefined => row.find((one) => one.key === key.toLowerCase());
