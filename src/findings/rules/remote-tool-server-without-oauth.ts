import type { FindingDraft, FixPlan, Severity } from '../../model/finding.ts';
import type { ToolServerFact } from '../../model/system-facts.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo } from '../stake.ts';

/** Row 31, second half. One finding a server. */
export const remoteToolServerWithoutOauth: Rule = {
  name: 'remote-tool-server-without-oauth',
  row: 31,
  title: 'A remote tool server is called without OAuth',
  severities: [
    ['high', 'without TLS and without any authentication, outside of a private network'],
    ['medium', 'with a key that does not end, or inside a private network'],
    ['low', 'the server is switched off, or in development'],
  ],
  fires:
    'A client calls a tool server on another machine over plain HTTP, or with a key in a header, a variable or the address.',
  quiet:
    'OAuth in the configuration or documented for the server; servers on this machine; HTTPS without a key, where the server may ask for OAuth.',
  frameworks: [
    'NHI4:2025',
    'ASI03',
    'ASI07',
    'MAESTRO-L7',
    'CSF-2.0 PR.AA-03',
    'SP-800-53 IA-9',
    'ISO-27001 A.8.5',
    'ATLAS AML.T0083',
  ],
  *judge(context) {
    for (const fact of context.of('tool-server')) {
      const { authentication, url } = fact;
      if (url === undefined || HERE.test(url) || (authentication !== 'none' && authentication !== 'static-key'))
        continue;
      yield draft(context, fact, url);
    }
  },
};

const HERE =
  /^[a-z]+:\/\/(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\]|0\.0\.0\.0|host\.docker\.internal)(?:[:/]|$)/iu;
/** Names without a dot and the addresses of RFC 1918: nobody else's network. */
const PRIVATE =
  /^[a-z]+:\/\/(?:[\w-]+(?::|\/|$)|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|[\w.-]+\.(?:local|internal|svc|lan)(?::|\/|$))/iu;

function draft(context: JudgeContext, fact: ToolServerFact, url: string): FindingDraft {
  const stake = context.pathToStake([fact.node]);
  const none = fact.authentication === 'none';
  const private_ = PRIVATE.test(url);
  const severity: Severity =
    fact.confidence === 'possible' || context.environment(fact.node) === 'dev'
      ? 'low'
      : none && !private_
        ? 'high'
        : 'medium';
  return {
    severity,
    confidence: fact.confidence,
    identity: fact.node,
    title: `${context.named(fact.node)} is called ${none ? 'without authentication' : 'with a key instead of OAuth'}`,
    detail: `${fact.because} (${url}). ${none ? 'Whoever is on the way reads and changes what tools are asked and answer.' : 'Every user of the file is the same caller, and the key works for whoever copies it, until somebody changes it.'}${leadingTo(stake)}`,
    evidence: fact.evidence,
    key: none ? 'none' : 'static key',
    ...atStake(stake),
    fix: fixOf(fact, url, none),
  };
}

function fixOf({ headers, urlSpan }: ToolServerFact, url: string, none: boolean): FixPlan {
  const check = `# does the server offer OAuth? It answers 401 with resource_metadata when it does.\ncurl -sS -D - -o /dev/null -X POST ${shell(url)} | grep -i '^www-authenticate'\n`;
  if (none && urlSpan && /^http:/iu.test(url))
    return {
      kind: 'patch',
      why: 'Over TLS the client knows the server, and an MCP server that asks for authorization is then answered with OAuth.',
      edits: [{ ...urlSpan, text: JSON.stringify(url.replace(/^http:/iu, 'https:')) }],
      instead: check,
    };
  if (headers)
    return {
      kind: 'patch',
      why: 'The server offers OAuth: without the key each person signs in, for this server alone, and can be cut off alone. Take the key back.',
      edits: [{ ...headers, text: '{}', hidden: true }],
      instead: check,
    };
  return {
    kind: 'policy',
    why: 'Take the key out and let the client sign in (MCP authorization: OAuth 2.1 with the resource parameter); where the server offers none, put a gateway before it that does, and keep the key there.',
    text: check,
  };
}

const shell = (text: string): string => `'${text.replace(/'/gu, `'\\''`)}'`;
