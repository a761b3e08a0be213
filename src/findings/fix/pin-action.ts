import type { FixPlan } from '../../model/finding.ts';
import type { ActionFact } from '../../model/system-facts.ts';
import { fileOf } from './places.ts';

const WHY =
  'A tag or branch can be moved by whoever controls the action; a commit cannot. The tag stays as a comment, which update bots read and move with the commit.';

/** Only names that need no quoting; anything else is written by hand. */
const NAMED = /^([\w.-]{1,100}\/[\w.-]{1,100})((?:\/[\w.-]{1,200}){0,10})@([\w.][\w./-]{0,200})$/u;

/**
 * Asks the action's repository which commit the tag or branch means today, and writes that into the file. Nothing is written when it cannot
 * be found. Works with GNU and BSD tools.
 */
const PIN = `pin() { # file, repository, path in it, ref
  sha=$(git ls-remote "https://github.com/$2" "refs/tags/$4" "refs/tags/$4^{}" "refs/heads/$4" |
    awk '$2 ~ /\\^\\{\\}$/ { peeled = $1 } $2 ~ /^refs\\/tags\\// { tag = $1 } $2 ~ /^refs\\/heads\\// { head = $1 }
      END { print peeled ? peeled : tag ? tag : head }')
  case $sha in "" | *[!0-9a-f]*) echo "no tag or branch $4 in $2" >&2; return 1 ;; esac
  name=$(printf %s "$2$3@$4" | sed 's/[.]/\\\\./g')
  sed -i.bak -E -e "s|(uses:[[:space:]]*[\\"']?)$name([\\"']?)[[:space:]]*(#.*)?\\$|\\1$2$3@$sha\\2 # $4|" \\
    -e "s|(uses:[[:space:]]*[\\"']?)$name([^[:alnum:]_./-])|\\1$2$3@$sha\\2|" -- "$1" && rm -- "$1.bak"
}
`;

export function pinActions(facts: readonly ActionFact[]): FixPlan {
  const calls = new Set<string>();
  const byHand = new Set<string>();
  for (const fact of facts) {
    const file = fileOf(fact.evidence);
    const [, repository, path = '', ref] = NAMED.exec(fact.uses) ?? [];
    if (
      file === undefined ||
      /\p{Cc}/u.test(file) ||
      repository === undefined ||
      ref === undefined ||
      /^(?:\.|\.\.)$/u.test(ref)
    )
      byHand.add(fact.uses);
    else calls.add(`pin ${quoted(file)} ${repository} ${path === '' ? "''" : path} ${ref}\n`);
  }
  const notes = [...byHand]
    .sort()
    .map((uses) => `# by hand: ${oneLine(uses)}\n`)
    .join('');
  if (calls.size === 0)
    return {
      kind: 'policy',
      why: WHY,
      text: `${notes}# uses: owner/name@<commit of 40 digits>, or docker://image@sha256:<digest>\n`,
    };
  return { kind: 'command', why: WHY, text: `${PIN}${[...calls].sort().join('')}${notes}` };
}

/** Also keeps a file that begins with a dash from being an option of a program: sed gets it after \`--\`. */
const quoted = (text: string): string => `'${text.replace(/'/gu, `'\\''`)}'`;

const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, 200);
