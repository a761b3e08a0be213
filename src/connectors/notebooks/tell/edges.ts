import type { EstateNode } from '../../../model/estate.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { nodeId, type NodeId } from '../../../model/id.ts';
import { hostKey } from '../../../model/keys.ts';
import type { EdgeKind, NodeKind } from '../../../model/kinds.ts';
import { crowned } from './jewels.ts';
import { named, type Telling } from './notebook.ts';

type Places = readonly Evidence[];

interface Target {
  readonly id: NodeId;
  readonly kind: NodeKind;
  readonly name: string;
  readonly realm?: string;
}

const implied = ({ id, kind, name, realm }: Target, evidence: Places): EstateNode =>
  crowned({
    id,
    kind,
    name,
    realm: realm ?? id.split(':')[2]?.split('/')[0] ?? '',
    environment: named([name]),
    evidence,
    implied: true,
  });

export function to(telling: Telling, kind: EdgeKind, target: Target, evidence: Places, precondition?: string): void {
  const { estate, node } = telling;
  const id = estate.node(implied(target, evidence));
  const known =
    precondition === undefined
      ? { confidence: 'configured' as const }
      : { confidence: 'possible' as const, precondition };
  estate.edge({ kind, from: node, to: id, ...known, evidence });
}

export function refer(
  telling: Telling,
  kind: EdgeKind,
  key: string | undefined,
  target: Target,
  evidence: Places,
  precondition?: string,
): void {
  if (key === undefined) {
    to(telling, kind, target, evidence, precondition);
    return;
  }
  const known =
    precondition === undefined
      ? { confidence: 'configured' as const }
      : { confidence: 'possible' as const, precondition };
  telling.estate.refer({
    kind,
    node: telling.node,
    side: 'from',
    key,
    ...known,
    evidence,
    otherwise: implied(target, evidence),
  });
}

export function host(telling: Telling, kind: EdgeKind, url: string, evidence: Places): void {
  const key = hostKey(url);
  if (key === undefined) return;
  const name = key.slice('host:'.length);
  refer(telling, kind, key, { id: nodeId('net', 'Host', name), kind: 'Endpoint', name }, evidence);
}

/** Stages and aliases that mean what is served. */
export const production = (stage: string): boolean => /^(?:prod|production|champion|live)$/iu.test(stage);

/** The registry behind the tracking address; of a stage of production it is what production is served from. */
export function registry(
  telling: Telling,
  kind: EdgeKind,
  tracking: string | undefined,
  evidence: Places,
  stage: string,
): NodeId {
  const { estate, node, realm } = telling;
  const server = hostKey(tracking ?? '')?.slice('host:'.length) ?? '{tracking server}';
  const id = nodeId('mlflow', 'Registry', server);
  const name = `model registry ${server}`;
  const known = {
    id,
    kind: 'Registry' as const,
    name: server,
    realm: server === '{tracking server}' ? realm : server,
    evidence,
    implied: true as const,
  };
  estate.node(
    production(stage)
      ? {
          ...known,
          environment: 'prod',
          jewel: { tier: 8, name, confidence: 'possible', reason: `a notebook moves models to ${stage} in it` },
        }
      : { ...known, environment: 'unknown' },
  );
  estate.known(id, hostKey(tracking ?? ''));
  estate.edge({ kind, from: node, to: id, confidence: 'configured', evidence });
  return id;
}

/** A key that is not written down here, by the name under which it is used. */
export function held(telling: Telling, name: string, precondition: string, evidence: Places): NodeId {
  const { estate, node, realm, path, environment } = telling;
  const id = nodeId('jupyter', 'ApiKey', realm, ...path, name);
  estate.node({ id, kind: 'ApiKey', name, realm, environment, evidence, implied: true });
  estate.edge({ kind: 'NOTEBOOK_HOLDS_CRED', from: node, to: id, confidence: 'possible', precondition, evidence });
  return id;
}
