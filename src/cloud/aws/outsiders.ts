import { nodeId, type NodeId } from '../../model/id.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Deriving } from './deriving.ts';

/** Who stands outside and may come in: with an account of his own, without any, or with a token of a provider that serves everybody. */
export function outsider(deriving: Deriving, who: 'account' | 'anonymous', evidence: readonly Evidence[] = []): NodeId {
  const [id, name] = {
    account: [nodeId('aws', 'Anyone', '*', 'account'), 'anybody with an AWS account'],
    anonymous: [nodeId('aws', 'Anyone', '*', 'anonymous'), 'anybody, without a credential'],
  }[who] as [NodeId, string];
  return deriving.estate.node({
    id, kind: 'NetworkZone', name, realm: '*', environment: 'unknown', evidence, entry: 'internet', implied: true,
  }); // prettier-ignore
}

/** Anybody who gets a token of the issuer: a customer of a CI vendor. */
export function tokenHolder(deriving: Deriving, issuer: string, evidence: readonly Evidence[]): NodeId {
  return deriving.estate.node({
    id: nodeId('oidc', 'Anyone', issuer), kind: 'NetworkZone', name: `anybody with a token of ${issuer}`, realm: issuer,
    environment: 'unknown', evidence, entry: 'internet', implied: true,
  }); // prettier-ignore
}
