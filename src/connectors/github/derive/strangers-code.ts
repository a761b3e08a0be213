import type { Evidence } from '../../../model/evidence.ts';
import type { Step } from '../types.ts';
import { admits } from './conditions.ts';
import { STRANGERS_OUTPUT, STRANGERS_REF } from './untrusted.ts';
import type { JobView } from './view.ts';

export interface StrangersCode {
  readonly what: string;
  readonly evidence: readonly Evidence[];
  readonly sure: boolean;
}

/** Commands that look at files or move them, and run nothing that stands in them. */
const HARMLESS: ReadonlySet<string> = new Set([
  'echo', 'printf', 'git', 'gh', 'curl', 'wget', 'jq', 'yq', 'cat', 'ls', 'cd', 'pwd', 'set', 'export', 'unset', 'if', 'then', 'else', 'elif', 'fi', 'for',
  'in', 'do', 'done', 'while', 'until', 'case', 'esac', 'test', '[', '[[', ']]', ']', '{', '}', '!', 'exit', 'return', 'break', 'continue', 'true', 'false', ':',
  'mkdir', 'cp', 'mv', 'rm', 'rmdir', 'touch', 'ln', 'chmod', 'grep', 'egrep', 'rg', 'sed', 'awk', 'cut', 'tr', 'sort', 'uniq', 'wc', 'head', 'tail', 'tee',
  'diff', 'find', 'xargs', 'date', 'sleep', 'which', 'command', 'read', 'local', 'declare', 'shift', 'sha256sum', 'base64', 'tar', 'zip', 'unzip',
  'basename', 'dirname', 'realpath', 'env', 'sudo', 'apt-get', 'apt', 'df', 'du', 'mapfile', 'readarray', 'seq', 'eval', 'stat', 'EOF',
]); // prettier-ignore

/** Actions that run what stands in the working folder: hooks, build files, plugins of linters, tests. */
const RUNS_WORKSPACE =
  /^(?:pre-commit\/action|docker\/(?:build-push-action|bake-action)|gradle\/[\w-]{1,60}|actions-rs\/cargo|golangci\/golangci-lint-action|goreleaser\/goreleaser-action|helm\/chart-testing-action|pypa\/cibuildwheel|cypress-io\/github-action|super-linter\/super-linter|github\/super-linter|nrwl\/[\w-]{1,60}|changesets\/action|JamesIves\/[\w-]{1,60}|ko-build\/[\w-]{1,60}|jenkins-x\/[\w-]{1,60}|microsoft\/playwright-github-action|eslint\/[\w-]{1,60})(?:\/[^@]{0,200})?@/u;

/** A stranger's commit is checked out, and a later step runs something that stands in it. */
export function strangersCode(view: JobView, event: string): StrangersCode | undefined {
  let checkout: { readonly what: string; readonly evidence: Evidence; readonly sure: boolean } | undefined;
  for (const step of view.steps) {
    if (!admits(step.condition, event)) continue;
    if (/permission/iu.test(step.uses ?? '')) return undefined;
    if (checkout) {
      const runs = executes(view, step);
      if (runs)
        return {
          what: `${checkout.what}, then ${runs.what}`,
          evidence: [checkout.evidence, runs.evidence],
          sure: checkout.sure,
        };
    }
    checkout ??= checksOut(view, step);
    const same = checkout && step.script?.language === 'sh' ? executes(view, step, true) : undefined;
    if (checkout && same)
      return {
        what: `${checkout.what}, then ${same.what}`,
        evidence: [checkout.evidence, same.evidence],
        sure: checkout.sure,
      };
  }
  return undefined;
}

function checksOut(view: JobView, step: Step): { what: string; evidence: Evidence; sure: boolean } | undefined {
  const resolver = view.resolver(step);
  if (/(?:^|\/)checkout@/u.test(step.uses ?? '')) {
    for (const key of ['ref', 'repository']) {
      const written = step.with.get(key);
      if (written === undefined) continue;
      const ref = resolver.expand(written);
      const sure = STRANGERS_REF.test(ref);
      if (!sure && !STRANGERS_OUTPUT.test(ref)) continue;
      return {
        what: `${step.uses ?? ''} with ${key}: ${written.slice(0, 120)}`,
        evidence: (step.entry.get('with', key) ?? step.entry).evidence,
        sure,
      };
    }
    return undefined;
  }
  const { script } = step;
  if (script?.language !== 'sh') return undefined;
  for (const command of script.commands) {
    const text = resolver.shell(command.words.join(' '));
    const taken =
      /^gh pr checkout\b/u.test(text) ||
      (/^git (?:-C \S{1,200} )?(?:checkout|switch|merge|pull|reset|worktree|fetch|clone)\b/u.test(text) &&
        STRANGERS_REF.test(text));
    if (taken)
      return {
        what: command.words.join(' ').slice(0, 120),
        evidence: { file: step.file, line: script.line + command.line },
        sure: true,
      };
  }
  return undefined;
}

function executes(view: JobView, step: Step, afterCheckout = false): { what: string; evidence: Evidence } | undefined {
  if (step.uses !== undefined && step.script === undefined) {
    const local = step.uses.startsWith('./');
    return local || RUNS_WORKSPACE.test(step.uses)
      ? { what: step.uses, evidence: (step.entry.get('uses') ?? step.entry).evidence }
      : undefined;
  }
  const { script } = step;
  if (!script) return undefined;
  if (script.language === 'js')
    return /\b(?:require|import)\(\s{0,5}['"`]\.{1,2}\//u.test(script.text)
      ? { what: 'a script that it brings', evidence: script.entry.evidence }
      : undefined;
  let begun = !afterCheckout;
  for (const { words, line } of script.commands) {
    const [first = ''] = words.filter((word) => !/^[A-Za-z_]\w{0,100}=/u.test(word));
    if (!begun) {
      begun =
        words[0] === 'gh'
          ? words[2] === 'checkout'
          : words[0] === 'git' && STRANGERS_REF.test(view.resolver(step).shell(words.join(' ')));
      continue;
    }
    if (first !== '' && !HARMLESS.has(first) && /^[\w./$~{-]/u.test(first))
      return { what: words.join(' ').slice(0, 80), evidence: { file: step.file, line: script.line + line } };
  }
  return undefined;
}
