import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRows } from './csv.ts';

const quote = (cell: string): string => `"${cell.replace(/"/gu, '""')}"`;

describe('rows of a table', () => {
  it('come out as they were written, whatever stands in the cells', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', 'é'), maxLength: 8 });
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(table, (rows) => {
        const text = rows.map((row) => row.map(quote).join(',')).join('\r\n');
        expect([...csvRows(text)].map(({ cells }) => cells)).toEqual(rows);
      }),
    );
  });

  it('count lines through cells that hold line ends', () => {
    expect([...csvRows('a,b\n"x\ny",z\nlast,\n')]).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['x\ny', 'z'] },
      { line: 4, cells: ['last', ''] },
    ]);
  });

  it('end with any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r') }), (text) => {
        expect([...csvRows(text)].length).toBeLessThanOrEqual(text.length + 1);
      }),
    );
  });
});
