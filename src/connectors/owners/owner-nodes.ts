import type { EstateBuilder } from '../../model/builder.ts';
import type { Evidence } from '../../model/evidence.ts';
import { nodeId, type NodeId } from '../../model/id.ts';

/** The person or team that an owner's name means: `@name` and mail addresses are people, `@org/team` and `group:` teams. */
export function ownerNode(estate: EstateBuilder, written: string, realm: string, evidence: Evidence): NodeId {
  const kind = isTeam(written) ? 'Group' : 'Human';
  const id = nodeId('owners', kind, realm, ownerName(written));
  return estate.node({ id, kind, name: ownerName(written), realm, environment: 'unknown', evidence: [evidence] });
}

/** Backstage writes `group:default/team`, `user:ada`, or the name of a group alone; CODEOWNERS `@org/team`, `@@role`. */
function isTeam(written: string): boolean {
  if (written.startsWith('@')) return written.startsWith('@@') || written.includes('/');
  return !written.startsWith('user:') && !/^[^\s@]+@[^\s@]+$/u.test(written);
}

export function ownerName(written: string): string {
  return written.replace(/^@{1,2}/u, '').replace(/^(?:group|user):(?:default\/)?/u, '');
}
