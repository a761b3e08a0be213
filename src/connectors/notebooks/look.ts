import { last4 } from '../../bytes/digest.ts';
import type { SourceFile } from '../../bytes/files.ts';
import type { ScanContext } from '../port.ts';
import { actsOf } from './code/acts.ts';
import { commandActs } from './code/commands.ts';
import { programOf, type Program } from './code/program.ts';
import { codeSecrets, textSecrets, type SecretFound } from './code/secrets.ts';
import type { Notebook } from './read/notebook.ts';
import type { Piece } from './read/piece.ts';
import type { SeenNotebook, SeenSecret } from './seen.ts';

/** Looks through the cells and outputs of a notebook once; what is returned holds no text of it. */
export function look(file: SourceFile, notebook: Notebook, context: ScanContext): SeenNotebook {
  const programs = new Map<Piece, Program>();
  for (const piece of notebook.pieces) if (isCode(piece)) programs.set(piece, programOf(piece.text));
  const names = namesOf(programs.values());
  const hasOs = [...programs.values()].some(({ imports }) => imports.has('os'));
  const python = notebook.language === '' || /python/u.test(notebook.language);
  const secrets: SeenSecret[] = [];
  const acts: SeenNotebook['acts'][number][] = [];
  for (const piece of notebook.pieces) {
    const program = programs.get(piece);
    const found = program ? codeSecrets(program) : textSecrets(plainText(piece));
    for (const one of found) secrets.push(seen(piece, one, context, python, hasOs));
    if (program) for (const act of actsOf(program, names)) acts.push({ act, evidence: piece.evidence(act.start) });
    else if (piece.kind === 'code')
      for (const act of commandActs(piece.text)) acts.push({ act, evidence: piece.evidence(act.start) });
  }
  const [first] = notebook.pieces;
  return {
    file,
    standing: context.standing(file),
    cells: notebook.pieces.at(-1)?.cell ?? 0,
    first: first?.evidence(0) ?? { file: file.path, line: 1 },
    secrets,
    acts,
  };
}

/** Cells of another language (`%%bash`, `%%writefile`) are text with commands. */
const isCode = ({ kind, text }: Piece): boolean =>
  kind === 'code' &&
  !/^\s{0,20}%%(?:bash|sh|script|writefile|file|html|javascript|js|latex|markdown|svg|sql|perl|ruby)\b/u.test(text);

/** Colours of a terminal are blanked, so that offsets stay. */
const plainText = ({ kind, text }: Piece): string =>
  kind === 'output' && text.includes('\u001b[') ? text.replace(COLOUR, (code) => ' '.repeat(code.length)) : text;

const COLOUR = /\u001b\[[\d;]{0,20}m/gu;

function namesOf(programs: Iterable<Program>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { literals } of programs)
    for (const { key, value, plain, environment } of literals)
      if (key !== undefined && plain && environment !== true && value.length <= 2000) names.set(key, value);
  return names;
}

function seen(piece: Piece, found: SecretFound, context: ScanContext, python: boolean, hasOs: boolean): SeenSecret {
  const { kind, value, cloud, defaultOf, holder } = found.detected;
  const tail = defaultOf === undefined ? last4(value) : undefined;
  const span = python && found.literal ? piece.span(found.literal.start, found.literal.end) : undefined;
  const start = piece.text.startsWith('%%') ? piece.text.indexOf('\n') + 1 : 0;
  const importAt = span && !hasOs ? piece.span(start, start) : undefined;
  const lines = found.literal ? linesOf(piece, found.literal.start, found.literal.end) : [];
  if (importAt) lines.push(piece.evidence(start).line);
  return {
    kind,
    key: found.key,
    where: piece.kind === 'output' ? 'output' : 'cell',
    digest: context.digest.of(value),
    evidence: piece.evidence(found.start),
    ...(tail === undefined ? {} : { last4: tail }),
    ...(cloud === undefined ? {} : { cloud }),
    ...(defaultOf === undefined ? {} : { defaultOf }),
    ...(holder === undefined ? {} : { holder }),
    ...(span === undefined ? {} : { span, lines }),
    ...(importAt === undefined ? {} : { importAt }),
  };
}

/** Lines of the file on which a range of the text stands. */
function linesOf(piece: Piece, start: number, end: number): number[] {
  const lines = new Set([piece.evidence(start).line]);
  for (let at = piece.text.indexOf('\n', start); at >= 0 && at < end - 1; at = piece.text.indexOf('\n', at + 1))
    lines.add(piece.evidence(at + 1).line);
  return [...lines];
}
