import type { EstateGraph, Path } from '../graph/port.ts';
import type { NodeId } from '../model/id.ts';
import { count, nameIn } from './names.ts';
import { stepLines, stepsOf } from './path-steps.ts';
import { SCHEMA_VERSION, stepRecord, type JsonRecord } from './records.ts';
import { BLANK, paragraph, span, type Line } from './screen.ts';

export interface PathsAnswer {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly shortest: Path | undefined;
  readonly cheapest: Path | undefined;
}

export function askPaths(graph: EstateGraph, from: NodeId, to: NodeId): PathsAnswer {
  return { from, to, shortest: graph.shortest(from, to), cheapest: graph.cheapest(from, to) };
}

export function pathsJson({ from, to, shortest, cheapest }: PathsAnswer): JsonRecord {
  return { schemaVersion: SCHEMA_VERSION, from, to, shortest: pathRecord(shortest), cheapest: pathRecord(cheapest) };
}

export function pathRecord(path: Path | undefined): JsonRecord | null {
  if (path === undefined) return null;
  return { cost: path.cost, confidence: path.confidence, steps: stepsOf(path).map(stepRecord) };
}

export function pathsLines(answer: PathsAnswer, width: number, realm: string | undefined): readonly Line[] {
  const { from, to, shortest, cheapest } = answer;
  if (shortest === undefined || cheapest === undefined)
    return paragraph(`There is no path from ${nameIn(from, realm)} to ${nameIn(to, realm)}.`, width);
  const same = ids(shortest) === ids(cheapest);
  return [
    ...one(same ? 'Shortest and cheapest' : 'Shortest', shortest, width, realm),
    ...(same ? [] : [BLANK, ...one('Cheapest', cheapest, width, realm)]),
  ];
}

function one(title: string, path: Path, width: number, realm: string | undefined): readonly Line[] {
  return [
    [span(`${title}: ${count(path.edges.length, 'step')}, cost ${path.cost}, ${path.confidence}`, 'strong')],
    ...stepLines(stepsOf(path), width, realm),
  ];
}

const ids = ({ edges }: Path): string => edges.map(({ id }) => id).join();
