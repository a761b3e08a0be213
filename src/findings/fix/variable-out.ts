import type { CredentialFact } from '../../model/facts.ts';
import type { Edit, FixPlan } from '../../model/finding.ts';
import { placeInWords } from './secret-out.ts';

export const fromOutside = ({ node }: CredentialFact): boolean => !/^(?:k8s|notebook|argocd):/u.test(node);

/** Takes literal values out of a file that can refer to variables of its environment. What it replaces is not printed. */
export function variableOut(facts: readonly CredentialFact[], rotate: string): FixPlan {
  const edits = facts.flatMap(({ span, reference }): Edit[] =>
    span && reference !== undefined ? [{ ...span, text: reference, hidden: true }] : [],
  );
  const names = [...new Set(facts.map(({ key }) => key))].sort().join(', ');
  const why = `${rotate} ${names} is set in the environment in which it starts, by a secret store.`;
  if (edits.length === facts.length && edits.length > 0) return { kind: 'patch', why, edits, instead: byHand(facts) };
  return { kind: 'policy', why: rotate, text: byHand(facts) };
}

const byHand = (facts: readonly CredentialFact[]): string =>
  facts
    .map(
      (fact) =>
        `# the value in ${placeInWords(fact)} becomes a reference${fact.reference === undefined ? ' to a variable or a secret that is kept outside the tree' : `: ${fact.reference}`}\n`,
    )
    .join('');
