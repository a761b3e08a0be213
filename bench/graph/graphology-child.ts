import { readFileSync } from 'node:fs';
import { MultiDirectedGraph } from 'graphology';
import { decodeSnapshot } from '../../src/graph/snapshot.ts';
import { CARRIES, COSTS, IDENTITIES, MAX_COST } from '../../src/graph/tables.ts';

/**
 * The same work on `graphology`: load the same columns, then for each jewel and each confidence the least cost of every node by the same
 * bucket search, over the library's own adjacency. Stops at the bound and tells how far it came.
 */
const [file = '', bound = '60'] = process.argv.slice(2);
const limit = Number(bound);
const { columns } = decodeSnapshot(readFileSync(file));
const over = (): boolean => performance.now() / 1000 > limit;
const graph = new MultiDirectedGraph();
for (let node = 0; node < columns.nodes; node++) graph.addNode(node);
let loaded = 0;
for (let edge = 0; edge < columns.edges; edge++) {
  if (edge % 4096 === 0 && over()) break;
  loaded++;
  const kind = columns.edgeKind[edge] ?? 0;
  if (CARRIES[kind] !== 1) continue;
  const attributes = { cost: COSTS[kind] ?? 0, confidence: columns.confidence[edge] ?? 0 };
  graph.addDirectedEdge(columns.from[edge] ?? 0, columns.to[edge] ?? 0, attributes);
}
const loadSeconds = performance.now() / 1000;
const jewels = [...columns.tier.keys()].filter((node) => columns.tier[node] !== 0);
const identities = [...columns.kind.keys()].filter((node) => IDENTITIES[columns.kind[node] ?? 0] === 1);
let searches = 0;
let rows = 0;
outer: for (const jewel of jewels)
  for (const weakest of [2, 1, 0]) {
    const costs = search(jewel, weakest);
    if (!costs) break outer;
    searches++;
    for (const identity of identities) if (identity !== jewel && costs[identity] !== -1) rows++;
  }
const seconds = performance.now() / 1000;
const done = (loaded / columns.edges) * (searches / (jewels.length * 3));
process.stdout.write(JSON.stringify({ seconds, loadSeconds, loaded, searches, rows, done }));

function search(jewel: number, weakest: number): Int32Array | undefined {
  const costs = new Int32Array(columns.nodes).fill(-1);
  costs[jewel] = 0;
  const ring = Array.from({ length: MAX_COST + 1 }, (): number[] => []);
  ring[0]?.push(jewel);
  for (let cost = 0, idle = 0; idle <= MAX_COST; cost++) {
    if (over()) return undefined;
    const now = ring[cost % ring.length] ?? [];
    idle = now.length === 0 ? idle + 1 : 0;
    for (let node = now.pop(); node !== undefined; node = now.pop()) {
      if (costs[node] !== cost) continue;
      graph.forEachInEdge(node, (_, attributes, source) => {
        if (Number(attributes['confidence']) < weakest) return;
        const arrival = cost + Number(attributes['cost']);
        const next = Number(source);
        const known = costs[next] ?? -1;
        if (known !== -1 && known <= arrival) return;
        costs[next] = arrival;
        ring[arrival % ring.length]?.push(next);
      });
    }
  }
  return costs;
}
