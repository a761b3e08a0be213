import type { Estate, EstateNode } from '../model/estate.ts';
import { FUNCTIONS, type WorkloadFunction } from '../model/facts.ts';
import type { NodeId } from '../model/id.ts';

/** Writes on workloads and their pods what they are for: a saved estate has no facts, and guards ask it too. */
export function withFunctions(estate: Estate): Estate {
  const known = new Map<NodeId, Set<WorkloadFunction>>();
  for (const fact of estate.facts)
    if (fact.fact === 'workload' && fact.functions.length > 0)
      for (const id of [fact.node, fact.pod]) {
        const functions = known.get(id) ?? new Set();
        for (const { is } of fact.functions) functions.add(is);
        known.set(id, functions);
      }
  if (known.size === 0) return estate;
  const nodes = estate.nodes.map((node): EstateNode => {
    const functions = known.get(node.id);
    return functions ? { ...node, functions: FUNCTIONS.filter((one) => functions.has(one)) } : node;
  });
  return { ...estate, nodes };
}
