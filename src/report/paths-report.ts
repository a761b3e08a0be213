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
      ...(answer.stopsAt ? breakLines(answer.stopsAt, to, width, realm) : []),
    ];
  const same = ids(shortest) === ids(cheapest);
  return [
    ...one(same ? 'Shortest and cheapest' : 'Shortest', shortest, width, realm),
    ...(same ? [] : [BLANK, ...one('Cheapest', cheapest, width, realm)]),
  ];
}

/** Ends that are named beside the total of them. */
const NAMED = 5;

function breakLines(
  { ends, begins, unknown }: Break,
  to: NodeId,
  width: number,
  realm: string | undefined,
): readonly Line[] {
  const name = (id: NodeId): string =>
    unknown.includes(id) ? `${nameIn(id, realm)} (named, and described by nothing that was read)` : nameIn(id, realm);
  const some = (ids: readonly NodeId[]): string =>
    ids.slice(0, NAMED).map(name).join(', ') + (ids.length > NAMED ? ` and ${ids.length - NAMED} more` : '');
  const [furthest, ...others] = ends;
  return [
    ...(furthest === undefined
      ? []
      : paragraph(`The furthest point reached is ${name(furthest)}; nothing that was read leads on from it.`, width)),
    ...(others.length === 0 ? [] : paragraph(`It also ends at ${some(others)}.`, width)),
    ...(begins.length === 0
      ? paragraph(`Nothing that was read leads to ${nameIn(to, realm)}.`, width)
      : paragraph(`What leads to ${nameIn(to, realm)} begins at ${some(begins)}.`, width)),
  ];
}

function one(title: string, path: Path, width: number, realm: string | undefined): readonly Line[] {
  return [
    [span(`${title}: ${count(path.edges.length, 'step')}, cost ${path.cost}, ${path.confidence}`, 'strong')],
    ...stepLines(stepsOf(path), width, realm),
  ];
}

const ids = ({ edges }: Path): string => edges.map(({ id }) => id).join();
