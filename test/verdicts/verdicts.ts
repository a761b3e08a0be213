import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Finding } from '../../src/model/finding.ts';

/** Public trees whose every finding a person has judged. */
export const TREES = [
  'kubeflow',
  'kserve',
  'kuberay',
  'argo',
  'kueue',
  'vllm-production-stack',
  'ai-on-eks',
  'kubehound',
  'compose-for-agents',
  'litellm',
  'cedar',
  'authzen',
  'aws-authz',
] as const;
export type Tree = (typeof TREES)[number];

/** Rules about missing declarations get one verdict a tree: the answer is the same for every identity. */
export const ONE_A_TREE: readonly string[] = [
  'no-owner',
  'no-purpose',
  'no-data-scope',
  'no-environment',
  'no-rotation-policy',
];

export interface Verdict {
  /** A finding's id; absent for a verdict on a whole rule in this tree. */
  readonly finding?: string;
  readonly rule: string;
  readonly identity?: string;
  /** `true` or `arguable`. */
  readonly verdict: string;
  readonly because: string;
}

/** In YAML a bare true is a boolean. */
type Written = Omit<Verdict, 'verdict'> & { readonly verdict: unknown };

/** Reads the verdicts of a tree. A finding judged false is mended, not listed, so that `false` is no verdict here. */
export function verdictsOf(tree: Tree): readonly Verdict[] {
  const list = parse(readFileSync(`test/verdicts/${tree}.yaml`, 'utf8')) as Written[] | null;
  return (list ?? []).map((one) => ({ ...one, verdict: String(one.verdict) }));
}

export interface Comparison {
  readonly without: readonly Finding[];
  readonly stale: readonly Verdict[];
  readonly unreasoned: readonly Verdict[];
}

/** Holds findings against verdicts, both ways. */
export function compare(findings: readonly Finding[], verdicts: readonly Verdict[]): Comparison {
  const judged = new Set(verdicts.flatMap((one) => (one.finding === undefined ? [] : [one.finding])));
  const rules = new Set(verdicts.flatMap((one) => (one.finding === undefined ? [one.rule] : [])));
  const now = new Set(findings.map((one) => one.id));
  return {
    without: findings.filter((one) => !judged.has(one.id) && !rules.has(one.rule)),
    stale: verdicts.filter((one) =>
      one.finding === undefined ? !findings.some((found) => found.rule === one.rule) : !now.has(one.finding),
    ),
    unreasoned: verdicts.filter(
      (one) =>
        !(one.verdict === 'true' || one.verdict === 'arguable') ||
        one.because.length < 20 ||
        (one.finding === undefined && !ONE_A_TREE.includes(one.rule)),
    ),
  };
}
