import type { Duty } from '../../../model/cloud-findings-facts.ts';
import type { RbacRule } from '../../../model/facts.ts';
import { allows } from './match.ts';

/** One right of a duty. Of a `cluster` one nothing is given by a binding in a namespace: its resource has no namespace. */
export interface DutyRight {
  readonly in: 'cluster' | 'namespace';
  readonly group: string;
  /** With `/sub` for a subresource. */
  readonly resource: string;
  readonly verbs: readonly string[];
  /** Why who has it exercises the duty. */
  readonly because: string;
}

const WRITE = ['create', 'update', 'patch'];
const RBAC = 'rbac.authorization.k8s.io';
const right = (
  where: DutyRight['in'],
  group: string,
  resource: string,
  because: string,
  verbs: readonly string[] = WRITE,
): DutyRight => ({ in: where, group, resource, verbs, because });

/**
 * A duty is held by whoever may do any of these on every object of the kind (Kubernetes API reference and the CRDs of each project). What a
 * controller needs to keep its own objects (status, finalizers, events) is none.
 */
export const DUTY_RIGHTS: Readonly<Record<Duty, readonly DutyRight[]>> = {
  serving: [
    right('namespace', 'serving.kserve.io', 'inferenceservices', 'decides which model answers'),
    right('namespace', 'serving.kserve.io', 'llminferenceservices', 'decides which model answers'),
    right('namespace', 'ray.io', 'rayservices', 'decides which model answers'),
    right('namespace', 'machinelearning.seldon.io', 'seldondeployments', 'decides which model answers'),
  ],
  'gpu-provisioning': [
    right('cluster', 'karpenter.sh', 'nodepools', 'decides which machines are bought'),
    right('cluster', 'kueue.x-k8s.io', 'clusterqueues', 'decides who gets how many GPUs'),
    right('cluster', 'kueue.x-k8s.io', 'resourceflavors', 'decides which GPUs a queue gives'),
    right('namespace', 'cluster.x-k8s.io', 'machinedeployments', 'decides which machines are bought'),
    right('namespace', '', 'resourcequotas', 'decides how much a namespace may use'),
  ],
  'platform-administration': [
    right('cluster', RBAC, 'clusterrolebindings', 'gives anybody rights in every namespace'),
    right('cluster', RBAC, 'clusterroles', 'gives what it does not hold itself', ['escalate', 'bind']),
    right('cluster', 'admissionregistration.k8s.io', 'mutatingwebhookconfigurations', 'changes what everybody asks for'),
    right('cluster', '', 'users', 'acts as anybody', ['impersonate']),
  ],
  'host-control': [
    right('cluster', '', 'nodes', 'changes nodes', [...WRITE, 'delete']),
    right('cluster', '', 'nodes/proxy', 'runs commands through the kubelet', ['create']),
    right('cluster', '', 'persistentvolumes', 'mounts paths of hosts', ['create']),
  ],
  deployment: [
    right('namespace', 'apps', 'deployments', 'releases what runs'),
    right('namespace', 'apps', 'statefulsets', 'releases what runs'),
    right('namespace', 'argoproj.io', 'applications', 'releases what runs'),
    right('namespace', 'kustomize.toolkit.fluxcd.io', 'kustomizations', 'releases what runs'),
    right('namespace', 'helm.toolkit.fluxcd.io', 'helmreleases', 'releases what runs'),
  ],
  approval: [
    right('cluster', 'certificates.k8s.io', 'certificatesigningrequests/approval', 'approves identities', ['update', 'patch']),
    right('namespace', 'kyverno.io', 'policyexceptions', 'exempts from what is required'),
    right('namespace', 'openshift-pipelines.org', 'approvaltasks', 'approves releases', ['update', 'patch']),
  ],
  audit: [
    right('namespace', 'logging.banzaicloud.io', 'flows', 'decides what is recorded', [...WRITE, 'delete']),
    right('cluster', 'logging.banzaicloud.io', 'clusterflows', 'decides what is recorded', [...WRITE, 'delete']),
    right('namespace', 'observability.openshift.io', 'clusterlogforwarders', 'decides what is recorded', [...WRITE, 'delete']),
    right('namespace', 'wgpolicyk8s.io', 'policyreports', 'changes what policies found', ['delete', ...WRITE]),
  ],
}; // prettier-ignore

export const inWords = (verb: string, { group, resource }: DutyRight): string =>
  `${verb} ${resource}${group === '' ? '' : `.${group}`}`;

/** What the rule surely gives of the right, in words. A rule for named objects gives none. */
export function givenBy(rule: RbacRule, given: DutyRight): string | undefined {
  const [resource = '', subresource] = given.resource.split('/');
  const ask = { group: given.group, resource, ...(subresource === undefined ? {} : { subresource }) };
  if (rule.resourceNames.length > 0) return undefined;
  const verb = given.verbs.find((one) => allows(rule, { verb: one, ...ask }));
  return verb === undefined ? undefined : inWords(verb, given);
}
