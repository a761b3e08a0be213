import type { SourceFile } from '../../../bytes/files.ts';
import type { Evidence } from '../../../model/evidence.ts';
import type { Standing } from '../../port.ts';

/** A line that `sacctmgr -P show ...` printed, by the names of its columns in small letters. */
export interface Record {
  readonly fields: ReadonlyMap<string, string>;
  readonly evidence: Evidence;
  readonly standing: Standing;
  readonly file: SourceFile;
}

/** Columns of associations, users, accounts and qos as sacctmgr(1) names them in its header line. */
const TELLING: ReadonlySet<string> = new Set([
  'cluster', 'account', 'user', 'admin', 'adminlevel', 'def acct', 'defaultaccount', 'default account', 'descr', 'description', 'org', 'organization', 'par name', 'parentname',
  'coord accts', 'grptres', 'maxjobs', 'maxtres', 'def qos', 'fairshare', 'share',
]); // prettier-ignore

/** Undefined when the first line is no header of sacctmgr. */
export function readSacctmgr(file: SourceFile, standing: Standing, text: string): readonly Record[] | undefined {
  const lines = text.split('\n');
  const from = lines.findIndex((line) => line.trim() !== '');
  const header = columns(lines[from] ?? '').map((one) => one.toLowerCase());
  const known = header.filter((one) => TELLING.has(one)).length;
  if (header.length < 2 || known < 2 || known * 3 < header.length) return undefined;
  if (!header.includes('user') && !header.includes('account')) return undefined;
  return lines.slice(from + 1).flatMap((line, index): Record[] => {
    if (line.trim() === '' || line.length > 20_000) return [];
    const values = columns(line);
    const fields = new Map(header.map((name, at) => [name, values[at] ?? '']));
    return [{ fields, evidence: { file: file.path, line: from + index + 2 }, standing, file }];
  });
}

const columns = (line: string): string[] =>
  line.length > 20_000 || !line.includes('|')
    ? []
    : line
        .trim()
        .split('|')
        .map((one) => one.trim());

/** The first of these columns that says something. */
export const column = ({ fields }: Record, ...names: readonly string[]): string | undefined =>
  names.map((name) => fields.get(name)).find((value) => value !== undefined && value !== '');
