import type { CompletionOption, CompletionVerb, Values } from './model.ts';

/** A completion function for zsh, with descriptions. */
export function zshCompletion(verbs: readonly CompletionVerb[]): string {
  const cases = verbs.map((verb) => {
    const rows = [
      ...verb.options.map((option) => `'${optionSpec(option)}'`),
      ...(verb.argument === undefined ? [] : [`'*:${verb.name} argument:${action(verb.argument)}'`]),
    ];
    return `        ${verb.name})\n          _arguments \\\n            ${rows.join(' \\\n            ')}\n          ;;`;
  });
  return `#compdef writ
# zsh completion for writ. Put this in a folder of $fpath as _writ, or in ~/.zshrc: source <(writ completion zsh)
_writ() {
  local context state line
  _arguments -C '1:verb:->verb' '*::argument:->argument'
  case $state in
    verb)
      local -a verbs
      verbs=(
${verbs.map((verb) => `        '${quoted(verb.name)}:${quoted(verb.says)}'`).join('\n')}
      )
      _describe verb verbs
      ;;
    argument)
      case $line[1] in
${cases.join('\n')}
      esac
      ;;
  esac
}
if [ "$funcstack[1]" = "_writ" ]; then _writ "$@"; else compdef _writ writ; fi
`;
}

function optionSpec({ flags, says, values }: CompletionOption): string {
  const names = flags.length > 1 ? `(${flags.join(' ')})'{${flags.join(',')}}'` : (flags[0] ?? '');
  const description = `[${quoted(says).replace(/[[\]]/gu, '\\$&')}]`;
  return values === undefined ? `${names}${description}` : `${names}${description}:value:${action(values)}`;
}

function action(values: Values): string {
  if (values === 'text') return ' ';
  return values === 'path' ? '_files' : `(${values.join(' ')})`;
}

/** Inside single quotes of the shell, and inside zsh's own colon-separated form. */
function quoted(text: string): string {
  return text.replace(/'/gu, `'\\''`).replace(/:/gu, '\\:');
}
