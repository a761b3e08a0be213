import type { Command, Option } from 'commander';
import { EXIT_CODES } from './exit.ts';
import { program } from './program.ts';

/** docs/reference/cli.md, made from the definition of the program: what `--help` says and what this says cannot differ. */
export function cliPage(): string {
  const root = program(() => () => Promise.resolve());
  const help = root.createHelp();
  const verbs = help.visibleCommands(root).filter((verb) => verb.name() !== 'help');
  const exits = EXIT_CODES.map(([code, says]) => `| ${code} | ${says} |`);
  return `${[
    '# Command line',
    '',
    'Generated from the program; `npm run docs` writes it anew.',
    '',
    root.description(),
    'Data goes to stdout; progress and diagnostics go to stderr. Nothing asks questions. A saved scan or snapshot can be asked like a folder.',
    '',
    ...verbs.flatMap((verb) => section(verb, help.visibleOptions(verb))),
    '## Exit codes',
    '',
    '| code | means |',
    '|---|---|',
    ...exits,
    '',
    '## Environment',
    '',
    '| variable | does |',
    '|---|---|',
    ...ENVIRONMENT.map(([name, does]) => `| \`${name}\` | ${does} |`),
  ].join('\n')}\n`;
}

const ENVIRONMENT: readonly (readonly [name: string, does: string])[] = [
  ['NO_COLOR', 'Any text: no colours.'],
  ['FORCE_COLOR', 'Colours also when stdout is no terminal; `0` for none.'],
  ['COLUMNS', 'Width of tables; otherwise that of the terminal, 80 in a pipe, at least 60.'],
  ['CI', 'Any text but `false` and `0`: no progress line.'],
  ['WRIT_STATE', 'Folder of the key with which values of secrets are compared.'],
  ['WRIT_DEBUG', 'Any text: a fault of the program prints where it happened.'],
];

function section(verb: Command, options: readonly Option[]): readonly string[] {
  return [
    `## writ ${verb.name()}`,
    '',
    verb.description(),
    '',
    '```',
    `writ ${verb.name()} ${verb.usage()}`,
    '```',
    '',
    ...table(
      ['argument', 'is'],
      verb.registeredArguments.map((one) => [`\`${one.name()}\``, withChoices(one.description, one.argChoices)]),
    ),
    ...table(
      ['option', 'does'],
      options.map((one) => [`\`${one.flags}\``, described(one)]),
    ),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replace(/\|/gu, '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line), ''];
}

function described(option: Option): string {
  const value: unknown = option.defaultValue;
  const shown = Array.isArray(value)
    ? value.join(' ')
    : typeof value === 'string' || typeof value === 'number'
      ? String(value)
      : '';
  return `${withChoices(option.description, option.argChoices)}${shown === '' ? '' : `; default \`${shown}\``}`;
}

function withChoices(says: string, choices: readonly string[] | undefined): string {
  return choices === undefined ? says : `${says}: ${choices.map((one) => `\`${one}\``).join(', ')}`;
}
