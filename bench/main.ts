import { parseArgs } from 'node:util';
import { BENCHES } from './catalogue.ts';
import type { Figure } from './figure.ts';
import { table } from './table.ts';

/** `npm run bench -- NAME [-o json]`: a line of JSON per figure as it comes, or a table at the end. */
async function main(): Promise<number> {
  const { name, json } = parse(process.argv.slice(2));
  const load = BENCHES.get(name);
  if (!load) {
    process.stderr.write(
      `${name === '' ? 'Which bench?' : `There is no bench ${JSON.stringify(name)}.`} Known: ${[...BENCHES.keys()].join(', ')}\n` +
        'usage: npm run bench -- NAME [-o json]\n',
    );
    return 2;
  }
  const bench = await load();
  const figures: Figure[] = [];
  for await (const figure of await bench()) {
    figures.push(figure);
    const { name: of, value, unit } = figure;
    if (json) process.stdout.write(`${JSON.stringify({ name: of, value, unit })}\n`);
  }
  if (!json) process.stdout.write(table(figures));
  return 0;
}

/** An empty name for arguments that are not understood: the usage is then printed. */
function parse(args: readonly string[]): { name: string; json: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { output: { type: 'string', short: 'o', default: 'table' } },
    });
    const known = values.output === 'json' || values.output === 'table';
    return { name: known && positionals.length === 1 ? (positionals[0] ?? '') : '', json: values.output === 'json' };
  } catch {
    return { name: '', json: false };
  }
}

process.exitCode = await main();
