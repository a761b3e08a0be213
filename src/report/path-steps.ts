import type { Path } from '../graph/port.ts';
import { placeOf } from '../model/evidence.ts';
import type { PathStep } from '../model/finding.ts';
import { EDGE_KINDS } from '../model/kinds.ts';
import { nameIn, realmOf } from './names.ts';
import { firstPlace } from './place.ts';
import { fit, paragraph, span, spread, type Line } from './screen.ts';

export function stepsOf({ edges }: Path): readonly PathStep[] {
  return edges.map(({ id, ...edge }) => ({ edge: id, ...edge }));
}

/** Numbered steps: who, by which means, to what, where it is written, and what must hold besides. */
export function stepLines(
  steps: readonly PathStep[],
  width: number,
  realm: string | undefined,
  under: (step: PathStep) => readonly Line[] = () => [],
): readonly Line[] {
  const [start] = steps;
  if (start === undefined) return [];
  return [
    ...paragraph(nameIn(start.from, realm), width, { first: '    ', hanging: 4, style: 'strong' }),
    ...steps.flatMap((step, at) => oneStep(step, at + 1, width, realm, under)),
  ];
}

function oneStep(
  step: PathStep,
  number: number,
  width: number,
  realm: string | undefined,
  under: (step: PathStep) => readonly Line[],
): readonly Line[] {
  const mark = `${String(number).padStart(2)}  > `;
  const name = paragraph(nameIn(step.to, realm ?? realmOf(step.from)), width - mark.length, { style: 'strong' });
  const names = name.map((line, at): Line => [span(at === 0 ? mark : ' '.repeat(mark.length)), ...line.slice(1)]);
  const kind: Line = [span(`      ${step.kind}`, 'faint'), span(`  ${EDGE_KINDS[step.kind].means}`)];
  const place = firstPlace(step.evidence);
  const more = step.evidence.length > 1 ? ` (and ${step.evidence.length - 1} more)` : '';
  const written = under(step);
  return [
    ...names,
    ...spread(kind, [span(`cost ${EDGE_KINDS[step.kind].cost}, ${step.confidence}`, 'faint')], width).flatMap((line) =>
      fit(line, width, 6),
    ),
    ...(step.precondition === undefined
      ? []
      : paragraph(`if: ${step.precondition}`, width, { indent: 6, hanging: 10 })),
    ...(place === undefined ? [] : paragraph(`${placeOf(place)}${more}`, width, { indent: 6, style: 'faint' })),
    ...written,
  ];
}
