import { safeJson } from '../report/printable.ts';
import type { JsonRecord } from '../report/records.ts';
import { render, type Line } from '../report/screen.ts';
import type { Io } from './io.ts';
import { printOut } from './print-out.ts';

/** Prints the answer of a verb as asked for: JSON, or lines for a person. */
export async function answer(
  io: Io,
  output: 'table' | 'json',
  made: { readonly json: () => JsonRecord; readonly lines: () => readonly Line[] },
): Promise<void> {
  await printOut(io, [output === 'json' ? `${safeJson(made.json(), 1)}\n` : render(made.lines(), io.palette)]);
}
