import type { ChainDeclaration } from '../declarations/declarations.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { Estate } from '../model/estate.ts';
import type { Glob } from '../model/glob.ts';
import { nodeId, type NodeId } from '../model/id.ts';
import { personOrTeam } from './people.ts';
import type { Told } from './told.ts';

/** Things of one hop that are each joined with each of the next. */
const MOST = 200;

/** Hop by hop: everything that answers to one leads to everything that answers to the next. A hop without answer is an unknown with a name. */
export function applyChains(estate: Estate, chains: readonly ChainDeclaration[], told: Told): void {
  for (const chain of chains) {
    const { evidence, service, owner } = chain;
    const hops = chain.hops.map((hop) => answering(estate, hop, chain, told));
    hops.slice(1).forEach((next, at) => {
      for (const from of hops[at] ?? [])
        for (const to of next)
          if (from !== to)
            told.edge({
              kind: 'CHAIN_NEXT',
              from,
              to,
              confidence: 'configured',
              precondition: `service ${service}`,
              evidence: [evidence],
            });
    });
    if (owner === undefined) continue;
    const team = told.node(personOrTeam(owner, evidence));
    for (const hop of hops[0] ?? [])
      told.edge({
        kind: 'OWNED_BY',
        from: hop,
        to: team,
        confidence: 'configured',
        precondition: `service ${service}`,
        evidence: [evidence],
      });
  }
}

function answering(estate: Estate, hop: Glob, { evidence, service }: ChainDeclaration, told: Told): readonly NodeId[] {
  const found = estate.nodes.filter(({ id }) => hop.test(id)).map(({ id }) => id);
  const tell = (code: 'missing-reference' | 'bad-declaration', message: string): void => {
    if ('file' in evidence) told.diagnostics.push(diagnostic(code, message, evidence.file, evidence.line));
  };
  if (found.length > MOST)
    tell(
      'bad-declaration',
      `hop "${hop.pattern}" of ${service} fits ${found.length} things; name them closer than ${MOST}`,
    );
  if (found.length > 0) return found.length > MOST ? [] : found;
  tell('missing-reference', `nothing that was read is hop "${hop.pattern}" of ${service}`);
  return [
    told.node({
      id: nodeId('org', 'Unknown', 'default', service, hop.pattern),
      kind: 'Endpoint',
      name: hop.pattern,
      realm: 'default',
      environment: 'unknown',
      implied: true,
      evidence: [evidence],
    }),
  ];
}
