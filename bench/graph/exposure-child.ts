import { readFileSync } from 'node:fs';
import { graphOf } from '../../src/graph/build.ts';
import { decodeSnapshot } from '../../src/graph/snapshot.ts';

/**
 * From a snapshot file to every identity's ranked exposure, in a process of its own. The clock starts with the process. Every row is read once,
 * in order: a ranking that is only promised would measure nothing.
 */
const [file = ''] = process.argv.slice(2);
const { columns } = decodeSnapshot(readFileSync(file));
const loaded = performance.now() / 1000;
const ranking = graphOf(columns).exposureColumns();
const searched = performance.now() / 1000;
let last = Infinity;
for (const { score } of ranking) {
  if (!(score > 0 && score <= last)) throw new Error('the ranking is not in order');
  last = score;
}
const seconds = performance.now() / 1000;
const mib = process.resourceUsage().maxRSS / 1024;
const identities = new Set(Array.from(ranking, (row) => row.identity)).size;
process.stdout.write(JSON.stringify({ seconds, mib, loaded, searched, rows: ranking.length, identities }));
