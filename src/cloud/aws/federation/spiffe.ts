import { nodeId, type NodeId } from '../../../model/id.ts';
import { printHoles } from '../../../model/hole.ts';
import type { Deriving } from '../deriving.ts';
import { isExact } from '../world/statements.ts';
import { tellAdmitted } from './tell.ts';
import { admits, type FederatedTrust } from './trusts.ts';

/** Trust in an issuer of JWT-SVIDs: the SPIFFE IDs of the estate that it admits, and those that it names (SPIFFE, "OIDC federation with AWS"). */
export function deriveSpiffe(deriving: Deriving, trusts: readonly FederatedTrust[]): void {
  const own = trusts.filter(({ of }) => of === 'spiffe');
  if (own.length === 0) return;
  const ids = [...deriving.estate.allNodes()]
    .filter(({ kind }) => kind === 'SpiffeId')
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const trust of own) {
    const seen = new Set<string>();
    for (const { id, name, evidence } of ids) {
      const granted = admits(deriving.world, trust, { subject: name });
      if (!granted) continue;
      seen.add(name);
      const when = [`the issuer ${printHoles(trust.issuer)} is that of the trust domain`];
      tellAdmitted(deriving, 'ASSUME_ROLE', id, trust.role, granted, evidence, when);
    }
    for (const subject of trust.subjects) if (!seen.has(subject)) unseen(deriving, trust, subject);
  }
}

/** A pattern stands for the IDs that it admits, under the name that the policy writes. */
function unseen(deriving: Deriving, trust: FederatedTrust, subject: string): void {
  const granted = admits(deriving.world, trust, { subject });
  if (!granted || !subject.startsWith('spiffe://')) return;
  const domain = subject.slice('spiffe://'.length).split('/')[0] ?? '';
  const name = printHoles(subject);
  const node: NodeId = deriving.estate.node({
    id: nodeId('spiffe', 'SpiffeId', printHoles(domain), name), kind: 'SpiffeId', name, realm: printHoles(domain), environment: 'unknown',
    evidence: granted.evidence, implied: true,
  }); // prettier-ignore
  tellAdmitted(
    deriving,
    'ASSUME_ROLE',
    node,
    trust.role,
    granted,
    [],
    isExact(subject) ? [] : ['some workload has an ID of this pattern'],
  );
}
