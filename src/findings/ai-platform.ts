import type { RbacRule, WorkloadFact, WorkloadFunction } from '../model/facts.ts';
import type { NodeId } from '../model/id.ts';
import { AI_GROUPS } from './rbac/resources.ts';
import type { JudgeContext } from './rule.ts';

/** Names that charts, labels, programs and images of AI platforms have, whole: a substring would call a demo of a thing the thing. */
const PLATFORM =
  /^(?:kserve(?:-(?:controller|controller-manager|localmodel[a-z-]*))?|llmisvc-controller(?:-manager)?|kuberay(?:-operator)?|kueue(?:-controller-manager)?|katib(?:-(?:controller|db-manager))?|training-operator|kubeflow-trainer(?:-controller-manager)?|notebook-controller(?:-deployment)?|profile-controller|kubeflow-profiles|spark-operator(?:-controller)?|seldon-core(?:-operator)?|vllm-stack|lora-controller|jobset(?:-controller-manager)?|lws(?:-controller-manager)?|k8s-nim-operator|kaito-workspace|model-registry(?:-operator)?|argo-workflows|workflow-controller|jupyterhub|mlflow|flyte(?:admin|propeller)|kagent(?:-controller)?|llama-stack-k8s-operator|opendatahub-operator|rhods-operator)$/u;

/** Of the labels that the Kubernetes and Helm documentation recommend; a chart is written with its version. */
const LABELS: readonly string[] = ['helm.sh/chart', 'app.kubernetes.io/name', 'app.kubernetes.io/part-of'];

const FUNCTIONS: ReadonlySet<WorkloadFunction> = new Set<WorkloadFunction>([
  'serving',
  'training',
  'notebook',
  'pipeline',
  'agent',
]);

/** Groups that other programs share: which of their kinds are those of an AI platform. */
const KINDS: Readonly<Record<string, RegExp>> = {
  'argoproj.io': /^(?:\*|(?:cron|cluster)?workflow[a-z]*(?:\/[a-z]+)?)$/u,
};

/**
 * Why the identity is one of an AI platform: the rights that it holds over kinds of one, which no mirror of an image changes; else what runs as it,
 * by its chart, labels, program or image. Undefined where nothing says so.
 */
export function aiPlatform(context: JudgeContext, subject: NodeId): string | undefined {
  for (const { rules } of context.grantsTo(subject))
    for (const rule of rules) {
      const group = rule.apiGroups.find((one) => isOfAi(one, rule));
      if (group !== undefined) return `it holds rights over kinds of ${group}`;
    }
  for (const workload of context.runningAs(subject)) {
    const because = named(workload) ?? workload.functions.find(({ is }) => FUNCTIONS.has(is))?.because;
    if (because !== undefined) return `${context.named(workload.node)} runs as it (${because})`;
  }
  return undefined;
}

function isOfAi(group: string, { resources }: RbacRule): boolean {
  const kinds = Object.hasOwn(KINDS, group) ? KINDS[group] : undefined;
  return AI_GROUPS.has(group) && (kinds === undefined || resources.some((one) => kinds.test(one)));
}

function named({ labels = {}, args, images }: WorkloadFact): string | undefined {
  for (const label of LABELS) {
    const value = Object.hasOwn(labels, label) ? labels[label] : undefined;
    if (value !== undefined && PLATFORM.test(value.replace(/-v?\d[\w.+-]*$/u, ''))) return `label ${label}: ${value}`;
  }
  // The program is the first word; what follows it are names that it was given.
  const program = args[0]?.split('/').at(-1);
  if (program !== undefined && PLATFORM.test(program)) return `command ${program}`;
  const image = images.find((one) => PLATFORM.test(repositoryOf(one)));
  return image === undefined ? undefined : `image ${image}`;
}

/** The last part of its name: registries and folders are those of whoever mirrors it. */
const repositoryOf = (image: string): string =>
  /([^/:@]{1,200})(?::[^/:@]{1,200})?(?:@[^@]{1,200})?$/u.exec(image)?.[1]?.toLowerCase() ?? '';
