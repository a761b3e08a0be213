import type { EstateNode } from '../model/estate.ts';
import type { Evidence } from '../model/evidence.ts';
import { nodeId } from '../model/id.ts';

/** People and teams stand outside every realm that is scanned. */
const REALM = 'default';

/**
 * Who a declaration names. A mail address, or `person:NAME`, is a person; any other name, or `team:NAME`, is a team.
 */
export function personOrTeam(name: string, evidence: Evidence): EstateNode {
  const [, word, bare = name] = /^(person|user|team|group):(.+)$/su.exec(name) ?? [];
  const person = word === undefined ? /^[^@\s]+@[^@\s/]+$/u.test(name) : word === 'person' || word === 'user';
  return {
    id: nodeId('org', person ? 'Person' : 'Team', REALM, bare),
    kind: person ? 'Human' : 'Group',
    name: bare,
    realm: REALM,
    environment: 'unknown',
    evidence: [evidence],
  };
}
