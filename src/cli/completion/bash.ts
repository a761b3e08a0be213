import type { CompletionVerb, Values } from './model.ts';

/** A completion script for bash 3.2 and later; it runs nothing but the shell. */
export function bashCompletion(verbs: readonly CompletionVerb[]): string {
  const cases = verbs.map((verb) => {
    const after = verb.options
      .filter((option) => option.values !== undefined)
      .map((option) => `        ${option.flags.join('|')}) ${reply(option.values ?? 'text')}; return ;;`);
    const flags = verb.options.flatMap((option) => option.flags.filter((flag) => flag.startsWith('--')));
    return [
      `    ${verb.name})`,
      '      case "$previous" in',
      ...after,
      '      esac',
      `      if [[ $word == -* ]]; then COMPREPLY=($(compgen -W '${flags.join(' ')}' -- "$word")); return; fi`,
      `      ${reply(verb.argument ?? 'text')}`,
      '      ;;',
    ].join('\n');
  });
  return `# bash completion for writ. Put this in ~/.bashrc: source <(writ completion bash)
_writ() {
  local word=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W '${verbs.map((verb) => verb.name).join(' ')} --help --version' -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
}
complete -o filenames -F _writ writ
`;
}

function reply(values: Values): string {
  if (values === 'text') return ':';
  if (values === 'path') return `local IFS=$'\\n'; COMPREPLY=($(compgen -f -- "$word"))`;
  return `COMPREPLY=($(compgen -W '${values.join(' ')}' -- "$word"))`;
}
