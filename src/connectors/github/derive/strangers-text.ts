import type { Exposure } from '../../../model/workflow-job.ts';
import { innersOf } from '../read/expressions.ts';
import type { Step } from '../types.ts';
import { admits } from './conditions.ts';
import { strangersText } from './untrusted.ts';
import type { JobView } from './view.ts';

type Found = Pick<Exposure, 'what' | 'evidence' | 'repair'>;

/** A stranger's text is put into a script before it is run: what he writes is code. */
export function expansions(view: JobView, event: string): readonly Found[] {
  return view.steps.filter(({ condition }) => admits(condition, event)).flatMap((step) => inScript(view, step, event));
}

function inScript(view: JobView, step: Step, event: string): readonly Found[] {
  const { script } = step;
  if (!script) return [];
  const resolver = view.resolver(step);
  return script.expressions.flatMap((expression): Found[] => {
    const written = `\${{ ${expression.inner} }}`;
    const text = [expression.inner, ...innersOf(resolver.expand(written))]
      .map((one) => strangersText(one, event))
      .find((one) => one !== undefined);
    if (text === undefined) return [];
    const { span, quotes } = expression;
    const repairable =
      span && step.envAt && quotes !== 'unclear' && script.language === 'sh' && expression.inner.length <= 300;
    return [
      {
        what: text,
        evidence: [{ file: step.file, line: expression.line }],
        ...(repairable ? { repair: { expression: written, at: span, quotes, env: step.envAt } } : {}),
      },
    ];
  });
}

/** Agents that act on what they read, and the input that lets people without write access call them; `null`: they ask nobody. */
const AGENTS: readonly (readonly [RegExp, string | null])[] = [
  [/^(?:google-github-actions\/run-gemini-cli|google-gemini\/gemini-cli-action)@/u, null],
  [/^anthropics\/claude-code-base-action@/u, null],
  [/^anthropics\/claude-code-action@/u, 'allowed_non_write_users'],
  [/^openai\/codex-action@/u, 'allow-users'],
];

/** An agent with tools is run for a stranger's issue, comment or pull request, and reads it. */
export function prompts(view: JobView, event: string): readonly Found[] {
  if (event === 'workflow_run') return [];
  return view.steps.flatMap((step): Found[] => {
    const agent = AGENTS.find(([uses]) => uses.test(step.uses ?? ''));
    if (!agent || !admits(step.condition, event)) return [];
    const [, input] = agent;
    if (input !== null && !(step.with.get(input) ?? '').includes('*')) return [];
    return [{ what: step.uses ?? '', evidence: [step.entry.evidence] }];
  });
}
