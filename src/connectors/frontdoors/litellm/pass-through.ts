import type { Entry } from '../../../documents/entry.ts';
import { nodeId, type NodeId } from '../../../model/id.ts';
import { hostKey } from '../../../model/keys.ts';
import { addressesIn } from '../../../products/addresses.ts';
import { vendorOfHost } from '../../../products/vendors.ts';
import type { Door } from './door.ts';
import { keyAt, variableOf } from './keys.ts';
import { vendorNode } from './models.ts';

/** Routes that hand requests on as they are (docs.litellm.ai, pass-through endpoints): `auth` and `forward_headers` are off unless set. */
export function tellPassThrough(door: Door): void {
  for (const one of door.root.items('general_settings', 'pass_through_endpoints')) {
    const route = one.text('path');
    if (route !== undefined) tell(door, route, one);
  }
}

function tell(door: Door, route: string, one: Entry): void {
  const { estate } = door;
  const evidence = [one.evidence];
  const id = door.node(door.idOf('PassThrough', route), 'Endpoint', route, evidence);
  estate.edge({ kind: 'ROUTES_TO', from: door.id, to: id, confidence: 'configured', evidence });
  const keys = one.entries('headers').flatMap(([header, entry]) => {
    const named = /^(?:proxy-)?authorization$/iu.test(header) ? 'token' : header;
    const key = keyAt(door, entry, named, `${route}\0${header}`);
    return key === undefined ? [] : [{ key, entry }];
  });
  for (const { key, entry } of keys)
    estate.edge({
      kind: 'GATEWAY_FORWARDS_AS',
      from: id,
      to: key,
      confidence: 'configured',
      evidence: [entry.evidence],
    });
  const to = target(door, id, one);
  if (one.text('forward_headers') === 'true') {
    const entry = one.get('forward_headers') ?? one;
    const { span } = entry;
    estate.fact({
      fact: 'passthrough', node: door.id, to, because: `forward_headers is true for ${route}`, evidence: [entry.evidence],
      confidence: 'configured', ...(span ? { span } : {}),
    }); // prettier-ignore
  }
  if (keys.length === 0) return;
  const asks = one.text('auth') === 'true';
  estate.fact({
    fact: 'endpoint', node: id, workload: id, product: 'LiteLLM pass-through', function: 'gateway', exposure: 'cluster',
    authentication: asks ? 'required' : 'none',
    because: asks ? 'auth is true' : `auth is not set for ${route}, and a key of the gateway is put in`,
    evidence, confidence: 'configured',
  }); // prettier-ignore
}

/** Where it leads: a vendor, a host, or the variable that names it. */
function target(door: Door, from: NodeId, one: Entry): NodeId {
  const { estate } = door;
  const entry = one.get('target') ?? one;
  const written = one.text('target') ?? '';
  const evidence = [entry.evidence];
  const known = { confidence: 'configured', evidence } as const;
  const [address] = addressesIn(written);
  const vendor = address && vendorOfHost(address.host);
  if (vendor !== undefined) {
    const to = vendorNode(door, vendor, entry);
    estate.edge({ kind: 'CALLS', from, to, ...known });
    return to;
  }
  const name = address?.host ?? `{${variableOf(written) ?? 'target'}}`;
  const to = nodeId('net', 'Host', name);
  const otherwise = door.outside(to, 'Endpoint', name, name, evidence);
  const key = address && hostKey(address.host);
  estate.node(otherwise);
  if (key === undefined) estate.edge({ kind: 'CALLS', from, to, ...known });
  else estate.refer({ kind: 'CALLS', node: from, side: 'from', key, ...known, otherwise });
  return to;
}
