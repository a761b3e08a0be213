import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

/** Everything that a file loads at once: static imports, followed; types and imports in functions are not loaded. */
function loaded(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const match of readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)';/gmu)) {
    const name = match[1] ?? '';
    if (name.startsWith('.')) loaded(join(dirname(file), name), seen);
    else seen.add(name);
  }
  return seen;
}

it('`writ --version` and `writ --help` load neither the graph nor a parser', () => {
  const all = [...loaded('src/cli/main.ts'), ...loaded('src/cli/run.ts')];
  expect(all).toContain('src/cli/program.ts');
  expect(all).toContain('commander');
  expect(all.filter((name) => /^(?:yaml|diff)$|^src\/(?:graph|findings|inventory|connectors)\//u.test(name))).toEqual(
    [],
  );
  expect(all.filter((name) => name.startsWith('src/cli/commands/'))).toEqual([]);
});
