import { join } from 'node:path';
import { scan } from '../src/inventory/scan.ts';
import { placeOf } from '../src/model/evidence.ts';
import { inputs } from '../test/inputs.ts';
import { compare, TREES, verdictsOf } from '../test/verdicts/verdicts.ts';

/** Prints what still needs a verdict, as YAML to complete and append, with the evidence as comments. */
for (const tree of TREES.filter((name) => process.argv.length < 3 || process.argv.includes(name))) {
  const { findings } = scan([inputs(tree)]);
  const { without, stale } = compare(findings, verdictsOf(tree));
  process.stdout.write(
    `# ${join('test/verdicts', `${tree}.yaml`)}: ${without.length} without a verdict, ${stale.length} left over\n`,
  );
  for (const one of stale)
    process.stdout.write(`# left over: ${one.finding ?? ''} ${one.rule} ${one.identity ?? ''}\n`);
  for (const one of without) {
    process.stdout.write(`# ${one.severity}, ${one.confidence}: ${one.title}\n# ${one.detail}\n`);
    for (const place of one.evidence) process.stdout.write(`#   ${placeOf(place)}\n`);
    process.stdout.write(
      `- finding: ${one.id}\n  rule: ${one.rule}\n  identity: ${JSON.stringify(one.identity)}\n  verdict: \n  because: \n`,
    );
  }
}
