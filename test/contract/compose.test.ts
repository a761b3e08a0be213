import { compose } from '../../src/connectors/compose/connector.ts';
import { connectorContract } from './connector.ts';

/** Constructed after the Compose file reference (docs.docker.com). */
const MAIN = `
x-common: &common
  restart: always
  environment:
    OPENAI_API_KEY: \${OPENAI_API_KEY}
services:
  agent:
    <<: *common
    build: { context: ., args: { NPM_TOKEN: "npm-Zk9vQ2mXr7Lp4Tq8" } }
    ports: ["8080:8080", "127.0.0.1:9090:9090"]
    env_file: .env
    environment:
      - OPENAI_BASE_URL=http://gateway:4000/v1
      - QDRANT_URL=http://index:6333
      - DATABASE_URL=postgres://app:Vx83kQpl29ZsRt@db:5432/tickets
    models: [small]
    volumes: [ "/var/run/docker.sock:/var/run/docker.sock:ro", "./agents.yaml:/agents.yaml" ]
  gateway:
    image: ghcr.io/berriai/litellm:main
    command: --config /app/config.yaml
    ports: ["4000:4000"]
    environment: { LITELLM_MASTER_KEY: sk-Qm4Vt7Zx2Lc9Rb5Nw8Kd3Hf6 }
    volumes: ["./litellm.yaml:/app/config.yaml"]
  llm:
    image: vllm/vllm-openai:v0.6
    command: ["--model", "org/model", "--trust-remote-code"]
    privileged: true
    deploy: { resources: { reservations: { devices: [ { driver: nvidia, count: all, capabilities: [gpu] } ] } } }
  index: { image: "qdrant/qdrant:v1" }
  db:
    image: postgres:16
    environment: { POSTGRES_PASSWORD_FILE: /run/secrets/db }
    secrets: [db]
models: { small: { model: ai/gemma3 } }
secrets: { db: { file: ./db_password.txt } }
`;

connectorContract(compose, {
  files: {
    'shop/compose.yaml': MAIN,
    'shop/compose.prod.yaml': 'services:\n  agent:\n    privileged: true\n    network_mode: host\n',
    'shop/.env': 'OPENAI_API_KEY=sk-proj-Ab3dEf6hIj9kLm2nOp5qRs8tUv1w\nMODE=live\n',
    'shop/db_password.txt': 'Hq72LmPz81XcVb\n',
    'shop/litellm.yaml': 'model_list: []\n',
  },
  secrets: [
    'npm-Zk9vQ2mXr7Lp4Tq8', 'Vx83kQpl29ZsRt', 'sk-Qm4Vt7Zx2Lc9Rb5Nw8Kd3Hf6', 'sk-proj-Ab3dEf6hIj9kLm2nOp5qRs8tUv1w',
    'Hq72LmPz81XcVb',
  ],
}); // prettier-ignore
