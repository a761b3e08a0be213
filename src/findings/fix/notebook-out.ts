import type { CredentialFact } from '../../model/facts.ts';
import type { Edit, FixPlan } from '../../model/finding.ts';
import type { JudgeContext } from '../rule.ts';
import { fileOf } from './places.ts';

export const inNotebook = ({ where }: Pick<CredentialFact, 'where'>): boolean => where === 'cell' || where === 'output';

/**
 * Takes literal values out of a notebook: a text of the code becomes a look into the environment of the kernel, outputs are cleared. What is
 * printed quotes no value; where a line would, the change is described.
 */
export function notebookOut(context: JudgeContext, facts: readonly CredentialFact[]): FixPlan {
  const cells = withBeside(
    context,
    facts.filter(({ where }) => where === 'cell'),
  );
  const file = fileOf(facts.flatMap(({ evidence }) => evidence)) ?? '';
  const clear = `jupyter nbconvert --clear-output --inplace ${quoted(file)}\n`;
  if (cells.length === 0)
    return { kind: 'command', why: `${ROTATE} Outputs without values come back when the notebook runs.`, text: clear };
  const edits = cells.flatMap(replaced);
  const names = [...new Set(cells.map(variable))].sort();
  const why = `${ROTATE} The kernel gets ${names.join(', ')} from where it is started: a secret store, the profile of the hub, a file that is not kept.`;
  const byHand = cells
    .map(
      (fact) =>
        `# in a cell, instead of ${fact.key}:\nimport os\n${variable(fact).toLowerCase()} = os.environ["${variable(fact)}"]\n`,
    )
    .join('');
  const outputs = facts.some(({ where }) => where === 'output') ? `# then clear what it printed\n${clear}` : '';
  const whole = cells.every(({ span, python }) => span && python) && outputs === '' && apart(context, cells);
  return whole ? { kind: 'patch', why, edits, instead: byHand } : { kind: 'policy', why, text: byHand + outputs };
}

const ROTATE = 'Who can read this notebook has the value: issue a new one, take the old one back.';

function replaced(fact: CredentialFact): Edit[] {
  if (!fact.span || !fact.python) return [];
  const edits: Edit[] = [{ ...fact.span, text: inJson(`os.environ["${variable(fact)}"]`), hidden: true }];
  const { importAt } = fact.python;
  if (importAt) edits.push({ ...importAt, text: inJson('import os\n') });
  return edits;
}

/** What can be replaced is replaced all at once: a line that is rewritten is printed as it will be, so no value may be left on it. */
function withBeside(context: JudgeContext, cells: readonly CredentialFact[]): readonly CredentialFact[] {
  const [first] = cells;
  if (!first) return [];
  return [...new Set([...cells, ...context.credentials.filter(({ node, python }) => node === first.node && python)])];
}

/** Whether no value that stays stands on a line that is rewritten. */
function apart(context: JudgeContext, cells: readonly CredentialFact[]): boolean {
  const rewritten = new Set(cells.flatMap(({ python }) => python?.lines ?? []));
  const own = new Set(cells);
  return !context.credentials.some(
    (one) =>
      one.node === cells[0]?.node &&
      !own.has(one) &&
      one.evidence.some((place) => 'line' in place && rewritten.has(place.line)),
  );
}

/** The environment variable that holds the value from now on. */
const variable = ({ key }: CredentialFact): string =>
  key
    .replace(/([a-z0-9])([A-Z])/gu, '$1_$2')
    .replace(/[^A-Za-z0-9]+/gu, '_')
    .replace(/^_+|_+$/gu, '')
    .toUpperCase() || 'SECRET';

/** As it stands inside a JSON string. */
const inJson = (code: string): string => JSON.stringify(code).slice(1, -1);

const quoted = (path: string): string => `'${(path.startsWith('-') ? `./${path}` : path).replace(/'/gu, `'\\''`)}'`;
