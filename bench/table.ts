import type { Figure } from './figure.ts';

/** Figures as people read them: value, where it must be, and how a neighbour compares. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    `${round(figure.value)} ${figure.unit}`,
    verdict(figure, figures),
  ]);
  const width = (column: number): number => Math.max(...rows.map((row) => (row[column] ?? '').length));
  const widths = [width(0), width(1)];
  return rows
    .map(([name = '', value = '', note = '']) =>
      `${name.padEnd(widths[0] ?? 0)}  ${value.padStart(widths[1] ?? 0)}  ${note}`.trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function verdict(figure: Figure, all: readonly Figure[]): string {
  const ours = all.find((one) => one.name === figure.neighbourOf);
  if (ours) return `${round(figure.value / ours.value)} x ${ours.name}`;
  if (!figure.bound) return '';
  if ('atMost' in figure.bound)
    return `${figure.value <= figure.bound.atMost ? 'ok' : 'OVER'}, at most ${figure.bound.atMost}`;
  return `${figure.value >= figure.bound.atLeast ? 'ok' : 'UNDER'}, at least ${figure.bound.atLeast}`;
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(2) : value.toFixed(4);
}
