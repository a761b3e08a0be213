import type { WhatIf } from '../graph/port.ts';
import { count, nameIn } from './names.ts';
import { edgeRecord, SCHEMA_VERSION, type JsonRecord } from './records.ts';
import { BLANK, paragraph, span, type Line } from './screen.ts';

const SHOWN = 20;

export function whatIfJson({ removed, closed, before, after }: WhatIf): JsonRecord {
  return {
    schemaVersion: SCHEMA_VERSION,
    removed: removed.map(edgeRecord),
    before,
    after,
    closed: closed.map(({ source, jewel }) => ({ source, jewel })),
  };
}

export function whatIfLines(found: WhatIf, width: number, realm: string | undefined): readonly Line[] {
  const { removed, closed, before, after } = found;
  const head =
    closed.length === 0
      ? `Nothing closes: ${count(before, 'path')} to crown jewels before and after.`
      : `${closed.length} of ${count(before, 'path')} to crown jewels close; ${after} stay open.`;
  const more = closed.length - SHOWN;
  return [
    ...paragraph(head, width, { style: 'strong' }),
    BLANK,
    ...removed.flatMap((edge) =>
      paragraph(`${edge.id}  ${nameIn(edge.from, realm)} ${edge.kind} ${nameIn(edge.to, realm)}`, width, {
        first: 'without ',
        hanging: 10,
      }),
    ),
    ...(closed.length === 0 ? [] : [BLANK]),
    ...closed
      .slice(0, SHOWN)
      .flatMap(({ source, jewel }) =>
        paragraph(`${nameIn(source, realm)} > ${nameIn(jewel, realm)}`, width, { first: 'closed  ', hanging: 10 }),
      ),
    ...(more > 0 ? [[span(`and ${more} more of ${closed.length}; -o json lists all`)]] : []),
  ];
}
