import type { Evidence } from '../../model/evidence.ts';
import { UNTRUSTED } from './conditions.ts';
import type { Held } from './tell.ts';

/** Variables whose text an author of a commit or merge request chooses (docs.gitlab.com, predefined variables). */
const WRITTEN_BY_AUTHORS =
  /\$\{?(CI_COMMIT_(?:MESSAGE|TITLE|DESCRIPTION|BRANCH|REF_NAME|AUTHOR|TAG_MESSAGE)|CI_MERGE_REQUEST_(?:TITLE|DESCRIPTION|SOURCE_BRANCH_NAME|LABELS))\b/u;

/** Places where text of a stranger becomes a command: a shell that is given it as a script. Elsewhere a variable stays a value. */
export function injections(
  held: readonly Held[],
): readonly { readonly what: string; readonly evidence: Evidence; readonly job: string }[] {
  return held
    .filter(({ conditions }) => [...conditions.events.keys()].some((event) => UNTRUSTED.has(event)))
    .flatMap(({ view }) =>
      view.commands.flatMap(({ words, at }) => {
        const [program = ''] = words;
        // `eval` hands its text on as the command.
        const script =
          program.startsWith('$') || (/^(?:ba|da|z|a)?sh$/u.test(program) && words.includes('-c'))
            ? words.join(' ')
            : undefined;
        const name = script === undefined ? undefined : WRITTEN_BY_AUTHORS.exec(script.slice(0, 20_000))?.[1];
        return name === undefined
          ? []
          : [{ what: `${name} is expanded into a script of job ${view.name}`, evidence: at.evidence, job: view.name }];
      }),
    );
}
