import { scan } from '../../src/inventory/scan.ts';

/** One scan in a process of its own; prints its wall time from the start of the process, its peak resident set and its edges. */
const { estate, graph } = scan(process.argv.slice(2), { fixesFor: () => false });
if (!estate.edges.some(({ kind }) => kind === 'ASSUME_ROLE')) throw new Error('nobody may assume a role');
const rows = graph.exposure().length;
process.stdout.write(
  JSON.stringify({
    seconds: process.uptime(),
    mib: process.resourceUsage().maxRSS / 1024,
    edges: estate.edges.length,
    rows,
  }),
);
