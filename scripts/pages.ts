import { CONTROLS, FRAMEWORKS } from '../src/findings/frameworks.ts';
import { RULES } from '../src/findings/catalogue.ts';
import { configReference } from '../src/config/reference.ts';
import { declarationsReference } from '../src/declarations/reference.ts';
import { ACTIONS, NOUNS } from '../src/guards/words.ts';
import { DIAGNOSTICS } from '../src/model/diagnostic.ts';
import { ERRORS } from '../src/model/errors.ts';
import { EDGE_KINDS, ENTRY_KINDS, IDENTITY_KINDS, NODE_KINDS } from '../src/model/kinds.ts';

const NOTE = '<!-- Generated from source by `npm run docs`. Do not edit. -->\n\n';

/** The reference pages, by file name under docs/reference. */
export function referencePages(): Readonly<Record<string, string>> {
  return {
    'rules.md': rules(),
    'frameworks.md': frameworks(),
    'graph.md': graph(),
    'diagnostics.md': diagnostics(),
    'errors.md': errors(),
    'declarations.md': declarations(),
    'guards.md': guards(),
    'config.md': `${NOTE}${configReference()}`,
  };
}

function declarations(): string {
  return (
    `${NOTE}# writ.estate.yaml\n\nEvery key is a list and may be absent. [How to use it](../declarations.md) has an example.\n\n` +
    declarationsReference()
  );
}

function guards(): string {
  const nouns = Object.entries(NOUNS).map(([word, { says, kinds }]) => [`\`${word}\``, says, (kinds ?? []).join(', ')]);
  const actions = Object.entries(ACTIONS).map(([word, { done, edges }]) => [`\`${word}\``, done, edges.join(', ')]);
  return (
    `${NOTE}# Words of guards\n\n[How to write guards](../guards.md). Plurals are understood.\n\n## Things\n\n` +
    `${table(['word', 'means', 'node kinds'], nouns)}\n## Actions\n\n${table(['may', 'is ... by', 'edges'], actions)}`
  );
}

function rules(): string {
  const index = RULES.map((rule) => [link(rule.name), rule.title, rule.severities.map(([one]) => one).join(', ')]);
  const pages = RULES.map(
    (rule) =>
      `## ${rule.name}\n\n${rule.title}.\n\n- **Fires:** ${rule.fires}\n- **Stays quiet:** ${rule.quiet}\n` +
      rule.severities.map(([severity, when]) => `- **${severity}:** ${when}\n`).join('') +
      `- **Frameworks:** ${rule.frameworks.join(', ')}\n`,
  );
  return `${NOTE}# Rules\n\n${table(['rule', 'says', 'severities'], index)}\n${pages.join('\n')}`;
}

function frameworks(): string {
  const sources = FRAMEWORKS.map((one) => [one.title, `\`${one.source}\``, one.commit ?? '', one.read]);
  const controls = [...CONTROLS].map(([id, control]) => [
    id,
    control.name,
    control.checks,
    RULES.filter((rule) => rule.frameworks.includes(id))
      .map((rule) => link(rule.name, 'rules.md'))
      .join(', '),
  ]);
  return (
    `${NOTE}# Frameworks\n\nIds and short names were read from these texts. \`full\`: decided from the estate and the ledger; \`part\`: evidence ` +
    `towards it; \`none\`: nothing that Writ reads can say.\n\n${table(['framework', 'source', 'commit', 'read'], sources)}\n` +
    table(['id', 'short name', 'what Writ can say', 'rules today'], controls)
  );
}

function graph(): string {
  const edges = Object.entries(EDGE_KINDS).map(([kind, info]) => [
    `\`${kind}\``,
    info.class,
    info.carries ? String(info.cost) : 'describes',
    info.means,
  ]);
  return (
    `${NOTE}# Graph\n\n## Node kinds\n\nIn bold: non-human identities, which are counted as such.\n\n` +
    `${NODE_KINDS.map((kind) => (IDENTITY_KINDS.has(kind) ? `**${kind}**` : kind)).join(', ')}\n\n` +
    `Entry kinds: ${ENTRY_KINDS.join(', ')}.\n\n## Edge kinds\n\nCost is 1 (trivial) to 9 (hard) for an attack step and 0 for structure; an edge that ` +
    `only describes is not walked.\n\n${table(['kind', 'class', 'cost', 'means'], edges)}`
  );
}

function diagnostics(): string {
  const rows = Object.entries(DIAGNOSTICS).map(([code, [level, says]]) => [`\`${code}\``, level, says]);
  return (
    `${NOTE}# Diagnostics\n\nWhat could not be taken in, with its place and reason. An \`error\` makes the exit code 3; with \`--strict\` a note does ` +
    `too.\n\n${table(['code', 'level', 'means'], rows)}`
  );
}

function errors(): string {
  const rows = Object.entries(ERRORS).map(([code, one]) => [`\`${code}\``, String(one.exit), one.sentence, one.hint]);
  return `${NOTE}# Errors\n\n${table(['code', 'exit', 'sentence', 'what to do'], rows)}`;
}

function link(name: string, page = ''): string {
  return `[${name}](${page}#${name})`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('');
}
