import type { LineIndex } from '../../../bytes/lines.ts';
import type { Entry } from '../../../documents/entry.ts';
import type { Script, Step } from '../types.ts';
import { expressionsIn } from './expressions.ts';
import { commandsOf } from './shell.ts';
import { textsOf } from './texts.ts';

/** More steps than any job has. */
const MOST = 2000;

export interface Source {
  readonly file: string;
  readonly text: string;
  readonly lines: LineIndex;
}

export function readSteps(entry: Entry, source: Source, shell: string | undefined): readonly Step[] {
  return entry
    .items('steps')
    .slice(0, MOST)
    .map((one) => readStep(one, source, shell));
}

function readStep(entry: Entry, source: Source, shell: string | undefined): Step {
  const uses = entry.text('uses');
  const script = readScript(entry, source, shell);
  const id = entry.text('id');
  const workingDirectory = entry.text('working-directory');
  const envAt = placeForEnv(entry, source);
  return {
    entry,
    file: source.file,
    with: textsOf(entry, 'with'),
    env: textsOf(entry, 'env'),
    condition: entry.text('if') ?? '',
    ...(uses === undefined ? {} : { uses: uses.trim() }),
    ...(script ? { script } : {}),
    ...(id === undefined ? {} : { id }),
    ...(workingDirectory === undefined ? {} : { workingDirectory }),
    ...(envAt ? { envAt } : {}),
  };
}

function readScript(entry: Entry, source: Source, shell: string | undefined): Script | undefined {
  const isGithubScript = /^actions\/github-script@/u.test(entry.text('uses') ?? '');
  const at = isGithubScript ? entry.get('with', 'script') : entry.get('run');
  const text = at?.text();
  if (at === undefined || text === undefined) return undefined;
  const named = entry.text('shell') ?? shell;
  const language = isGithubScript ? 'js' : named === undefined || /^(?:ba|da|z)?sh\b/u.test(named) ? 'sh' : 'other';
  const commands = language === 'sh' ? commandsOf(text) : [];
  const { span } = at;
  if (!span) return { text, entry: at, language, line: at.evidence.line, expressions: [], commands };
  const raw = source.text.slice(span.start, span.end);
  const lineAt = (offset: number): number => source.lines.lineAt(offset);
  const line = lineAt(span.start) + (/^[|>]/u.test(raw) ? 1 : 0);
  const expressions = expressionsIn(raw, source.file, span.start, lineAt);
  return { text, entry: at, language, line, expressions, commands };
}

/** Inside `env` where the step has one in block style, else before its `run` or `uses`. */
function placeForEnv(entry: Entry, source: Source): Step['envAt'] {
  const env = entry.get('env');
  const inside = env?.entries()[0]?.[1];
  const key = inside ?? (env === undefined ? (entry.get('run') ?? entry.get('uses')) : undefined);
  const indent = key?.indent;
  if (key === undefined || indent === undefined || key.span === undefined) return undefined;
  const start = source.lines.startOf(key.evidence.line) + indent;
  // In flow style the line begins with something else than blanks and a dash.
  if (!/^[ \t]*(?:-[ \t]+)?$/u.test(source.text.slice(start - indent, start))) return undefined;
  return { at: { file: source.file, start, end: start }, indent, inEnv: inside !== undefined };
}
