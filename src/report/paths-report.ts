import type { EstateGraph, Path } from '../graph/port.ts';
import type { NodeId } from '../model/id.ts';
import { breakBetween, type Break } from '../questions/break.ts';
import { count, nameIn } from './names.ts';
import { stepLines, stepsOf } from './path-steps.ts';
import { SCHEMA_VERSION, stepRecord, type JsonRecord } from './records.ts';
import { BLANK, paragraph, span, type Line } from './screen.ts';

export interface PathsAnswer {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly shortest: Path | undefined;
  readonly cheapest: Path | undefined;
  /** Where it breaks, when there is no path. */
  readonly stopsAt: Break | undefined;
}

export function askPaths(graph: EstateGraph, from: NodeId, to: NodeId): PathsAnswer {
  const shortest = graph.shortest(from, to);
  const stopsAt = shortest === undefined ? breakBetween(graph, from, to) : undefined;
  return { from, to, shortest, cheapest: graph.cheapest(from, to), stopsAt };
}

export function pathsJson({ from, to, shortest, cheapest, stopsAt }: PathsAnswer): JsonRecord {
  const found = { shortest: pathRecord(shortest), cheapest: pathRecord(cheapest) };
  return { schemaVersion: SCHEMA_VERSION, from, to, ...found, stopsAt: stopsAt ? { ...stopsAt } : null };
}

export function pathRecord(path: Path | undefined): JsonRecord | null {
  if (path === undefined) return null;
  return { cost: path.cost, confidence: path.confidence, steps: stepsOf(path).map(stepRecord) };
}

export function pathsLines(answer: PathsAnswer, width: number, realm: string | undefined): readonly Line[] {
  const { from, to, shortest, cheapest } = answer;
  if (shortest === undefined || cheapest === undefined)
    return [
      ...paragraph(`There is no path from ${nameIn(from, realm)} to ${nameIn(to, realm)}.`, width),
      ...breakLines(answer, width, realm),
    ];
  const same = ids(shortest) === ids(cheapest);
  return [
    ...one(same ? 'Shortest and cheapest' : 'Shortest', shortest, width, realm),
    ...(same ? [] : [BLANK, ...one('Cheapest', cheapest, width, realm)]),
  ];
}

/** Ends that are named beside the total of them. */
const NAMED = 5;

function breakLines(answer: PathsAnswer, width: number, realm: string | undefined): readonly Line[] {
  const { from, to, stopsAt } = answer;
  if (!stopsAt) return [];
  const { ends, begins, unknown } = stopsAt;
  const name = (id: NodeId): string =>
    unknown.includes(id) ? `${nameIn(id, realm)} (named, and described by nothing that was read)` : nameIn(id, realm);
  const some = (ids: readonly NodeId[]): string =>
    ids.slice(0, NAMED).map(name).join(', ') + (ids.length > NAMED ? ` and ${ids.length - NAMED} more` : '');
  const [furthest = from, ...others] = ends;
  const first =
    furthest === from
      ? `Nothing that was read leads on from ${nameIn(from, realm)}.`
      : `The furthest point reached is ${name(furthest)}; nothing that was read leads on from it.`;
  const last =
    begins.length === 0
      ? `Nothing that was read leads to ${nameIn(to, realm)}.`
      : `What leads to ${nameIn(to, realm)} begins at ${some(begins)}.`;
  return [first, ...(others.length === 0 ? [] : [`It also ends at ${some(others)}.`]), last].flatMap((one) => [
    ...paragraph(one, width),
  ]);
}

function one(title: string, path: Path, width: number, realm: string | undefined): readonly Line[] {
  return [
    [span(`${title}: ${count(path.edges.length, 'step')}, cost ${path.cost}, ${path.confidence}`, 'strong')],
    ...stepLines(stepsOf(path), width, realm),
  ];
}

const ids = ({ edges }: Path): string => edges.map(({ id }) => id).join();
