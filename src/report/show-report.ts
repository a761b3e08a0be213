import { CONTROLS } from '../findings/frameworks.ts';
import type { WhatIf } from '../graph/port.ts';
import { placeOf, type Evidence } from '../model/evidence.ts';
import type { Finding, PathStep } from '../model/finding.ts';
import { count, nameIn, titleIn } from './names.ts';
import { stepLines } from './path-steps.ts';
import { firstPlace } from './place.ts';
import { printableLines } from './printable.ts';
import { findingRecord, SCHEMA_VERSION, type JsonRecord } from './records.ts';
import type { Scanned } from './scanned.ts';
import { BLANK, paragraph, span, spread, type Line, type Style } from './screen.ts';

export interface ShowAnswer {
  readonly number: number;
  readonly finding: Finding;
  /** What changes in the estate when the fix is made; absent where the fix removes nothing. */
  readonly breaks: WhatIf | undefined;
}

/** Lines of the file at a place, or nothing where they cannot be shown. */
export type Excerpts = (place: Evidence, width: number) => readonly Line[];

export function askShow({ findings, graph }: Scanned, number: number): ShowAnswer | undefined {
  const finding = findings[number - 1];
  if (finding === undefined) return undefined;
  const known = (finding.removes ?? []).filter((id) => graph.edge(id) !== undefined);
  return { number, finding, breaks: known.length === 0 ? undefined : graph.whatIf(known) };
}

export function showJson({ number, finding, breaks }: ShowAnswer): JsonRecord {
  return {
    schemaVersion: SCHEMA_VERSION,
    number,
    finding: findingRecord(finding),
    frameworks: finding.frameworks.map((id) => {
      const control = CONTROLS.get(id);
      return control === undefined ? { id } : { id, name: control.name, framework: control.framework };
    }),
    breaks: breaks && {
      edges: breaks.removed.map(({ id, kind, from, to }) => ({ id, kind, from, to })),
      before: breaks.before,
      after: breaks.after,
      closed: breaks.closed.map(({ source, jewel }) => ({ source, jewel })),
    },
  };
}

export function showLines(answer: ShowAnswer, width: number, realm: string | undefined, at: Excerpts): readonly Line[] {
  const { number, finding } = answer;
  const { tier, environment, cost, proof } = finding.terms;
  const score = `score ${finding.score.toFixed(2)} = tier ${tier} x environment ${environment} / cost ${cost} x proof ${proof}`;
  const title = paragraph(titleIn(finding, realm), width - 13, { style: 'strong' });
  const quoted = new Set(finding.path.flatMap((step) => placesOf(step).map(placeOf)));
  const rest = finding.evidence.filter((place) => !quoted.has(placeOf(place)));
  return [
    ...title.map((line, index): Line => [
      index === 0
        ? span(`${String(number).padStart(2)} ${finding.severity.toUpperCase().padEnd(8)}  `, finding.severity)
        : span(' '.repeat(13)),
      ...line.slice(1),
    ]),
    ...spread([span(`   ${finding.rule}  ${finding.id}`, 'faint')], [span(`owner: ${finding.owner ?? 'none'}`)], width),
    ...paragraph(`${score}; ${finding.confidence}`, width, { indent: 3, style: 'faint' }),
    ...part('Why it is true', paragraph(finding.detail, width, { indent: 3 })),
    ...part(
      'The path, step by step',
      stepLines(finding.path, width, realm, (step) => placesOf(step).flatMap((place) => at(place, width))),
    ),
    ...part('Where it was read', places(rest, width, at)),
    ...part('What to change', fix(finding, width)),
    ...part('What the change takes away', taken(answer, width, realm)),
    ...part(
      'Frameworks',
      finding.frameworks.flatMap((id) => framework(id, width)),
    ),
  ];
}

function placesOf(step: PathStep): readonly Evidence[] {
  const place = firstPlace(step.evidence);
  return place === undefined ? [] : [place];
}

function part(title: string, lines: readonly Line[]): readonly Line[] {
  return lines.length === 0 ? [] : [BLANK, [span(title, 'strong')], ...lines];
}

const PLACES = 5;

function places(evidence: readonly Evidence[], width: number, at: Excerpts): readonly Line[] {
  const more = evidence.length - PLACES;
  return [
    ...evidence
      .slice(0, PLACES)
      .flatMap((place) => [...paragraph(placeOf(place), width, { indent: 3 }), ...at(place, width)]),
    ...(more > 0 ? [[span(`   and ${more} more of ${evidence.length} places; -o json lists all`)]] : []),
  ];
}

/** A patch is printed as it stands, never wrapped: it is there to be copied. */
function fix({ fix: { kind, why, text } }: Finding, width: number): readonly Line[] {
  const style = (line: string): Style =>
    kind !== 'patch' || /^(?:---|\+\+\+)/u.test(line)
      ? 'plain'
      : line.startsWith('+')
        ? 'good'
        : line.startsWith('-')
          ? 'bad'
          : 'faint';
  return [
    ...paragraph(why, width, { indent: 3 }),
    BLANK,
    ...printableLines(text).map((line): Line => [span(line, style(line))]),
  ];
}

const LOSERS = 20;

function taken({ finding, breaks }: ShowAnswer, width: number, realm: string | undefined): readonly Line[] {
  if (breaks === undefined)
    return finding.fix.kind === 'patch'
      ? []
      : paragraph('Its effect on the estate cannot be simulated from here.', width, { indent: 3 });
  const lost = new Map<string, number>();
  for (const { source } of breaks.closed) lost.set(source, (lost.get(source) ?? 0) + 1);
  const sources = [...lost].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const total = `${breaks.closed.length} of ${count(breaks.before, 'path')} to crown jewels close`;
  return [
    ...paragraph(`${total}; ${count(breaks.removed.length, 'edge')} removed.`, width, { indent: 3 }),
    ...sources.slice(0, LOSERS).flatMap(([source, number]) =>
      paragraph(`${nameIn(source, realm)} no longer reaches ${count(number, 'crown jewel')}`, width, {
        indent: 3,
        hanging: 5,
      }),
    ),
    ...(sources.length > LOSERS
      ? [[span(`   and ${sources.length - LOSERS} more of ${sources.length}; -o json lists all`)]]
      : []),
  ];
}

function framework(id: string, width: number): readonly Line[] {
  const control = CONTROLS.get(id);
  const name = control === undefined ? '' : `${control.name} (${control.framework})`;
  return paragraph(name, width, { first: `   ${id.padEnd(18)} `, hanging: 22 });
}
