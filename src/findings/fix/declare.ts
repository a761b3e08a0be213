import type { FixPlan } from '../../model/finding.ts';
import type { NodeId } from '../../model/id.ts';
import type { Declared } from '../../model/estate.ts';
import type { JudgeContext } from '../rule.ts';
import { DECLARED_BY } from '../declarations.ts';

/**
 * Writes a declaration beside the account, as an annotation. The value is a proposal that says where it comes from: only people know
 * whether it is true. An account that no file declares is described in writ.estate.yaml instead.
 */
export function declare(
  context: JudgeContext,
  identity: NodeId,
  field: keyof Declared,
  value: string,
  why: string,
): FixPlan {
  const fact = context.account(identity);
  const annotation = `${DECLARED_BY[field]}: ${JSON.stringify(value)}`;
  const instead = `# writ.estate.yaml\nidentities:\n  - id: ${JSON.stringify(identity)}\n    ${field}: ${JSON.stringify(value)}\n`;
  const { annotations, metadata } = fact ?? {};
  if (annotations)
    return {
      kind: 'patch',
      why,
      instead,
      edits: [{ ...annotations.at, text: annotation, fit: 'before' }],
    };
  if (metadata) {
    return {
      kind: 'patch',
      why,
      instead,
      edits: [{ ...metadata.at, text: `annotations:\n  ${annotation}`, fit: 'before' }],
    };
  }
  return { kind: 'policy', why, text: instead };
}
