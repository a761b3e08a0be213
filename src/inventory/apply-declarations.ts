import { diagnostic, type Diagnostic } from '../model/diagnostic.ts';
import type { Declared, Estate, EstateNode } from '../model/estate.ts';
import type { Declarations } from './declarations.ts';

/**
 * Puts what people declared over what was read. What git declares wins; where a source says something else, the difference is told,
 * never merged in silence.
 */
export function applyDeclarations(estate: Estate, declarations: Declarations): Estate {
  if (declarations.identities.length === 0 && declarations.jewels.length === 0) return estate;
  const conflicts: Diagnostic[] = [];
  const nodes = estate.nodes.map((node) => withJewel(withIdentity(node, declarations, conflicts), declarations));
  return { ...estate, nodes, diagnostics: [...estate.diagnostics, ...conflicts] };
}

function withIdentity(node: EstateNode, declarations: Declarations, conflicts: Diagnostic[]): EstateNode {
  let result = node;
  for (const { id, declared, environment, evidence } of declarations.identities) {
    if (!id.test(node.id)) continue;
    for (const [field, value] of Object.entries(declared) as [keyof Declared, string][]) {
      const read = node.declared?.[field];
      if (read !== undefined && read !== value && 'file' in evidence)
        conflicts.push(
          diagnostic(
            'conflicting-declaration',
            `${node.id}: ${field} is "${value}" here and "${read}" in the source; this file counts`,
            evidence.file,
            evidence.line,
          ),
        );
    }
    result = {
      ...result,
      declared: { ...result.declared, ...declared },
      ...(environment ? { environment } : {}),
    };
  }
  return result;
}

function withJewel(node: EstateNode, declarations: Declarations): EstateNode {
  let result = node;
  for (const { id, jewel } of declarations.jewels) {
    if (!id.test(node.id)) continue;
    if (jewel === false) {
      result = withoutJewel(result);
    } else result = { ...result, jewel: { ...jewel, confidence: 'configured' } };
  }
  return result;
}

function withoutJewel(node: EstateNode): EstateNode {
  const { jewel, ...plain } = node;
  return jewel === undefined ? node : plain;
}
