import { frontdoors } from '../../src/connectors/frontdoors/connector.ts';
import { connectorContract } from './connector.ts';

/** Constructed after the LiteLLM proxy documentation (docs.litellm.ai). */
const CONFIG = `
model_list:
  - model_name: chat
    litellm_params: { model: openai/gpt-4o, api_key: sk-proj-Ab3dEf6hIj9kLm2nOp5qRs8tUv1w }
  - model_name: local
    litellm_params:
      model: hosted_vllm/Qwen/Qwen2.5-7B-Instruct
      api_base: http://llm.ml.svc:8000/v1
  - model_name: claude
    litellm_params: { model: bedrock/anthropic.claude-3, aws_role_name: "arn:aws:iam::123456789012:role/bedrock" }
general_settings:
  master_key: sk-Qm4Vt7Zx2Lc9Rb5Nw8Kd3Hf6
  database_url: postgresql://litellm:Vx83kQpl29ZsRt@db.internal:5432/litellm
  pass_through_endpoints:
    - path: /rerank
      target: https://api.cohere.com/v1/rerank
      headers: { Authorization: "bearer os.environ/COHERE_API_KEY", x-api-key: Hq72LmPz81XcVb }
      forward_headers: true
litellm_settings: { callbacks: [langfuse] }
environment_variables: { LANGFUSE_SECRET_KEY: "sk-lf-Zk9vQ2mXr7Lp" }
mcp_servers:
  tickets: { url: "https://tools.example.test/mcp?key=Rr81LmPz7aXc", auth_type: bearer_token, auth_value: tok-Yq82LmPz71XcVb }
`;

connectorContract(frontdoors, {
  files: { 'proxy/config.yaml': CONFIG, 'proxy/other.yaml': 'model_list: 3\n' },
  secrets: [
    'sk-proj-Ab3dEf6hIj9kLm2nOp5qRs8tUv1w', 'sk-Qm4Vt7Zx2Lc9Rb5Nw8Kd3Hf6', 'Vx83kQpl29ZsRt', 'Hq72LmPz81XcVb', 'sk-lf-Zk9vQ2mXr7Lp',
    'tok-Yq82LmPz71XcVb', 'Rr81LmPz7aXc',
  ],
}); // prettier-ignore
