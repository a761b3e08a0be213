import type { Verification } from '../ledger/read/verify.ts';
import { count } from './names.ts';
import { SCHEMA_VERSION, type JsonRecord } from './records.ts';
import { BLANK, paragraph, type Line } from './screen.ts';

export function ledgerJson({ head, entries, unsealed, faults, unknown, witnessed }: Verification): JsonRecord {
  return {
    schemaVersion: SCHEMA_VERSION,
    sound: faults.length === 0,
    ...(head ? { treeHead: { origin: head.origin, size: head.size, root: head.root.toString('base64') } } : {}),
    entries,
    unsealed,
    faults: faults.map(({ code, file, index, says }) => ({
      code,
      file,
      ...(index === undefined ? {} : { index }),
      message: says,
    })),
    unknown: unknown.map(({ code, says }) => ({ code, message: says })),
    witnessed: witnessed.map(({ name, time }) => ({ name, at: new Date(time * 1000).toISOString() })),
  };
}

/** What holds, what is wrong and where, and what could not be excluded: a bare "sound" would promise too much. */
export function ledgerLines(
  { head, entries, unsealed, faults, unknown, witnessed }: Verification,
  width: number,
): readonly Line[] {
  const log = head ? `${head.origin}: ` : '';
  const verdict =
    faults.length === 0
      ? paragraph(`${log}${count(entries, 'entry', 'entries')} verified, ${unsealed} more not in the tree yet`, width, {
          style: 'good',
        })
      : paragraph(`${log}the log is not what was written`, width, { style: 'bad' });
  return [
    ...verdict,
    ...faults.flatMap(({ file, index, says }) =>
      paragraph(`${file}${index === undefined ? '' : `, entry ${index}`}: ${says}`, width, { indent: 2 }),
    ),
    ...witnessed.flatMap(({ name, time }) =>
      paragraph(`seen by ${name} at ${new Date(time * 1000).toISOString()}`, width, { indent: 2 }),
    ),
    ...(unknown.length === 0 ? [] : [BLANK, ...paragraph('Not excluded:', width)]),
    ...unknown.flatMap(({ says }) => paragraph(says, width, { indent: 2 })),
  ];
}
