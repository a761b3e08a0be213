/** What one generated file says; `n` numbers it, `draw` gives seeded numbers in [0, 1). */
export interface Kind {
  readonly name: string;
  /** Of all files. */
  readonly share: number;
  path(n: number): string;
  text(n: number, draw: () => number): string;
}

const team = (n: number): string => `team-${n % 400}`;

/** Kinds of files as they stand in a large AI estate; notebooks with pictures in their outputs carry most of the bytes. */
export const KINDS: readonly Kind[] = [
  {
    name: 'kubernetes',
    share: 0.3,
    path: (n) => `clusters/c${n % 8}/${team(n)}/app-${n}.yaml`,
    text: (n, draw) => `apiVersion: v1
kind: ServiceAccount
metadata: {name: app-${n}, namespace: ${team(n)}}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: app-${n}
  namespace: ${team(n)}
  labels: {app: app-${n}, owner: ${team(n)}}
spec:
  replicas: ${1 + Math.floor(draw() * 5)}
  selector: {matchLabels: {app: app-${n}}}
  template:
    metadata: {labels: {app: app-${n}}}
    spec:
      serviceAccountName: app-${n}
      containers:
        - name: main
          image: registry.example.com/${team(n)}/app-${n}:1.${n % 9}
          env:
            - {name: OPENAI_BASE_URL, value: "http://gateway.${team(n)}.svc.cluster.local"}
            - name: API_KEY
              valueFrom: {secretKeyRef: {name: app-${n}, key: api-key}}
---
apiVersion: v1
kind: Service
metadata: {name: app-${n}, namespace: ${team(n)}}
spec: {selector: {app: app-${n}}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: app-${n}, namespace: ${team(n)}}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${draw() < 0.1 ? 'edit' : 'view'}}
subjects: [{kind: ServiceAccount, name: app-${n}, namespace: ${team(n)}}]
`,
  },
  {
    name: 'workflow',
    share: 0.12,
    path: (n) => `repos/r${n % 600}/.github/workflows/w-${n}.yml`,
    text: (n, draw) => `name: w-${n}
on: [push, ${draw() < 0.1 ? 'pull_request_target' : 'pull_request'}]
permissions: {contents: read${draw() < 0.3 ? ', id-token: write' : ''}}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: docker/build-push-action@v${1 + (n % 6)}
        with: {push: true, tags: "registry.example.com/${team(n)}/app-${n}:latest"}
      - run: make test
        env: {HF_TOKEN: "\${{ secrets.HF_TOKEN_${n % 50} }}"}
`,
  },
  {
    name: 'gitlab',
    share: 0.04,
    path: (n) => `repos/g${n}/.gitlab-ci.yml`,
    text: (n) => `stages: [build, deploy]
deploy-${n}:
  stage: deploy
  environment: {name: production}
  script:
    - kubectl --context c${n % 8} -n ${team(n)} apply -f k8s/
`,
  },
  {
    name: 'notebook',
    share: 0.16,
    path: (n) => `notebooks/${team(n)}/n-${n}.ipynb`,
    text: (n, draw) => notebook(n, draw),
  },
  {
    name: 'mcp',
    share: 0.1,
    path: (n) => `repos/r${n % 600}/tools/t-${n}/.mcp.json`,
    text: (n) => `{
  // servers of ${team(n)}
  "mcpServers": {
    "files": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-filesystem", "/data"] },
    "tickets-${n}": { "url": "https://tickets-${n % 90}.example.com/mcp", "headers": { "Authorization": "Bearer \${TICKETS}" } },
  },
}
`,
  },
  {
    name: 'compose',
    share: 0.08,
    path: (n) => `repos/r${n % 600}/stacks/s-${n}/compose.yaml`,
    text: (n) => `services:
  model: {image: "vllm/vllm-openai:v0.${n % 12}", command: ["--model", "org/m-${n}"], ports: ["8000:8000"]}
  agent:
    image: registry.example.com/${team(n)}/agent-${n}
    environment: {OPENAI_BASE_URL: "http://model:8000/v1", QDRANT_URL: "http://qdrant:6333"}
  qdrant: {image: "qdrant/qdrant:v1.${n % 14}"}
`,
  },
  {
    name: 'litellm',
    share: 0.03,
    path: (n) => `gateways/g-${n}/config.yaml`,
    text: (n) => `model_list:
  - model_name: m-${n}
    litellm_params: {model: openai/gpt-4o, api_key: os.environ/OPENAI_API_KEY}
  - model_name: own-${n}
    litellm_params: {model: openai/own, api_base: "http://app-${n}.${team(n)}.svc.cluster.local"}
general_settings: {master_key: os.environ/LITELLM_MASTER_KEY}
`,
  },
  {
    name: 'other',
    share: 0.17,
    path: (n) => `repos/r${n % 600}/src/f-${n}.${['md', 'py', 'ts', 'json', 'yaml'][n % 5] ?? 'txt'}`,
    text: (n) => (n % 5 === 3 ? `{"version": ${n}, "values": [1, 2, 3]}\n` : `title: page ${n}\n`.repeat(40)),
  },
];

/** Characters of a picture in an output: the largest share of a real notebook. */
const PICTURE = 150_000;

function notebook(n: number, draw: () => number): string {
  const cells = Array.from({ length: 12 }, (_, at) => ({
    cell_type: 'code',
    execution_count: at,
    metadata: {},
    source: [
      'import pandas as pd\n',
      `df = pd.read_parquet("s3://data-${n % 40}/part-${at}.parquet")\n`,
      draw() < 0.01 ? `token = "hf_${Array.from({ length: 34 }, () => letter(draw)).join('')}"\n` : 'df.head()\n',
    ],
    outputs: [{ output_type: 'stream', name: 'stdout', text: [`rows ${n * at}\n`] }],
  }));
  const picture = Array.from({ length: 64 }, () => letter(draw))
    .join('')
    .repeat(Math.floor((PICTURE * (0.5 + draw())) / 64));
  const shown = {
    output_type: 'display_data',
    metadata: {},
    data: { 'image/png': picture, 'text/plain': ['<Figure>'] },
  };
  const [first, ...rest] = cells;
  const all = [{ ...first, outputs: [shown] }, ...rest];
  return `${JSON.stringify({ cells: all, metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

function letter(draw: () => number): string {
  return 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'[Math.floor(draw() * 62)] ?? 'a';
}
