import { operandsOf, optionOf, optionsOf } from './shell.ts';

/** What a command line changes in the world. */
export interface DeployCommand {
  readonly what: 'deploy' | 'promote' | 'infrastructure';
  /** The kind of thing that is changed. */
  readonly on: 'cluster' | 'cloud' | 'registry' | 'app';
  /** The command in words: `helm upgrade`. */
  readonly does: string;
  readonly cloud?: 'aws' | 'gcp' | 'azure';
  /** As written, variables not expanded. */
  readonly cluster?: string;
  readonly namespace?: string;
  /** The application, repository or model that is named. */
  readonly name?: string;
}

type Row = readonly [
  does: string,
  what: DeployCommand['what'],
  on: DeployCommand['on'],
  cloud?: DeployCommand['cloud'],
];

/** Program and verbs, in this order among the words that are no options. From the reference pages of the programs. */
const ROWS: readonly Row[] = [
  ['kubectl create clusterrolebinding', 'infrastructure', 'cluster'],
  ['kubectl create clusterrole', 'infrastructure', 'cluster'],
  ['kubectl auth reconcile', 'infrastructure', 'cluster'],
  ['kubectl certificate approve', 'infrastructure', 'cluster'],
  ['kubectl drain', 'infrastructure', 'cluster'],
  ['kubectl cordon', 'infrastructure', 'cluster'],
  ['kubectl taint', 'infrastructure', 'cluster'],
  ['kubectl apply', 'deploy', 'cluster'],
  ['kubectl create', 'deploy', 'cluster'],
  ['kubectl replace', 'deploy', 'cluster'],
  ['kubectl patch', 'deploy', 'cluster'],
  ['kubectl set image', 'deploy', 'cluster'],
  ['kubectl set env', 'deploy', 'cluster'],
  ['kubectl rollout restart', 'deploy', 'cluster'],
  ['kubectl rollout undo', 'deploy', 'cluster'],
  ['kubectl scale', 'deploy', 'cluster'],
  ['oc apply', 'deploy', 'cluster'],
  ['oc rollout latest', 'deploy', 'cluster'],
  ['helm upgrade', 'deploy', 'cluster'],
  ['helm install', 'deploy', 'cluster'],
  ['helm rollback', 'deploy', 'cluster'],
  ['helmfile apply', 'deploy', 'cluster'],
  ['helmfile sync', 'deploy', 'cluster'],
  ['skaffold run', 'deploy', 'cluster'],
  ['skaffold deploy', 'deploy', 'cluster'],
  ['kapp deploy', 'deploy', 'cluster'],
  ['werf converge', 'deploy', 'cluster'],
  ['argocd app sync', 'deploy', 'app'],
  ['argocd app set', 'deploy', 'app'],
  ['argocd app create', 'deploy', 'app'],
  ['flux reconcile', 'deploy', 'cluster'],
  ['gcloud run deploy', 'deploy', 'cloud', 'gcp'],
  ['gcloud functions deploy', 'deploy', 'cloud', 'gcp'],
  ['gcloud ai endpoints deploy-model', 'promote', 'cloud', 'gcp'],
  ['aws ecs update-service', 'deploy', 'cloud', 'aws'],
  ['aws lambda update-function-code', 'deploy', 'cloud', 'aws'],
  ['aws sagemaker create-endpoint', 'deploy', 'cloud', 'aws'],
  ['aws sagemaker update-endpoint', 'deploy', 'cloud', 'aws'],
  ['aws sagemaker update-model-package', 'promote', 'registry', 'aws'],
  ['az ml online-deployment create', 'deploy', 'cloud', 'azure'],
  ['az ml online-deployment update', 'deploy', 'cloud', 'azure'],
  ['az ml online-endpoint update', 'promote', 'cloud', 'azure'],
  ['az containerapp update', 'deploy', 'cloud', 'azure'],
  ['az webapp deploy', 'deploy', 'cloud', 'azure'],
  ['huggingface-cli upload', 'promote', 'registry'],
  ['hf upload', 'promote', 'registry'],
  ['terraform apply', 'infrastructure', 'cloud'],
  ['terraform destroy', 'infrastructure', 'cloud'],
  ['gitlab-terraform apply', 'infrastructure', 'cloud'],
  ['gitlab-tofu apply', 'infrastructure', 'cloud'],
  ['tofu apply', 'infrastructure', 'cloud'],
  ['tofu destroy', 'infrastructure', 'cloud'],
  ['terragrunt apply', 'infrastructure', 'cloud'],
  ['terragrunt run-all apply', 'infrastructure', 'cloud'],
  ['pulumi up', 'infrastructure', 'cloud'],
  ['pulumi destroy', 'infrastructure', 'cloud'],
  ['cdk deploy', 'infrastructure', 'cloud', 'aws'],
  ['eksctl create', 'infrastructure', 'cloud', 'aws'],
  ['aws cloudformation deploy', 'infrastructure', 'cloud', 'aws'],
  ['aws cloudformation create-stack', 'infrastructure', 'cloud', 'aws'],
  ['aws cloudformation update-stack', 'infrastructure', 'cloud', 'aws'],
  ['aws iam attach-role-policy', 'infrastructure', 'cloud', 'aws'],
  ['aws iam put-role-policy', 'infrastructure', 'cloud', 'aws'],
  ['aws iam create-role', 'infrastructure', 'cloud', 'aws'],
  ['aws iam create-policy', 'infrastructure', 'cloud', 'aws'],
  ['gcloud projects add-iam-policy-binding', 'infrastructure', 'cloud', 'gcp'],
  ['gcloud container clusters create', 'infrastructure', 'cloud', 'gcp'],
  ['az role assignment create', 'infrastructure', 'cloud', 'azure'],
  ['az deployment group create', 'infrastructure', 'cloud', 'azure'],
  ['az deployment sub create', 'infrastructure', 'cloud', 'azure'],
];

const BY_PROGRAM = new Map<string, { readonly verbs: readonly string[]; readonly row: Row }[]>();
for (const row of ROWS) {
  const [program = '', ...verbs] = row[0].split(' ');
  BY_PROGRAM.set(program, [...(BY_PROGRAM.get(program) ?? []), { verbs, row }]);
}

/** Verbs that look and do not change: the word after them is a name, whatever it says. */
const LOOKS: ReadonlySet<string> = new Set(['get', 'describe', 'logs', 'wait', 'diff', 'explain', 'template', 'lint', 'plan', 'show', 'status', 'version', 'config', 'validate', 'help']); // prettier-ignore

/** What a simple command deploys, promotes or builds; undefined when it only looks, or only tries. */
export function deployOf(words: readonly string[]): DeployCommand | undefined {
  const rows = BY_PROGRAM.get(words[0] ?? '');
  if (!rows) return model(words);
  if (words.some((word) => /^--dry-run(?!=none)/u.test(word) || word === '--help')) return undefined;
  const operands = operandsOf(words);
  const looks = operands.findIndex((word) => LOOKS.has(word));
  for (const { verbs, row } of rows) {
    const end = indexAfter(operands, verbs);
    if (end === undefined || (looks >= 0 && looks < end)) continue;
    const [does, what, on, cloud] = row;
    const cluster = optionOf(words, '--context', '--kube-context', '--kubecontext');
    const namespace = optionOf(words, '--namespace', '-n');
    const name = operands[end];
    return {
      what,
      on,
      does,
      ...(cloud === undefined ? {} : { cloud }),
      ...(cluster === undefined ? {} : { cluster }),
      ...(namespace === undefined ? {} : { namespace }),
      ...(name === undefined ? {} : { name }),
    };
  }
  return undefined;
}

/** MLflow's registry calls, from its command line or from a line of Python (mlflow.org, model registry workflows). */
const MLFLOW =
  /\b(?:transition_model_version_stage|set_registered_model_alias|models?-versions?\/transition-stage|registered-models\/alias)\b/u;

function model(words: readonly string[]): DeployCommand | undefined {
  return words.some((word) => word.length < 20_000 && MLFLOW.test(word))
    ? { what: 'promote', on: 'registry', does: 'mlflow transition' }
    : undefined;
}

/** The position after the last of the verbs, which stand one after the other; values of options may stand before them. */
function indexAfter(operands: readonly string[], verbs: readonly string[]): number | undefined {
  const start = operands.slice(0, 6).findIndex((_, at) => verbs.every((verb, index) => operands[at + index] === verb));
  return start < 0 ? undefined : start + verbs.length;
}

/** The cluster that a command makes the current one, as written. */
export function chosenCluster(words: readonly string[]): string | undefined {
  const [program, ...rest] = [words[0], ...operandsOf(words)];
  const starts = (...verbs: readonly string[]): boolean => indexAfter(rest, verbs) !== undefined;
  if (program === 'kubectl' && starts('config', 'use-context'))
    return rest[indexAfter(rest, ['config', 'use-context']) ?? 0];
  if (program === 'aws' && starts('eks', 'update-kubeconfig')) return optionOf(words, '--name');
  if (program === 'gcloud' && starts('container', 'clusters', 'get-credentials'))
    return rest[indexAfter(rest, ['container', 'clusters', 'get-credentials']) ?? 0];
  if (program === 'az' && starts('aks', 'get-credentials')) return optionOf(words, '--name', '-n');
  return undefined;
}

const BUILDERS: ReadonlySet<string> = new Set(['docker', 'podman', 'buildah', 'nerdctl', 'img']);

/** Images that a command builds or pushes, as written. */
export function builtImages(words: readonly string[]): readonly string[] {
  const [program, ...rest] = [words[0] ?? '', ...operandsOf(words)];
  // The executor of kaniko, and BuildKit's own client.
  if (program === 'executor' || program === 'kaniko') return optionsOf(words, '--destination', '-d');
  if (program === 'crane' || program === 'skopeo')
    return rest[0] === 'copy' || rest[0] === 'push'
      ? rest.slice(-1).map((one) => one.replace(/^docker:\/\//u, ''))
      : [];
  if (!BUILDERS.has(program)) return [];
  if (rest[0] === 'push') return rest.slice(1, 2);
  return rest.includes('build') || rest.includes('bud') ? optionsOf(words, '-t', '--tag') : [];
}

/** Notebooks that a command executes. */
export function executedNotebooks(words: readonly string[]): readonly string[] {
  const [program, ...rest] = [words[0] ?? '', ...operandsOf(words)];
  const notebooks = rest.filter((word) => word.endsWith('.ipynb'));
  if (program === 'papermill') return notebooks.slice(0, 1);
  if (program === 'jupyter' && rest[0] === 'execute') return notebooks;
  const converts = program === 'jupyter-nbconvert' || (program === 'jupyter' && rest[0] === 'nbconvert');
  return converts && words.includes('--execute') ? notebooks : [];
}
