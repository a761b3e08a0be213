import type { Command, Option } from 'commander';

/** What may stand after an option or as an argument: one of these words, a path, or free text. */
export type Values = readonly string[] | 'path' | 'text';

export interface CompletionOption {
  /** All spellings: `-o`, `--output`. */
  readonly flags: readonly string[];
  readonly says: string;
  /** Undefined for a switch. */
  readonly values: Values | undefined;
}

export interface CompletionVerb {
  readonly name: string;
  readonly says: string;
  readonly options: readonly CompletionOption[];
  readonly argument: Values | undefined;
}

/** The command line as completions need it, read off the program's definition. */
export function completionModel(root: Command): readonly CompletionVerb[] {
  const verbs = root.createHelp().visibleCommands(root);
  const names = verbs.map((verb) => verb.name());
  return verbs.map((verb) => {
    const [argument] = verb.registeredArguments;
    return {
      name: verb.name(),
      says: verb.description(),
      options: root.createHelp().visibleOptions(verb).map(optionOf),
      argument:
        verb.name() === 'help'
          ? names
          : argument && (argument.argChoices ?? (argument.name() === 'path' ? 'path' : 'text')),
    };
  });
}

function optionOf(option: Option): CompletionOption {
  const takes = option.required || option.optional;
  return {
    flags: [option.short, option.long].filter((flag): flag is string => flag !== undefined),
    says: option.description,
    values: takes ? (option.argChoices ?? (/<(?:file|path)/u.test(option.flags) ? 'path' : 'text')) : undefined,
  };
}
