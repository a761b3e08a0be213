import type { Entry } from '../../../documents/entry.ts';
import { hostKey } from '../../../model/keys.ts';
import { nodeId, type NodeId } from '../../../model/id.ts';
import type { ToolServerFact } from '../../../model/system-facts.ts';
import type { Telling } from '../telling.ts';

type Authentication = Pick<ToolServerFact, 'authentication' | 'because'>;

export interface Asked {
  readonly url: string;
  /** A key is configured: in a header, in the URL, or by a variable. */
  readonly key: string | undefined;
  readonly oauth: boolean;
  /** Documentation says that the server offers OAuth. */
  readonly documented: boolean;
}

/** What the configuration says of how the server knows its caller. A client that speaks the protocol may still be asked for OAuth: that is unknown, not none. */
export function authenticationOf({ url, key, oauth, documented }: Asked): Authentication {
  if (oauth) return { authentication: 'oauth', because: 'the configuration names OAuth' };
  if (key !== undefined) return { authentication: 'static-key', because: `${key} carries a key that does not end` };
  if (/^(?:http|ws):/iu.test(url))
    return { authentication: 'none', because: 'it is called without TLS and without a key' };
  if (documented) return { authentication: 'oauth', because: 'the server is documented to ask for OAuth' };
  return { authentication: 'unknown', because: 'no key is configured; the server may ask for OAuth when it is called' };
}

/** Says that the node calls the host of the URL. */
export function tellCall(telling: Telling, node: NodeId, url: string, at: Entry): string | undefined {
  const key = hostKey(url);
  if (key === undefined) return undefined;
  const host = key.slice('host:'.length);
  telling.estate.refer({
    kind: 'CALLS', node, side: 'from', key, confidence: 'configured', evidence: [at.evidence],
    otherwise: {
      id: nodeId('net', 'Host', host), kind: 'Endpoint', name: host, realm: host, environment: 'unknown', implied: true, evidence: [at.evidence],
    },
  }); // prettier-ignore
  return host;
}

/** The name of the query parameter that carries a key; undefined when none does. */
export function keyInQuery(url: string): string | undefined {
  return /[?&]([\w.-]{0,40}(?:api_?key|token|secret|access_?key|password|profile)[\w.-]{0,40})=[^&#]{4}/iu.exec(
    url.slice(0, 4000),
  )?.[1];
}

/** An address without user, password, query and fragment, any of which may be a key. */
export function withoutSecrets(url: string): string {
  return url.replace(/^([a-z+]{1,10}:\/\/)[^@/]{0,500}@/iu, '$1').replace(/[?#].*$/su, '');
}
