import { nodeId } from '../../../model/id.ts';
import type { EstateBuilder } from '../../../model/builder.ts';
import type { Settings } from '../read/settings.ts';

/** The repositories that an organisation showed whoever asked: what another system trusts is among them or is not. */
export function tellRepositories(estate: EstateBuilder, all: readonly Settings[]): void {
  for (const { organisation, repositories, membersCreate } of all) {
    const [first] = repositories ?? [];
    // A list that was refused, and one of a token that sees nothing, look alike.
    if (!repositories || !first) continue;
    estate.fact({
      fact: 'repository-list',
      node: nodeId('github', 'Organisation', organisation),
      organisation,
      repositories,
      ...(membersCreate === undefined ? {} : { membersCreate }),
      evidence: [first.evidence],
      confidence: 'configured',
    });
  }
}
