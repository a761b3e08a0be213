import type { Exposure } from '../../../model/workflow-job.ts';
import type { NodeId } from '../../../model/id.ts';
import { idOf } from './place.ts';
import type { Telling } from './telling.ts';

/** Where code or text of people outside gets in: into the job, or onto the machine that runs it. */
export function tellStrangers(telling: Telling, node: NodeId, exposures: readonly Exposure[]): void {
  for (const exposure of exposures) {
    if (exposure.how === 'started') continue;
    const to = exposure.how === 'runner' ? runner(telling, exposure) : node;
    const { evidence, confidence, precondition } = exposure;
    telling.estate.edge({
      kind: 'FORK_PR_EXEC', from: stranger(telling, exposure), to, evidence,
      ...telling.sure({ confidence, ...(precondition === undefined ? {} : { precondition }) }),
    }); // prettier-ignore
  }
}

function stranger(telling: Telling, { evidence }: Exposure): NodeId {
  const { place } = telling.view;
  return telling.estate.node({
    id: idOf.stranger(place),
    kind: 'Human',
    name: `anyone with a fork of ${place.repository.at(-1) ?? place.realm}`,
    realm: place.realm,
    environment: 'unknown',
    evidence: evidence.slice(0, 1),
    entry: 'fork-pr',
    implied: true,
  });
}

/** What a pull request leaves on the machine is there when the next job comes. */
function runner(telling: Telling, { evidence }: Exposure): NodeId {
  const { place, job } = telling.view;
  return telling.estate.node({
    id: idOf.runner(place, job.runsOn),
    kind: 'Node',
    name: job.runsOn.join(' '),
    realm: place.realm,
    environment: place.environment,
    evidence: evidence.slice(-1),
    implied: true,
  });
}
