import type { Entry } from '../../../documents/entry.ts';
import type { ToolServerFact } from '../../../model/system-facts.ts';
import { backendKey, hostKey } from '../../../model/keys.ts';
import { nodeId, type NodeId } from '../../../model/id.ts';
import type { Form } from '../form.ts';
import { tellCall, withoutSecrets } from '../mcp/remote.ts';
import type { Telling } from '../telling.ts';
import { effectOfName } from '../tools/effects.ts';
import { tellPrompt, tellTool } from '../tools/tell-tools.ts';

/** A2A agent cards: `/.well-known/agent-card.json` (A2A specification, AgentCard, versions 0.2 to 1.0). */
export const CARD: Form = {
  name: 'A2A agent card',
  may: (text) => text.includes('"skills"') && (text.includes('"capabilities"') || text.includes('"protocolVersion"') || text.includes('"supportedInterfaces"')), // prettier-ignore
  own: (path) => /(?:^|\/)(?:agent-card\.json|\.well-known\/agent\.json)$/u.test(path),
  is: (root) =>
    root.text('name') !== undefined && root.items('skills').length > 0 && urls(root).length > 0 && (root.has('capabilities') || root.has('protocolVersion')), // prettier-ignore
  tell(telling, root) {
    const name = root.text('name') ?? 'agent';
    const id = telling.node(telling.id('a2a', 'Agent'), 'Agent', name, [root.evidence]);
    for (const { at, url } of urls(root)) {
      telling.estate.known(id, hostKey(url));
      if (hostKey(url) === undefined) continue;
      tellBackend(telling, id, url, at);
      telling.estate.fact({
        fact: 'tool-server', node: id, transport: 'http', url: withoutSecrets(url), evidence: [at.evidence], confidence: 'configured', ...authenticationOf(root),
      }); // prettier-ignore
    }
    const open = authenticationOf(root).authentication === 'none';
    tellPrompt(telling, 'a2a', id, [], root, open);
    for (const skill of root.items('skills')) {
      const skillName = skill.text('id') ?? skill.text('name');
      if (skillName === undefined) continue;
      const judged = effectOfName(skillName);
      tellTool(
        telling,
        { node: id, source: 'a2a', path: [], named: name },
        { name: skillName, judged, evidence: skill.evidence, automatic: true },
      );
    }
    const provider = root.get('provider', 'url');
    const site = provider?.text();
    if (provider && site !== undefined && !urls(root).some(({ url }) => hostKey(url) === hostKey(site)))
      tellCall(telling, id, site, provider);
  },
};

/** Names that only the DNS of a cluster or of a compose network answers. */
const INSIDE = /^(?:[a-z0-9-]{1,63}|.{1,200}\.svc(?:\.[a-z0-9.-]{1,100})?)$/u;

/** Requests to the agent arrive at the Service of its address; what that runs is told by the Service. */
function tellBackend({ estate }: Telling, node: NodeId, url: string, at: Entry): void {
  const key = backendKey(url);
  const host = hostKey(url)?.slice('host:'.length) ?? '';
  if (key === undefined) return;
  const evidence = [at.evidence];
  const unknown = { id: nodeId('net', 'Host', host), kind: 'Endpoint', name: host, realm: host, environment: 'unknown', implied: true, evidence } as const; // prettier-ignore
  const otherwise = INSIDE.test(host) ? { otherwise: unknown } : {};
  estate.refer({ kind: 'ROUTES_TO', node, side: 'from', key, confidence: 'configured', evidence, ...otherwise });
}

/** Where the agent answers; the first interface stands for all of one host. */
function urls(root: Entry): readonly { readonly at: Entry; readonly url: string }[] {
  const places = [
    root.get('url'),
    ...['supportedInterfaces', 'additionalInterfaces'].flatMap((key) => root.items(key).map((one) => one.get('url'))),
  ];
  const seen = new Set<string>();
  return places.flatMap((at) => {
    const url = at?.text();
    const key = url === undefined ? undefined : (hostKey(url) ?? url);
    if (!at || url === undefined || key === undefined || seen.has(key)) return [];
    seen.add(key);
    return [{ at, url }];
  });
}

const OAUTH = new Set(['oauth2', 'openIdConnect', 'oauth2SecurityScheme', 'openIdConnectSecurityScheme']);

/** By the schemes that `security` asks for; without `security` the agent answers whoever asks. */
function authenticationOf(root: Entry): Pick<ToolServerFact, 'authentication' | 'because'> {
  const asked = [...root.items('security'), ...root.items('securityRequirements')].flatMap((one) =>
    (one.entries('schemes').length > 0 ? one.entries('schemes') : one.entries()).map(([name]) => name),
  );
  const older = root.texts('authentication', 'schemes');
  if (asked.length === 0 && older.length === 0)
    return { authentication: 'none', because: 'the card asks for no security' };
  const schemes = root.entries('securitySchemes').filter(([name]) => asked.includes(name));
  const kinds = [
    ...older,
    ...schemes.flatMap(([, one]) => [one.text('type') ?? '', ...one.entries().map(([key]) => key)]),
  ];
  if (kinds.some((kind) => OAUTH.has(kind) || /oauth/iu.test(kind)))
    return { authentication: 'oauth', because: 'the card asks for OAuth' };
  if (kinds.some((kind) => /mutualTLS|mtls/iu.test(kind)))
    return { authentication: 'unknown', because: 'the card asks for mutual TLS' };
  if (kinds.some((kind) => /^api_?key/iu.test(kind) || /apiKeySecurityScheme/u.test(kind)))
    return { authentication: 'static-key', because: 'the card asks for an API key' };
  return { authentication: 'unknown', because: `the card asks for ${[...asked, ...older].slice(0, 5).join(', ')}` };
}
