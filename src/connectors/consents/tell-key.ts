import { last4 } from '../../bytes/digest.ts';
import { credentialKey } from '../../model/keys.ts';
import type { ScanContext } from '../port.ts';
import { tellGrant } from './tell-app.ts';
import type { Key } from './types.ts';

/** A secret, certificate or token: what it opens, who holds it, from when to when. */
export function tellKey(context: ScanContext, key: Key): void {
  const { estate } = context;
  const evidence = [key.evidence];
  const { id, realm, environment } = key;
  estate.node({ id, kind: 'ApiKey', name: key.name, realm, environment, evidence });
  if (key.opens !== undefined)
    estate.edge({ kind: 'OPENS', from: id, to: key.opens, confidence: 'configured', evidence });
  if (key.holder) {
    estate.node({ id: key.holder.id, kind: 'Human', name: key.holder.name, realm, environment: 'unknown', evidence });
    estate.edge({ kind: 'HOLDS', from: key.holder.id, to: id, confidence: 'configured', evidence });
  }
  for (const grant of key.grants) tellGrant(estate, key, 'OPENS', id, grant, true);
  const { what, created, expires, lastUsed } = key;
  if (expires !== undefined)
    estate.fact({
      fact: 'lifetime',
      node: id,
      what,
      expires,
      ...(created === undefined ? {} : { created }),
      ...(lastUsed === undefined ? {} : { lastUsed }),
      evidence,
      confidence: 'configured',
    });
  tellValue(context, key);
}

/** The API prints a secret once, when it is made; a file that keeps that answer keeps the secret. */
function tellValue({ estate, digest }: ScanContext, { id, value }: Key): void {
  const text = value?.value;
  if (value === undefined || typeof text !== 'string' || text.length < 8) return;
  const tail = last4(text);
  const of = digest.of(text);
  estate.known(id, credentialKey(of));
  estate.fact({
    fact: 'credential',
    node: id,
    kind: 'azure-secret',
    key: String(value.path.at(-1)),
    where: 'file',
    digest: of,
    cloud: 'azure',
    ...(tail === undefined ? {} : { last4: tail }),
    ...(value.span === undefined ? {} : { span: value.span }),
    evidence: [value.evidence],
    confidence: 'configured',
  });
}
