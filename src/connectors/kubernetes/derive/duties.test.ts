import { describe, expect, it } from 'vitest';
import { EstateBuilder } from '../../../model/builder.ts';
import type { Fact } from '../../../model/facts.ts';
import { plainContext, readWith, textFile } from '../../testing/read-texts.ts';
import { kubernetes } from '../connector.ts';
import { deriveClusterDuties } from './duties.ts';

interface Given {
  readonly rules: string;
  readonly subject?: string;
  /** Bound in this namespace alone. */
  readonly namespace?: string;
  /** What else stands in the cluster. */
  readonly more?: string;
}

const ACCOUNT = '{ kind: ServiceAccount, name: release, namespace: ml }';
const MODELS = '{ apiGroups: [serving.kserve.io], resources: [inferenceservices], verbs: [create, update] }';
const BINDINGS = '{ apiGroups: [rbac.authorization.k8s.io], resources: [clusterrolebindings], verbs: ["*"] }';
const APPS = '{ apiGroups: [apps], resources: [deployments], verbs: [patch] }';
const EXEMPT = '{ apiGroups: [kyverno.io], resources: [policyexceptions], verbs: [create] }';

function duties({ rules, subject = ACCOUNT, namespace, more = '' }: Given): readonly string[] {
  const scoped = namespace === undefined ? '' : `, namespace: ${namespace}`;
  const text = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: release }
rules:
${rules.replace(/^/gmu, '  - ')}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ${namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding'}
metadata: { name: release${scoped} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: release }
subjects: [${subject}]
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: release, namespace: ml }
${more}`;
  const estate = new EstateBuilder();
  readWith(kubernetes, [textFile('rbac.yaml', text)], plainContext(estate));
  deriveClusterDuties(estate);
  return estate
    .allFacts()
    .filter((one): one is Extract<Fact, { fact: 'duty' }> => one.fact === 'duty')
    .map(
      ({ duty, within, actions, statements }) =>
        `${duty} in ${within ?? ''}: ${actions.join(', ')} by ${statements.map(({ name, evidence }) => `${name} ${'line' in evidence ? String(evidence.line) : ''}`).join(', ')}`,
    )
    .sort();
}

describe('duties in a cluster', () => {
  it('are held by rules, each with its place', () => {
    expect(duties({ rules: `${MODELS}\n${BINDINGS}` })).toEqual([
      'platform-administration in k8s:Cluster:default: create clusterrolebindings.rbac.authorization.k8s.io by ClusterRole release 6',
      'serving in k8s:Cluster:default: create inferenceservices.serving.kserve.io by ClusterRole release 5',
    ]);
  });

  it('are held in a namespace by what has one', () => {
    expect(duties({ rules: `${APPS}\n${EXEMPT}`, namespace: 'ml' })).toEqual([
      'approval in k8s:Namespace:default/ml: create policyexceptions.kyverno.io by ClusterRole release 6',
      'deployment in k8s:Namespace:default/ml: patch deployments.apps by ClusterRole release 5',
    ]);
    expect(duties({ rules: `${MODELS}\n${BINDINGS}`, namespace: 'ml' })).toEqual([]);
  });

  const controller = `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: models-controller-manager, namespace: ml, labels: { control-plane: controller-manager } }
spec:
  template:
    metadata: { labels: { control-plane: controller-manager } }
    spec: { serviceAccountName: release, containers: [{ name: manager, image: example.com/models-controller }] }
`;
  it.each<[string, Given]>([
    ['one duty', { rules: APPS }],
    ['everything', { rules: '{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }' }],
    ['named objects', { rules: `${APPS}\n${EXEMPT.replace('verbs', 'resourceNames: [one], verbs')}` }],
    ['reading', { rules: `${MODELS}\n${BINDINGS.replace('"*"', 'get, list')}` }],
    ['status and finalizers', { rules: `${BINDINGS}\n${MODELS.replace('[inferenceservices]', '[inferenceservices/status]')}` }],
    ['a controller', { rules: `${MODELS}\n${BINDINGS}`, more: controller }],
    ['an account that is called as one', { rules: `${MODELS}\n${BINDINGS}`, subject: ACCOUNT.replace('release', 'models-operator') }],
    ['the control plane', { rules: `${MODELS}\n${BINDINGS}`, subject: '{ kind: User, apiGroup: rbac.authorization.k8s.io, name: "system:kube-scheduler" }' }],
  ])('are not told of %s', (_, given) => {
    expect(duties(given)).toEqual([]);
  }); // prettier-ignore
});
