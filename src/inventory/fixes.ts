import type { SourceFile } from '../bytes/files.ts';
import type { Judged } from '../findings/judge.ts';
import type { Evidence, Span } from '../model/evidence.ts';
import type { Finding, FixPlan } from '../model/finding.ts';
import { asCommand } from './fixes/command.ts';
import { asDiff } from './fixes/diff.ts';
import { changeOf, splicesOf, type Change } from './fixes/edit.ts';
import { keepsSecret } from './fixes/keeps.ts';
import { stillParses } from './fixes/parses.ts';
import { SecretPlaces, secretsIn } from './fixes/secret-places.ts';
import { SourceText } from './fixes/source-text.ts';

type Fix = Finding['fix'];
/** The text of a scanned file, undefined when it is not there or cannot be read. */
export type ReadText = (file: string) => SourceText | undefined;

/**
 * Findings with their fixes as text. The texts of a few files are kept, since findings on one file stand together. The fix of a finding
 * that is not `wanted` is what to write by hand, without a look at the files.
 */
export function printFixes(
  judged: readonly Judged[],
  files: readonly SourceFile[],
  wanted: (id: string) => boolean = () => true,
): Finding[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const kept = new Map<string, SourceText | undefined>();
  const read: ReadText = (path) => {
    if (!kept.has(path)) {
      if (kept.size >= KEPT) kept.clear();
      const text = byPath.get(path)?.text();
      kept.set(path, text === undefined ? undefined : new SourceText(text));
    }
    return kept.get(path);
  };
  const fixes = new Map<Judged, Fix>();
  for (const one of byFile(judged))
    fixes.set(one, wanted(one.id) ? renderFix(one.plan, one.secrets, read) : byHandOf(one.plan));
  return judged.map((one) => {
    const { plan, secrets, ...finding } = one;
    return Object.assign(finding, { fix: fixes.get(one) ?? renderFix(plan, secrets, read) });
  });
}

/** Findings whose fixes edit one file stand together, so that its text is read once. */
function byFile(judged: readonly Judged[]): Judged[] {
  const fileOf = ({ plan }: Judged): string =>
    plan.kind === 'patch' ? ([...plan.edits, ...(plan.added ?? [])][0]?.file ?? '') : '';
  const keyed = judged.map((one) => [fileOf(one), one] as const);
  return keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, one]) => one);
}

const KEPT = 64;

/**
 * A patch is printed as a unified diff. Where a line of it would quote a secret it becomes a command that replaces lines by number;
 * where the files cannot be edited (no such text, a span out of range, a result that does not parse) it is the text to write by hand.
 */
export function renderFix(plan: FixPlan, secrets: readonly (Span | Evidence)[], read: ReadText): Fix {
  if (plan.kind !== 'patch') return { kind: plan.kind, why: plan.why, text: plan.text };
  const byHand = byHandOf(plan);
  const changes = changesOf(plan, read);
  if (!changes || changes.length === 0) return byHand;
  if (changes.some((change) => keepsSecret(change, secretsIn(secrets, change.file)))) return byHand;
  const hidden = plan.edits.filter((edit) => edit.hidden);
  const diffs = changes.map((change) =>
    asDiff(change, [secretsIn(secrets, change.file), new SecretPlaces(hidden, change.file)]),
  );
  if (diffs.every((diff) => diff !== undefined)) return { kind: 'patch', why: plan.why, text: diffs.join('') };
  const commands = changes.map(asCommand);
  if (commands.every((command) => command !== undefined))
    return { kind: 'command', why: plan.why, text: commands.join('') };
  return byHand;
}

function byHandOf(plan: FixPlan): Fix {
  return plan.kind === 'patch' ? { kind: 'policy', why: plan.why, text: plan.instead } : plan;
}

/** Undefined when any of the edits cannot be made: half a fix is not printed. */
function changesOf(plan: Extract<FixPlan, { kind: 'patch' }>, read: ReadText): Change[] | undefined {
  const files = [...new Set([...plan.edits, ...(plan.added ?? [])].map(({ file }) => file))].sort();
  const changes: Change[] = [];
  for (const file of files) {
    // a path that would break the header of a diff or the quoting of a command
    if (/\p{Cc}/u.test(file)) return undefined;
    const edits = plan.edits.filter((edit) => edit.file === file);
    const added = (plan.added ?? []).filter((one) => one.file === file).map(({ text }) => text);
    const source = read(file);
    if (source === undefined && edits.length > 0) return undefined;
    if (source?.loneReturn) return undefined;
    // Nobody reads a diff of such a line, and each finding on it would cost all of it.
    if (source && edits.some(({ start }) => source.lineLength(start) > LONGEST_LINE)) return undefined;
    if (source && added.length > 0 && /^\s*[{[]/u.test(source.text)) return undefined;
    const splices = splicesOf(source, edits);
    if (!splices || !stillParses(source, splices, added.join('---\n'))) return undefined;
    const change = changeOf(file, source, splices, added);
    if (change.after !== (change.before ?? '')) changes.push(change);
  }
  return changes;
}

const LONGEST_LINE = 20_000;
