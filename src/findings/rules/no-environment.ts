import { nodeId, type NodeId } from '../../model/id.ts';
import { inUse } from '../identities.ts';
import type { Rule } from '../rule.ts';
import { givesRights } from '../stake.ts';
import { group } from '../context.ts';
import { plural } from '../names.ts';

/** Row 43, third of four. One finding a realm: the environment is declared for all of it at once. */
export const noEnvironment: Rule = {
  name: 'no-environment',
  row: 43,
  title: 'Nobody said whether this is production',
  severities: [['low', 'always: it blinds the rules that keep environments apart']],
  fires:
    'Identities with rights are in a realm whose environment is neither declared nor shown by labels, namespaces or folder names.',
  quiet: 'Realms with an environment; identities without rights.',
  frameworks: ['NHI8:2025', 'CSF-2.0 ID.AM-05', 'ISO-27001 A.8.31', 'AI-RMF GOVERN 1.6'],
  *judge(context) {
    const open = inUse(context).filter((id) => context.environment(id) === 'unknown' && givesRights(context, id));
    for (const [realm, identities] of group(open, (id) => [context.node(id)?.realm ?? ''])) {
      yield {
        severity: 'low',
        confidence: 'configured',
        identity: realmOf(identities, realm),
        title: `the environment of ${plural(identities.length, 'identity', 'identities')} in realm ${realm} is not known`,
        detail: 'Whether a development identity reaches production cannot be judged while nobody says which is which.',
        evidence: identities.flatMap((id) => context.node(id)?.evidence.slice(0, 1) ?? []),
        key: `realm ${realm}`,
        fix: {
          kind: 'policy',
          why: 'Say once for each tree which realm and environment it is.',
          text: `# writ.estate.yaml\nrealms:\n  - path: "**"\n    realm: ${JSON.stringify(realm === 'default' ? 'prod' : realm)}\n    environment: prod\n`,
        },
      };
    }
  },
};

/** The cluster where there is one: it stays while identities come and go. */
function realmOf(identities: readonly NodeId[], realm: string): NodeId {
  const clustered = identities.length === 0 || identities.some((one) => one.startsWith('k8s:'));
  return clustered ? nodeId('k8s', 'Cluster', realm) : (identities[0] ?? '');
}
