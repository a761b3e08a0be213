import { count } from '../report/names.ts';
import { SCHEMA_VERSION, type JsonRecord } from '../report/records.ts';
import { paragraph } from '../report/screen.ts';
import type { Manifest } from '../store/archive/manifest.ts';
import { answer } from './answer.ts';
import type { Io } from './io.ts';

/** What was written or taken in, in one sentence or as JSON. */
export async function answerArchive(
  io: Io,
  output: 'table' | 'json',
  done: string,
  { kind, made, schema, revision, rows, files }: Manifest,
): Promise<void> {
  const total = Object.values(rows).reduce((sum, one) => sum + one, 0);
  const log = Object.keys(files).filter((name) => name.startsWith('log/')).length;
  const parts = [
    `${count(total, 'row', 'rows')} at revision ${revision}`,
    ...(kind === 'backup' ? [`${count(log, 'file', 'files')} of the ledger`] : []),
  ];
  const json: JsonRecord = { schemaVersion: SCHEMA_VERSION, kind, made, schema, revision, rows, ledgerFiles: log };
  await answer(io, output, {
    json: () => json,
    lines: () => paragraph(`${done}: ${parts.join(', ')}.`, io.width),
  });
}
