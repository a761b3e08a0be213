/** Words of a command line that stands as a list, shell lines in it split, so that `sh -c "vllm serve m --flag"` reads like a list. */
export function splitWords(args: readonly string[]): readonly string[] {
  return args
    .flatMap((one) => (/\s/u.test(one) ? one.slice(0, 20_000).split(/[\s;&|]+/u) : [one]))
    .filter((one) => one !== '');
}

/** The value of `--flag value` or `--flag=value`; '' for a bare switch; undefined when absent. */
export function flag(words: readonly string[], ...names: readonly string[]): string | undefined {
  for (const [index, word] of words.entries())
    for (const name of names) {
      if (word.startsWith(`${name}=`)) return word.slice(name.length + 1).replace(/^["']|["']$/gu, '');
      if (word !== name) continue;
      const next = words[index + 1];
      return next === undefined || next.startsWith('-') ? '' : next.replace(/^["']|["']$/gu, '');
    }
  return undefined;
}

/** Repository of an image without tag and digest, lower case. */
export function repositoryOf(image: string): string {
  const bare = image.split('@')[0] ?? image;
  const slash = bare.lastIndexOf('/');
  const colon = bare.indexOf(':', slash + 1);
  return (colon < 0 ? bare : bare.slice(0, colon)).toLowerCase();
}
