import { diagnostic, type Diagnostic } from '../../../model/diagnostic.ts';
import type { K8sObject, Path } from '../world.ts';
import { dig } from '../../../documents/value.ts';

type Shape = 'list' | 'mapping';

const ROLE: readonly (readonly [Path, Shape])[] = [[['rules'], 'list']];
const BINDING: readonly (readonly [Path, Shape])[] = [
  [['subjects'], 'list'],
  [['roleRef'], 'mapping'],
];
const podSpec = (...base: Path): readonly (readonly [Path, Shape])[] => [
  ...base.map((_, depth): readonly [Path, Shape] => [base.slice(0, depth + 1), 'mapping']),
  [[...base, 'containers'], 'list'],
  [[...base, 'initContainers'], 'list'],
  [[...base, 'volumes'], 'list'],
];
const TEMPLATE = podSpec('spec', 'template', 'spec');

/** Fields that answers rest on. A value of another shape would otherwise read as nothing: fewer rights than were meant. */
const SHAPES: Readonly<Record<string, readonly (readonly [Path, Shape])[]>> = {
  'rbac.authorization.k8s.io/Role': ROLE,
  'rbac.authorization.k8s.io/ClusterRole': [...ROLE, [['aggregationRule'], 'mapping']],
  'rbac.authorization.k8s.io/RoleBinding': BINDING,
  'rbac.authorization.k8s.io/ClusterRoleBinding': BINDING,
  '/Pod': podSpec('spec'),
  '/Secret': [
    [['data'], 'mapping'],
    [['stringData'], 'mapping'],
  ],
  '/ConfigMap': [[['data'], 'mapping']],
  'apps/Deployment': TEMPLATE,
  'apps/StatefulSet': TEMPLATE,
  'apps/DaemonSet': TEMPLATE,
  'apps/ReplicaSet': TEMPLATE,
  'batch/Job': TEMPLATE,
  'batch/CronJob': podSpec('spec', 'jobTemplate', 'spec', 'template', 'spec'),
  'networking.k8s.io/NetworkPolicy': [
    [['spec'], 'mapping'],
    [['spec', 'ingress'], 'list'],
    [['spec', 'egress'], 'list'],
  ],
};

/** What the object has in a shape that Kubernetes would refuse. Templates are not held to it: their values are not known. */
export function misshapen(object: K8sObject): readonly Diagnostic[] {
  if (object.reading === 'symbolic') return [];
  return (SHAPES[`${object.group}/${object.kind}`] ?? []).flatMap(([path, shape]) => {
    const value = dig(object.body, ...path);
    if (value === undefined || value === null || shapeOf(value) === shape) return [];
    const place = object.at(path);
    if (!('file' in place)) return [];
    return [
      diagnostic(
        'malformed',
        `${object.kind} ${object.name}: ${path.join('.')} is not a ${shape}`,
        place.file,
        place.line,
      ),
    ];
  });
}

function shapeOf(value: unknown): Shape | 'scalar' {
  if (Array.isArray(value)) return 'list';
  return typeof value === 'object' ? 'mapping' : 'scalar';
}
