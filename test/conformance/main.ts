import { count, type Corpus, type KindVerdict, type Verdict } from './corpus.ts';
import { kubehound } from './kubehound.ts';

/** One line a corpus. */
const CORPORA: readonly Corpus[] = [kubehound];

const percent = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)}%`);

function row(kind: KindVerdict): readonly string[] {
  const right = kind.expected - kind.missing.length;
  return [
    kind.kind,
    String(kind.expected),
    String(kind.found),
    percent(right, kind.expected),
    percent(right, kind.found),
  ];
}

function table(verdict: Verdict): readonly string[] {
  const rows = [['kind', 'expected', 'found', 'recall', 'precision'], ...verdict.kinds.map(row)];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0))) ?? [];
  return rows.map((cells) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
}

async function report(corpus: Corpus): Promise<number> {
  const verdict = await corpus.run();
  const lines = [...table(verdict)];
  for (const kind of verdict.kinds) {
    lines.push(...kind.missing.map((pair) => `missing ${kind.kind}: ${pair}`));
    lines.push(...kind.extra.map((pair) => `${kind.exact ? 'false' : 'further'} ${kind.kind}: ${pair}`));
  }
  for (const { sentence, holds, because } of verdict.claims)
    lines.push(holds ? `holds: ${sentence}` : `broken: ${sentence} (${because})`);
  const { cases, failed } = count(verdict);
  lines.push(`${cases} cases: ${cases - failed} passed, ${failed} failed`);
  process.stdout.write(`${lines.join('\n')}\n`);
  return failed === 0 ? 0 : 1;
}

async function main(names: readonly string[]): Promise<number> {
  const chosen = CORPORA.filter((corpus) => names.includes(corpus.name));
  if (names.length === 0 || chosen.length !== new Set(names).size) {
    const known = CORPORA.map((corpus) => `  ${corpus.name}  ${corpus.about}`).join('\n');
    process.stderr.write(`usage: npm run conformance -- NAME...\n${known}\n`);
    return 2;
  }
  let exit = 0;
  for (const corpus of chosen) exit = Math.max(exit, await report(corpus));
  return exit;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (problem) {
  process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`);
  process.exitCode = 2;
}
