import { describe, expect, it } from 'vitest';
import type { Estate } from '../../model/estate.ts';
import { readTexts } from '../testing/read-texts.ts';
import { frontdoors } from './connector.ts';

const read = (text: string): Estate => readTexts(frontdoors, { 'config.yaml': text }).estate;
const short = (id: string): string => id.replace('default/config.yaml', '.');
const edges = ({ edges: all }: Estate, kind: string): string[] =>
  all
    .filter((one) => one.kind === kind)
    .map(({ from, to, confidence }) => `${short(from)} ${short(to)} ${confidence}`)
    .sort();
const endpoints = ({ facts }: Estate): string[] =>
  facts.flatMap((one) => (one.fact === 'endpoint' ? [`${one.product} ${one.authentication} ${one.confidence}`] : []));

const MODEL =
  'model_list: [{ model_name: chat, litellm_params: { model: gpt-4o, api_key: os.environ/OPENAI_API_KEY } }]\n';

describe('what a LiteLLM configuration tells', () => {
  it.each([
    ['general_settings: { master_key: os.environ/KEY }', 'LiteLLM required configured'],
    ['general_settings: { master_key: sk-1234 }', 'LiteLLM required configured'],
    ['general_settings: { custom_auth: mine.auth }', 'LiteLLM required configured'],
    ['general_settings: { enable_jwt_auth: true }', 'LiteLLM required configured'],
    ['general_settings: { debug: true }', 'LiteLLM none possible'],
    ['litellm_settings: {}', 'LiteLLM none possible'],
  ])('%s: %s', (settings, told) => {
    expect(endpoints(read(`${MODEL}${settings}\n`))).toEqual([told]);
  });

  it('a pass-through that puts a key in asks only with auth', () => {
    const pass = (auth: string): string =>
      `${MODEL}general_settings: { master_key: x-y-z-1, pass_through_endpoints: [{ path: /a, target: "https://a.test", headers: { x-api-key: os.environ/A_KEY_TOKEN }${auth} }] }\n`;
    expect(endpoints(read(pass('')))).toContain('LiteLLM pass-through none configured');
    expect(endpoints(read(pass(', auth: true')))).toContain('LiteLLM pass-through required configured');
  });

  it('a tool server gets the token of the caller only where its header is named', () => {
    const handed = (headers: string): readonly string[] =>
      read(
        `${MODEL}mcp_servers: { tickets: { url: "https://t.test/mcp", extra_headers: ${headers} } }\n`,
      ).facts.flatMap((one) => (one.fact === 'passthrough' ? [one.because] : []));
    expect(handed('[x-trace-id, authorization]')).toEqual(['extra_headers of tickets names Authorization']);
    expect(handed('[x-trace-id]')).toEqual([]);
    expect(handed('{ authorization: "Bearer x" }')).toEqual([]);
  });

  it('keys, fallbacks and roles are what it forwards as', () => {
    const told = read(`model_list:
  - { model_name: a, litellm_params: { model: anthropic/claude, api_key: os.environ/MINE_TOKEN } }
  - { model_name: b, litellm_params: { model: groq/llama } }
  - { model_name: c, litellm_params: { model: bedrock/x, aws_role_name: "arn:aws:iam::123456789012:role/r" } }
  - { model_name: d, litellm_params: { model: openai/x, api_base: "http://llm:8000", api_key: none } }
`);
    expect(edges(told, 'GATEWAY_FORWARDS_AS')).toEqual([
      'litellm:Gateway:. aws:Role:123456789012/arn:aws:iam::123456789012:role%2Fr possible',
      'litellm:Gateway:. litellm:ApiKey:./GROQ_API_KEY possible',
      'litellm:Gateway:. litellm:ApiKey:./MINE_TOKEN configured',
    ]);
    expect(edges(told, 'OPENS')).toContain('litellm:ApiKey:./MINE_TOKEN vendor:Vendor:anthropic configured');
  });

  it('a literal key can be taken out, a default is no key that others share', () => {
    const { estate, builder } = readTexts(frontdoors, {
      'config.yaml': `${MODEL}general_settings: { master_key: sk-1234 }\n`,
    });
    expect(estate.facts.find(({ fact }) => fact === 'credential')).toMatchObject({
      where: 'file',
      reference: 'os.environ/LITELLM_MASTER_KEY',
    });
    expect([...builder.allKeys().keys()].filter((key) => key.startsWith('credential:'))).toEqual([]);
    expect(edges(estate, 'OPENS')).toContain('litellm:ApiKey:./master_key litellm:Gateway:. configured');
  });

  it('other YAML with a model_list is not its own', () => {
    expect(read('model_list: [a, b]\n').nodes).toEqual([]);
  });
});
