import { expect, it } from 'vitest';
import { compose } from '../../src/connectors/compose/connector.ts';
import { frontdoors } from '../../src/connectors/frontdoors/connector.ts';
import { plainContext, readWith, textFile } from '../../src/connectors/testing/read-texts.ts';
import { join } from '../../src/inventory/join.ts';
import { EstateBuilder } from '../../src/model/builder.ts';
import type { Estate } from '../../src/model/estate.ts';

const edges = ({ edges: all }: Estate, kind: string): string[] =>
  all
    .filter((one) => one.kind === kind)
    .map(({ from, to, confidence }) => `${from} ${to} ${confidence}`.replaceAll('default/config.yaml', '.'));

it('the compose service that mounts the file is its proxy, and lends it its keys', () => {
  const builder = new EstateBuilder();
  const files = [
    textFile(
      'config.yaml',
      'model_list: [{ model_name: chat, litellm_params: { model: gpt-4o, api_key: os.environ/OPENAI_API_KEY } }]\n',
    ),
    textFile(
      'compose.yaml',
      'services:\n  proxy: { image: ghcr.io/berriai/litellm, ports: ["4000:4000"], volumes: ["./config.yaml:/app/config.yaml"], environment: [OPENAI_API_KEY] }\n  app: { image: app, environment: { LLM_URL: "http://proxy:4000" } }\n',
    ),
  ];
  for (const connector of [compose, frontdoors]) readWith(connector, files, plainContext(builder));
  join(builder);
  const told = builder.build();
  expect(edges(told, 'CONTAINS')).toContain('compose:Service:default/compose.yaml/proxy litellm:File:. configured');
  expect(edges(told, 'ROUTES_TO')).toContain(
    'compose:Endpoint:default/compose.yaml/proxy litellm:Gateway:. configured',
  );
  expect(edges(told, 'GATEWAY_FORWARDS_AS')).toContain(
    'litellm:Gateway:. compose:ApiKey:default/compose.yaml/OPENAI_API_KEY possible',
  );
  expect(edges(told, 'CALLS')).toContain(
    'compose:Service:default/compose.yaml/app compose:Endpoint:default/compose.yaml/proxy configured',
  );
});
