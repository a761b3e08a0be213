import { placeOf } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import { count, realmOf, titleIn } from './names.ts';
import { pathLines } from './path-line.ts';
import { firstPlace } from './place.ts';
import { paragraph, span, spread, type Line } from './screen.ts';
import { truncate, truncateStart } from './width.ts';

export interface BlockOptions {
  readonly width: number;
  /** (source, jewel) pairs in the whole estate. */
  readonly pairs: number;
  /** The realm that needs no saying. */
  readonly realm: string | undefined;
}

const INDENT = '   ';

/** One finding in about four lines: what, how, where, what to change. */
export function findingBlock(finding: Finding, number: number, { width, pairs, realm }: BlockOptions): readonly Line[] {
  const mark = `${String(number).padStart(2)} ${finding.severity.toUpperCase().padEnd(8)}  `;
  const owner = `owner: ${finding.owner ?? 'none'}`;
  const room = width - INDENT.length;
  const title = paragraph(titleIn(finding, realm), width - mark.length, { hanging: 0, style: 'strong' });
  const heads = title.map((line, at): Line => [
    at === 0 ? span(mark, finding.severity) : span(' '.repeat(mark.length)),
    ...line.slice(1),
  ]);
  const lead = heads.slice(0, -1);
  const last = spread(heads.at(-1) ?? [], [span(truncate(owner, room), 'faint')], width);
  return [
    ...lead,
    ...last,
    ...(finding.path.length === 0 ? [] : pathLines(finding.path, realm ?? realmOf(finding.identity), width)),
    ...where(finding, pairs, room),
    ...change(finding, number, width),
    ...life(finding, width),
  ];
}

function where(finding: Finding, pairs: number, room: number): readonly Line[] {
  const place = firstPlace(finding.evidence);
  const others = finding.evidence.length - 1;
  const more = others > 0 ? ` (and ${others} more)` : '';
  const closes = finding.closes > 0 ? `   closes ${finding.closes} of ${count(pairs, 'path')}` : '';
  const tail = `${more}   ${finding.confidence}${closes}`;
  const file = place === undefined ? 'no place' : placeOf(place);
  if (room - tail.length >= 20)
    return [[span(INDENT), span(truncateStart(file, room - tail.length), 'faint'), span(tail)]];
  return [
    [span(INDENT), span(truncateStart(file, room), 'faint')],
    [span(INDENT), span(tail.trim())],
  ];
}

/** What people said of it, and whether it is new. */
function life({ accepted, exception, new: isNew }: Finding, width: number): readonly Line[] {
  const said = [
    ...(accepted
      ? [
          accepted.expired === true
            ? `the acceptance by ${accepted.owner} ended on ${accepted.expires}: it counts again`
            : `accepted by ${accepted.owner} until ${accepted.expires}: ${accepted.reason}`,
        ]
      : []),
    ...(exception ? [`excepted by ${exception.owner} until ${exception.expires}: ${exception.reason}`] : []),
    ...(isNew === true ? ['new: the saved scan did not have it'] : []),
  ];
  return said.flatMap((one) => paragraph(one, width, { indent: INDENT.length, hanging: INDENT.length + 2 }));
}

function change(finding: Finding, number: number, width: number): readonly Line[] {
  const open: Line = [span(`writ show ${number}`, 'faint')];
  const lines = paragraph(firstSentence(finding.fix.why), width, {
    first: `${INDENT}change: `,
    hanging: INDENT.length + 8,
  });
  return [...lines.slice(0, -1), ...spread(lines.at(-1) ?? [], open, width)];
}

/** The rest stands in `writ show`. */
function firstSentence(text: string): string {
  return /^.{15,}?[.;](?= )/u.exec(text)?.[0].replace(/;$/u, '.') ?? text;
}
