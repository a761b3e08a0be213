import type { Edit } from '../../model/finding.ts';
import type { Exposure } from '../../model/workflow-job.ts';

type Repair = NonNullable<Exposure['repair']>;

/** Each expression becomes a variable of its step. Expressions of one step are written in one place. */
export function expansionEdits(exposures: readonly Exposure[]): readonly Edit[] {
  const repairs = [
    ...new Map(exposures.flatMap(({ repair }) => (repair ? [[repair.at.start, repair] as const] : []))).values(),
  ];
  const edits: Edit[] = [];
  const steps = new Map<number, Repair[]>();
  for (const repair of repairs) steps.set(repair.env.at.start, [...(steps.get(repair.env.at.start) ?? []), repair]);
  for (const own of steps.values()) {
    const [first] = own;
    if (!first) continue;
    const names = namesOf(own);
    for (const repair of own) edits.push(use(repair, names.get(repair.expression) ?? 'TEXT'));
    edits.push(declare(first, names));
  }
  return edits;
}

function namesOf(repairs: readonly Repair[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { expression } of repairs) {
    if (names.has(expression)) continue;
    const words = /^\$\{\{ (?:github|env|inputs)\.([\w.-]{1,200}) \}\}$/u.exec(expression)?.[1] ?? 'text';
    const base = words
      .split('.')
      .slice(-2)
      .join('_')
      .toUpperCase()
      .replace(/[^A-Z0-9]+/gu, '_');
    const taken = new Set(names.values());
    let name = base;
    for (let count = 2; taken.has(name); count++) name = `${base}_${count}`;
    names.set(expression, name);
  }
  return names;
}

function use({ at, quotes }: Repair, name: string): Edit {
  if (quotes === 'double') return { ...at, text: `\${${name}}` };
  if (quotes === 'none') return { ...at, text: `"\${${name}}"` };
  // The single quotes around it would keep the shell from putting the variable in.
  return { ...at, start: at.start - 1, end: at.end + 1, text: `"\${${name}}"` };
}

function declare({ env }: Repair, names: ReadonlyMap<string, string>): Edit {
  const indent = ' '.repeat(env.indent);
  const lines = [...names].map(([expression, name]) => `${name}: ${expression}`);
  const text = env.inEnv
    ? lines.join(`\n${indent}`)
    : ['env:', ...lines.map((line) => `  ${line}`)].join(`\n${indent}`);
  return { ...env.at, text: `${text}\n${indent}` };
}
