import type { CompletionOption, CompletionVerb } from './model.ts';

/** Completions for fish, with descriptions. */
export function fishCompletion(verbs: readonly CompletionVerb[]): string {
  const names = verbs.map((verb) => verb.name).join(' ');
  const lines = verbs.flatMap((verb) => [
    `complete -c writ -n "not __fish_seen_subcommand_from ${names}" -f -a ${verb.name} -d ${quoted(verb.says)}`,
    ...verb.options.map(
      (option) => `complete -c writ -n "__fish_seen_subcommand_from ${verb.name}" ${optionOf(option)}`,
    ),
    ...(typeof verb.argument === 'object'
      ? [`complete -c writ -n "__fish_seen_subcommand_from ${verb.name}" -f -a ${quoted(verb.argument.join(' '))}`]
      : verb.argument === 'text'
        ? [`complete -c writ -n "__fish_seen_subcommand_from ${verb.name}" -f`]
        : []),
  ]);
  return `# fish completion for writ. Put this in config.fish: writ completion fish | source\n${lines.join('\n')}\n`;
}

function optionOf({ flags, says, values }: CompletionOption): string {
  const spelled = flags
    .map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`))
    .join(' ');
  const takes =
    values === undefined
      ? ''
      : values === 'path'
        ? ' -r -F'
        : values === 'text'
          ? ' -x'
          : ` -x -a ${quoted(values.join(' '))}`;
  return `${spelled}${takes} -d ${quoted(says)}`;
}

function quoted(text: string): string {
  return `'${text.replace(/\\/gu, '\\\\').replace(/'/gu, "\\'")}'`;
}
