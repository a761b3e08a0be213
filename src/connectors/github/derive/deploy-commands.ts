import { flag } from '../read/shell.ts';

/** What a command does to the world outside of the job. */
export interface Act {
  readonly does: 'connect' | 'local' | 'cluster' | 'infrastructure' | 'cloud';
  /** Of the cluster: what the command names. */
  readonly cluster?: string;
  readonly namespace?: string;
}

const CHANGES: ReadonlySet<string> = new Set([
  'apply',
  'create',
  'replace',
  'patch',
  'set',
  'rollout',
  'edit',
  'scale',
  'annotate',
  'label',
  'delete',
]);

/** A cluster that lives and dies with the job. */
const LOCAL = /(?:^|[\s/_-])(?:kind|minikube|k3d|k3s|microk8s|kwokctl|vcluster|envtest)(?:$|[\s/_.-])/iu;

type Reader = (words: readonly string[], text: string) => Act | undefined;

const cluster = (context: string | undefined, namespace: string | undefined): Act => ({
  does: 'cluster',
  ...(context === undefined ? {} : { cluster: context }),
  ...(namespace === undefined ? {} : { namespace }),
});

const connect = (name: string | undefined): Act | undefined =>
  name === undefined ? undefined : { does: 'connect', cluster: name };

/** By program. Sub-commands are found among the words, since flags may come first. */
const PROGRAMS: Readonly<Record<string, Reader>> = {
  kubectl(words) {
    if (words.includes('use-context')) return connect(words[words.indexOf('use-context') + 1]);
    if (words.some((word) => word.startsWith('--dry-run'))) return undefined;
    const verb = words.slice(1).find((word) => CHANGES.has(word));
    if (verb === undefined || (verb === 'rollout' && words.includes('status'))) return undefined;
    return cluster(flag(words, '--context', '--cluster'), flag(words, '-n', '--namespace'));
  },
  helm(words) {
    const changes =
      words.includes('upgrade') ||
      words.includes('install') ||
      words.includes('uninstall') ||
      words.includes('rollback');
    if (!changes || words.includes('plugin') || words.some((word) => word.startsWith('--dry-run'))) return undefined;
    return cluster(flag(words, '--kube-context'), flag(words, '-n', '--namespace'));
  },
  helmfile: (words) =>
    words.includes('apply') || words.includes('sync')
      ? cluster(flag(words, '--kube-context'), flag(words, '-n', '--namespace'))
      : undefined,
  skaffold: (words) =>
    words.includes('run') || words.includes('deploy') || words.includes('apply')
      ? cluster(flag(words, '--kube-context'), flag(words, '-n', '--namespace'))
      : undefined,
  aws(words) {
    if (words.includes('update-kubeconfig')) return connect(flag(words, '--name', '--alias'));
    if (
      words.includes('cloudformation') &&
      (words.includes('deploy') || words.includes('update-stack') || words.includes('create-stack'))
    )
      return { does: 'infrastructure' };
    if (
      /\b(?:ecs update-service|lambda update-function-code|sagemaker (?:update|create)-endpoint|elasticbeanstalk update-environment|apprunner start-deployment)\b/u.test(
        words.join(' '),
      )
    )
      return { does: 'cloud' };
    return words[1] === 's3' &&
      (words[2] === 'sync' || words[2] === 'cp') &&
      words.slice(4).some((word) => word.startsWith('s3://'))
      ? { does: 'cloud' }
      : undefined;
  },
  gcloud(words) {
    if (words.includes('get-credentials'))
      return connect(words.slice(words.indexOf('get-credentials') + 1).find((word) => !word.startsWith('-')));
    return /\b(?:run deploy|app deploy|functions deploy|deploy releases create|ai endpoints deploy-model)\b/u.test(
      words.join(' '),
    )
      ? { does: 'cloud' }
      : undefined;
  },
  az(words) {
    if (words[1] === 'aks' && words.includes('get-credentials')) return connect(flag(words, '--name', '-n'));
    if (words[1] === 'deployment' && words.includes('create')) return { does: 'infrastructure' };
    return /^az (?:webapp|functionapp|containerapp|ml online-deployment) (?:deploy|up|update|create)\b/u.test(
      words.join(' '),
    )
      ? { does: 'cloud' }
      : undefined;
  },
  doctl: (words) =>
    words.includes('kubeconfig') && words.includes('save') ? connect(words[words.indexOf('save') + 1]) : undefined,
  terraform: (words) => (words.includes('apply') || words.includes('destroy') ? { does: 'infrastructure' } : undefined),
  tofu: (words) => (words.includes('apply') || words.includes('destroy') ? { does: 'infrastructure' } : undefined),
  terragrunt: (words) =>
    words.includes('apply') || words.includes('run-all') ? { does: 'infrastructure' } : undefined,
  pulumi: (words) => (words.includes('up') ? { does: 'infrastructure' } : undefined),
  cdk: (words) => (words.includes('deploy') ? { does: 'infrastructure' } : undefined),
  sam: (words) => (words.includes('deploy') ? { does: 'cloud' } : undefined),
};

export function actOf(words: readonly string[]): Act | undefined {
  const own = words.filter((word, index) => index > 0 || !/^[A-Za-z_]\w{0,100}=/u.test(word));
  const at = own.findIndex((word) => Object.hasOwn(PROGRAMS, word));
  // Only the program itself, or one behind sudo, npx, time and the like.
  if (at >= 0 && at <= 2) return PROGRAMS[own[at] ?? '']?.(own.slice(at), own.join(' '));
  const text = own.slice(0, 6).join(' ').slice(0, 500);
  return LOCAL.test(text) ? { does: 'local' } : undefined;
}

/** Actions with the inputs that name the cluster. `local`: it makes one for the job. */
const ACTIONS: readonly (readonly [RegExp, Act['does'], readonly string[]])[] = [
  [
    /(?:^|\/)(?:kind-action|setup-kind|action-kind|setup-minikube|minikube-setup|k3d-action|kind|minikube|setup-k3s|k3s-action)(?:\/[^@]{0,100})?(?:@|$)/iu,
    'local',
    [],
  ],
  [/^google-github-actions\/get-gke-credentials@/u, 'connect', ['cluster_name']],
  [/^azure\/aks-set-context@/iu, 'connect', ['cluster-name']],
  [/^azure\/k8s-set-context@/iu, 'connect', ['context', 'cluster-name']],
  [/^azure\/k8s-(?:deploy|bake)@/iu, 'cluster', ['name']],
  [/^(?:deliverybot|koslib|bitovi)\/[\w-]{0,30}helm[\w-]{0,30}@/u, 'cluster', ['cluster-name']],
  [/^hashicorp\/tfc-workflows-github\/actions\/apply-run@/u, 'infrastructure', []],
  [/^pulumi\/actions@/u, 'infrastructure', []],
  [
    /^(?:aws-actions\/amazon-ecs-deploy-task-definition|aws-actions\/aws-lambda-deploy|google-github-actions\/deploy-(?:cloudrun|appengine|cloud-functions)|azure\/(?:webapps-deploy|functions-action|container-apps-deploy-action))@/iu,
    'cloud',
    [],
  ],
  [/^aws-actions\/aws-cloudformation-github-deploy@/u, 'infrastructure', []],
];

export function actOfAction(uses: string, given: (input: string) => string | undefined): Act | undefined {
  const found = ACTIONS.find(([pattern]) => pattern.test(uses));
  if (!found) return undefined;
  const [, does, inputs] = found;
  const name = inputs.map(given).find((one) => one !== undefined);
  const namespace = given('namespace');
  return { does, ...(name === undefined ? {} : { cluster: name }), ...(namespace === undefined ? {} : { namespace }) };
}
