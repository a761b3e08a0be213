import { diagnostic, type Diagnostic } from '../model/diagnostic.ts';
import type { Declared, Estate, EstateNode } from '../model/estate.ts';
import type { Declarations } from '../declarations/declarations.ts';
import { applyApprovals } from './apply-approvals.ts';
import { applyChains } from './apply-chains.ts';
import { Told } from './told.ts';

/**
 * Puts what people declared over what was read. What git declares wins; where a source says something else, the difference is told,
 * never merged in silence.
 */
export function applyDeclarations(estate: Estate, declarations: Declarations): Estate {
  const { identities, jewels, chains, approvals, exceptions } = declarations;
  if ([identities, jewels, chains, approvals, exceptions].every((list) => list.length === 0)) return estate;
  const told = new Told();
  const nodes = estate.nodes.map((node) => withJewel(withIdentity(node, declarations, told.diagnostics), declarations));
  owners(nodes, declarations, told);
  exceptionsOf(nodes, declarations, told);
  const whole = { ...estate, nodes };
  applyChains(whole, chains, told);
  applyApprovals(whole, approvals, told);
  return told.over(whole);
}

/** An owner that is declared is one source among those that say who owns: rules compare them. */
function owners(nodes: readonly EstateNode[], { identities }: Declarations, told: Told): void {
  for (const { id, declared, evidence } of identities)
    if (declared.owner !== undefined)
      for (const node of nodes)
        if (id.test(node.id))
          told.facts.push({
            fact: 'owner',
            node: node.id,
            owner: declared.owner,
            source: 'declaration',
            confidence: 'configured',
            evidence: [evidence],
          });
}

function exceptionsOf(nodes: readonly EstateNode[], { exceptions }: Declarations, told: Told): void {
  for (const { id, rule, owner, reason, expires, controls, evidence } of exceptions)
    for (const node of nodes)
      if (id.test(node.id))
        told.facts.push({
          fact: 'exception',
          node: node.id,
          ...{ rule, owner, reason, expires, controls },
          confidence: 'configured',
          evidence: [evidence],
        });
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
