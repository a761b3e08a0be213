/** A valid file of each format, constructed after its vendor's documentation, with credentials in its usual places. */
export interface Sample {
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

/** Made up. None of them may stand in anything that is printed. */
export const SECRETS = [
  'ghp_Zk9vQ2mXr7LpTbW4nYcJdHsAfGuEoIiR1xKq', 'sk-proj-Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4z', 'AKIAQ3EGRT5YUIOP7MNB',
  'wJ7rXUtnFEMi/K7MDENG/bPxRfiCYzQ9mLk2Vh5t', 'Vx83kQpl29ZsRtWm', 'hf_QmVtZxLcRbNyKdHfWsPgJuEaTiOrYvBn', 'xoxb-948271650392-Qm4Vt7Zx2Lc9Rb6Ny3Kd',
] as const; // prettier-ignore
const [GITHUB, OPENAI, AWS_ID, AWS_KEY, PASSWORD, HUGGING_FACE, SLACK] = SECRETS;

const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`;

const MCP = lines(
  '{',
  '  "mcpServers": {',
  '    "github": {',
  '      "command": "npx",',
  '      "args": ["-y", "@modelcontextprotocol/server-github"],',
  `      "env": { "GITHUB_PERSONAL_ACCESS_TOKEN": "${GITHUB}" }`,
  '    },',
  `    "crm": { "type": "http", "url": "https://crm.example.test/mcp", "headers": { "Authorization": "Bearer ${SLACK}" } },`,
  `    "files": { "command": "docker", "args": ["run", "-e", "API_KEY=${OPENAI}", "-v", "C:\\\\Users\\\\ann:/data", "mcp/filesystem"] }`,
  '  }',
  '}',
);

const NOTEBOOK = lines(
  '{',
  ' "cells": [',
  '  { "cell_type": "markdown", "metadata": {}, "source": ["# Training\\n", "as agreed"] },',
  '  {',
  '   "cell_type": "code", "execution_count": 1, "metadata": {},',
  `   "outputs": [{ "output_type": "stream", "name": "stdout", "text": ["token ${HUGGING_FACE}\\n"] }],`,
  `   "source": ["import os\\n", "os.environ['AWS_ACCESS_KEY_ID'] = '${AWS_ID}'\\n", "os.environ['AWS_SECRET_ACCESS_KEY'] = '${AWS_KEY}'\\n", "frame = pd.read_csv('s3://customer-data/all.csv')\\n", "!curl -H 'Authorization: Bearer ${GITHUB}' https://api.example.test\\n"]`,
  '  }',
  ' ],',
  ' "metadata": { "kernelspec": { "display_name": "Python 3", "language": "python", "name": "python3" } },',
  ' "nbformat": 4,',
  ' "nbformat_minor": 5',
  '}',
);

const WORKFLOW = lines(
  'name: deploy',
  'on:',
  '  pull_request_target:',
  '    types: [opened]',
  '  workflow_dispatch:',
  'permissions:',
  '  contents: write',
  '  id-token: write',
  'env:',
  `  HF_TOKEN: ${HUGGING_FACE}`,
  'jobs:',
  '  build:',
  '    runs-on: [self-hosted, gpu]',
  '    environment: prod',
  '    steps:',
  '      - uses: actions/checkout@v4',
  '        with:',
  '          ref: ${{ github.event.pull_request.head.sha }}',
  '      - uses: docker/login-action@v3',
  `        with: { username: ci, password: ${PASSWORD}, token: "\${{ secrets.REGISTRY }}" }`,
  '      - run: |',
  `          curl -u ci:${PASSWORD} -H "Authorization: token ${GITHUB}" https://api.example.test`,
  '          echo "${{ github.event.pull_request.title }}"',
  '          kubectl --context prod apply -f deploy/',
  '          docker push registry.example.test/ml/trainer:latest',
);

const COMPOSE = lines(
  'x-keys: &keys',
  `  OPENAI_API_KEY: ${OPENAI}`,
  'services:',
  '  app:',
  '    image: example/app:1.0',
  '    environment:',
  '      <<: *keys',
  `      DATABASE_URL: postgresql://app:${PASSWORD}@db:5432/customers`,
  '      LLM_URL: ${LLM_URL:-http://llm:8000}',
  '    volumes: ["/var/run/docker.sock:/var/run/docker.sock", "./config.yaml:/etc/app.yaml"]',
  '  llm:',
  '    image: vllm/vllm-openai:v0.6.0',
  `    command: ["--model", "acme/model", "--api-key", "${SLACK}"]`,
  '    ports: ["8000:8000"]',
  '  db:',
  '    image: postgres:16',
  `    environment: [POSTGRES_PASSWORD=${PASSWORD}]`,
);

const LITELLM = lines(
  'model_list:',
  '  - model_name: chat',
  '    litellm_params:',
  '      model: openai/gpt-4o',
  `      api_key: ${OPENAI}`,
  '  - model_name: local',
  '    litellm_params: { model: hosted_vllm/acme/model, api_base: "http://llm:8000/v1" }',
  'general_settings:',
  `  master_key: ${SLACK}`,
  `  database_url: postgresql://proxy:${PASSWORD}@db:5432/litellm`,
  'mcp_servers:',
  `  crm: { url: "https://crm.example.test/mcp", auth_type: bearer_token, auth_value: ${GITHUB} }`,
);

const CARD = lines(
  '{',
  '  "protocolVersion": "0.3.0",',
  '  "name": "crm-agent",',
  '  "url": "https://crm.example.test/a2a",',
  '  "capabilities": { "streaming": true },',
  '  "securitySchemes": { "key": { "type": "apiKey", "in": "header", "name": "X-Key" } },',
  '  "security": [{ "key": [] }],',
  '  "skills": [{ "id": "delete-customer", "name": "Delete", "description": "Deletes", "tags": ["crm"] }]',
  '}',
);

const AGENT = lines(
  'agents:',
  '  root:',
  '    model: openai/gpt-4o',
  '    instruction: Help people',
  '    toolsets:',
  '      - type: mcp',
  '        command: uvx',
  '        args: [mcp-server-fetch]',
  `        env: { API_KEY: ${OPENAI} }`,
  '      - type: shell',
);

const GITLAB = lines(
  'include:',
  '  - local: /ci/deploy.yml',
  'stages: [build, deploy]',
  'variables:',
  `  REGISTRY_PASSWORD: ${PASSWORD}`,
  '.base: &base',
  '  before_script:',
  `    - pip install --index-url https://ci:${PASSWORD}@pypi.example.test/simple torch`,
  'train:',
  '  <<: *base',
  '  stage: build',
  '  id_tokens: { TOKEN: { aud: https://cloud.example.test } }',
  '  rules: [{ if: \'$CI_PIPELINE_SOURCE == "merge_request_event"\' }]',
  '  script:',
  '    - papermill notebooks/train.ipynb out.ipynb',
  `    - export AWS_SECRET_ACCESS_KEY=${AWS_KEY}`,
  '    - docker push registry.example.test/ml/trainer:$CI_COMMIT_SHA',
);

const ENTRA = lines(
  '{',
  '  "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#oauth2PermissionGrants",',
  '  "value": [',
  '    {',
  '      "id": "l5eW7x0gaka-Z4kJ3Hj2rE", "clientId": "ef969797-201d-4f6b-960c-e9ed5f31dab5", "consentType": "AllPrincipals",',
  '      "principalId": null, "resourceId": "943603e4-e787-4fe9-93d1-e30f749aae39", "scope": "Mail.Read Files.ReadWrite.All"',
  '    }',
  '  ]',
  '}',
);

export const SAMPLES: readonly [Sample, ...Sample[]] = [
  { name: 'mcp', path: '.mcp.json', text: MCP },
  { name: 'notebook', path: 'train.ipynb', text: NOTEBOOK },
  { name: 'workflow', path: '.github/workflows/deploy.yml', text: WORKFLOW },
  { name: 'compose', path: 'compose.yaml', text: COMPOSE },
  { name: 'vscode', path: '.vscode/mcp.json', text: MCP.replace('mcpServers', 'servers') },
  { name: 'litellm', path: 'litellm.yaml', text: LITELLM },
  { name: 'card', path: 'agent-card.json', text: CARD },
  { name: 'agent', path: 'agent.yaml', text: AGENT },
  { name: 'gitlab', path: '.gitlab-ci.yml', text: GITLAB },
  { name: 'entra', path: 'grants.json', text: ENTRA },
];
