import type { Diagnostic } from '../model/diagnostic.ts';
import { span, render, type Line, type Palette } from '../report/screen.ts';
import { count } from '../report/names.ts';

const SHOWN = 20;

/** Errors one a line, the first twenty and how many more; notes are grouped in the report itself. */
export function diagnosticLines(diagnostics: readonly Diagnostic[], palette: Palette): string {
  const errors = diagnostics.filter((one) => one.level === 'error');
  const lines: Line[] = errors
    .slice(0, SHOWN)
    .map((one) => [
      span('error ', 'bad'),
      span(one.place.line === undefined ? one.place.file : `${one.place.file}:${one.place.line}`),
      span(`: ${one.message} (${one.code})`),
    ]);
  if (errors.length > SHOWN)
    lines.push([span(`and ${count(errors.length - SHOWN, 'error')} more; -o json lists all ${errors.length}`)]);
  return render(lines, palette);
}
