import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { consentExports } from '../../contract/samples/consents.ts';
import { SAMPLES } from '../fuzz/samples.ts';
import { CLOUDS } from './clouds.ts';

/** An estate whose every hop is a file of another system. */
const CROSSING = 'test/e2e/crossing';

/** Kubernetes as it is kept: bases, overlays that rename, a chart, rights, what controllers make pods of, one thing written twice. */
const CLUSTER = {
  'k8s/base/kustomization.yaml': 'resources: [app.yaml, rights.yaml]\nconfigMapGenerator: [{name: conf, files: [conf.env]}]\n',
  'k8s/base/conf.env': 'TOKEN=hf_QmVtZxLcRbNyKdHfWsPgJuEaTiOrYvBn\n',
  'k8s/base/app.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: app, labels: {app: app}}
spec:
  selector: {matchLabels: {app: app}}
  template:
    metadata: {labels: {app: app}}
    spec:
      serviceAccountName: app
      containers:
        - name: main
          image: vllm/vllm-openai:v0.6.0
          command: [sh, -c, "vllm serve Qwen/Qwen2-7B --trust-remote-code --api-key sk-proj-Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4z"]
          envFrom: [{configMapRef: {name: conf}}, {secretRef: {name: keys}}]
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: app}
---
apiVersion: v1
kind: Service
metadata: {name: app}
spec: {selector: {app: app}, ports: [{port: 8000}]}
`,
  'k8s/base/rights.yaml': `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: wide}
rules:
  - {apiGroups: [""], resources: [secrets, pods, pods/exec], verbs: [get, list, create]}
  - {apiGroups: [serving.kserve.io], resources: ["*"], verbs: ["*"]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: wide}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: wide}
subjects: [{kind: ServiceAccount, name: app, namespace: default}]
`,
  'k8s/overlays/prod/kustomization.yaml': 'namespace: ml\nnamePrefix: prod-\nresources: [../../base]\n',
  'k8s/overlays/dev/kustomization.yaml': 'namespace: dev\nresources: [../../base]\nlabels: [{pairs: {team: ml}}]\n',
  'k8s/keys.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: {name: keys}\nstringData: {OPENAI_API_KEY: sk-proj-Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4z}\n',
  'k8s/serving.yaml': `apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: {name: ranker}
spec: {predictor: {model: {modelFormat: {name: sklearn}, storageUri: "s3://models/ranker/model.pkl", runtime: sk}}}
---
apiVersion: serving.kserve.io/v1alpha1
kind: ClusterServingRuntime
metadata: {name: sk}
spec: {supportedModelFormats: [{name: sklearn, autoSelect: true}], containers: [{name: kserve-container, image: "kserve/sklearnserver:latest"}]}
`,
  'k8s/again.yaml': 'apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata: {name: ranker}\nspec: {predictor: {sklearn: {storageUri: "gs://other/ranker"}}}\n',
  'k8s/crd.yaml': 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: things.acme.test}\nspec: {group: acme.test, scope: Cluster, names: {kind: Thing, plural: things}}\n',
  'k8s/thing.yaml': 'apiVersion: acme.test/v1\nkind: Thing\nmetadata: {name: one}\n',
  'chart/Chart.yaml': 'apiVersion: v2\nname: gate\nversion: 0.1.0\n',
  'chart/values.yaml': 'image: ghcr.io/berriai/litellm:main\nkey: sk-1234\n',
  'chart/templates/gate.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: "{{ .Release.Name }}-gate"}\nspec:\n  containers: [{name: gate, image: "{{ .Values.image }}", env: [{name: LITELLM_MASTER_KEY, value: "{{ .Values.key }}"}]}]\n',
}; // prettier-ignore

/** What the other lists lack, constructed after GitHub's, Backstage's, MLflow's, SchedMD's, Ray's and Compose's documentation. */
const OTHERS = {
  'writ.estate.yaml': 'realms:\n  - {path: "k8s/overlays/**", realm: ours, environment: prod}\njewels:\n  - {id: "k8s:*:*/keys", tier: 8, name: keys}\n',
  '.github/CODEOWNERS': '* @acme/platform\n/k8s/ @acme/ml\n',
  'catalog-info.yaml': 'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: app, annotations: {backstage.io/kubernetes-id: app}}\nspec: {type: service, owner: group:default/ml}\n',
  'action/action.yml': 'name: act\nruns:\n  using: composite\n  steps:\n    - {run: "kubectl apply -f k8s", shell: bash}\n',
  'mlflow/models.json': '{"registered_models": [{"name": "churn", "latest_versions": [{"name": "churn", "version": "2", "current_stage": "Production", "source": "s3://models/churn/2/model.pkl", "run_id": "r1"}]}]}\n',
  'model/MLmodel': 'artifact_path: model\nrun_id: r1\nflavors:\n  python_function: {loader_module: mlflow.sklearn}\n',
  'hpc/slurm.conf': 'ClusterName=alps\nSlurmctldHost=ctl1\nAuthType=auth/none\nPartitionName=prod Nodes=gpu[01-04] AllowAccounts=research\n',
  'hpc/users.txt': 'User|Def Acct|Admin\nada|research|Administrator\n',
  'ray/submit.sh': '#!/bin/sh\nray job submit --address http://ray.acme.test:8265 -- python train.py\n',
  'jobs/crontab': '0 3 * * * papermill notebooks/evaluate.ipynb out.ipynb\n',
  'app/.env': 'OPENAI_API_KEY=sk-proj-Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4z\nMODEL=m\n',
  'app/compose.yaml': 'services:\n  app: {image: "example/app:1.0", env_file: [.env], environment: {MODEL: "${MODEL}"}}\n',
  'README.md': '# An estate\n',
}; // prettier-ignore

/** Texts of files by path: something of every format that is read. */
export function estate(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const found of readdirSync(CROSSING, { recursive: true, withFileTypes: true }))
    if (found.isFile()) {
      const path = join(found.parentPath, found.name);
      files.set(path.slice(CROSSING.length + 1), readFileSync(path, 'utf8'));
    }
  for (const { name, path, text } of SAMPLES) files.set(`samples/${name}/${path}`, text);
  for (const [path, text] of Object.entries(consentExports)) files.set(`consents/${path}`, text);
  for (const [path, text] of Object.entries({ ...CLUSTER, ...OTHERS, ...CLOUDS })) files.set(path, text);
  return files;
}
