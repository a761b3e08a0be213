import { readFileSync } from 'node:fs';
import { graphOf } from '../../src/graph/build.ts';
import { decodeSnapshot } from '../../src/graph/snapshot.ts';
import type { Planted } from './generate.ts';
import { random } from './random.ts';

/**
 * One removal after another on a loaded graph: the planted choke points, edges drawn at random, and edges that `changes` says close the
 * most. Fails when a planted edge is not found by `changes`, or when `whatIf` counts otherwise than `changes` does.
 */
const [file = ''] = process.argv.slice(2);
const snapshot = decodeSnapshot(readFileSync(file));
const { planted } = snapshot.rest().extra as Planted;
const { columns } = snapshot;
const graph = graphOf(columns);
const before = graph.pairs();
const draw = random(7);
const drawn = Array.from({ length: 100 }, () => columns.rows.edgeId(Math.floor(draw() * columns.edges)));
const started = performance.now();
const changes = graph.changes();
const changesSeconds = (performance.now() - started) / 1000;
const closes = new Map(changes.map((change) => [change.edge.id, change.closes]));
for (const id of planted) if (!closes.has(id)) throw new Error(`the planted choke point ${id} was not found`);
const top = changes.slice(0, 50).map((change) => change.edge.id);
/** Milliseconds per removal, least first. */
const measure = (ids: readonly string[]): readonly number[] => ids.map(once).sort((a, b) => a - b);
const once = (id: string): number => {
  const start = performance.now();
  const answer = graph.whatIf([id]);
  const time = performance.now() - start;
  const expected = closes.get(id) ?? 0;
  if (answer.before !== before || answer.before - answer.after !== expected || answer.closed.length !== expected)
    throw new Error(`${id}: whatIf closes ${answer.closed.length}, changes says ${expected}`);
  return time;
};
const critical = measure([...planted, ...top]);
const any = measure(drawn);
const at = (times: readonly number[], share: number): number =>
  times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
const mib = process.resourceUsage().maxRSS / 1024;
process.stdout.write(
  JSON.stringify({
    p50: at(critical, 0.5),
    p95: at(critical, 0.95),
    max: at(critical, 1),
    any: at(any, 0.5),
    changesSeconds,
    changes: changes.length,
    pairs: before,
    mib,
  }),
);
