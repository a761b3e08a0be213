import type { Declared } from '../../model/estate.ts';
import type { FixPlan } from '../../model/finding.ts';
import { parseId, type NodeId } from '../../model/id.ts';

/** One declaration for each; there is nothing in their files that could say it. */
export function declareMany(identities: readonly NodeId[], field: keyof Declared, value: string, why: string): FixPlan {
  const said = identities.map((id) => `  - id: ${JSON.stringify(id)}\n    ${field}: ${JSON.stringify(value)}\n`);
  return { kind: 'policy', why, text: `# writ.estate.yaml\nidentities:\n${said.join('')}` };
}

/** Who answers for the pipelines of a repository is said by its CODEOWNERS, which also makes those people review each change. */
export function codeOwners(first: NodeId): FixPlan {
  const { source, path = [] } = parseId(first) ?? {};
  const github = source === 'github';
  return {
    kind: 'policy',
    why: 'One line for all of them; with the review of owners required on the branch, nobody changes a pipeline alone. Put in who answers for them.',
    text: github
      ? `# .github/CODEOWNERS\n/.github/ @ORGANISATION/TEAM\n`
      : `# CODEOWNERS\n/${path.join('/')} @GROUP/TEAM\n`,
  };
}
