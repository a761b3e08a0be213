import { describe, expect, it } from 'vitest';
import type { EdgeKind } from '../../../model/kinds.ts';
import { accessOf } from './testing/access-of.ts';
import { grant, node, object, pod, workload } from './testing/manifests.ts';

interface Case {
  readonly proves: string;
  readonly given: readonly string[];
  readonly of: readonly EdgeKind[];
  readonly want: readonly string[];
}

const two = (first: object, second: object) => ({
  containers: [
    { name: 'c', ...first },
    { name: 'd', ...second },
  ],
});
const privileged = { securityContext: { privileged: true } };
const hostPath = (path: string, mount: object = {}) => ({
  containers: [{ name: 'c', securityContext: { runAsUser: 0 }, volumeMounts: [{ name: 'v', mountPath: '/v', ...mount }] }],
  volumes: [{ name: 'v', hostPath: { path } }],
}); // prettier-ignore

const C = 'Container:a/p/c';
const ANY = 'Node:{any}';

const ESCAPES: readonly Case[] = [
  {
    proves: 'a privileged container mounts the disk and loads modules',
    given: [pod('a/p', { containers: [{ name: 'c', ...privileged }] })],
    of: ['CONTAINER_ESCAPE'],
    want: [
      `${C} > ${ANY} [configured: CE_MODULE_LOAD: privileged container]`,
      `${C} > ${ANY} [configured: CE_PRIV_MOUNT: privileged container]`,
    ],
  },
  {
    proves: 'capabilities may be written with their prefix; one alone of two is not enough',
    given: [pod('a/p', { hostPID: true, containers: [{ name: 'c', securityContext: { capabilities: { add: ['CAP_SYS_MODULE', 'SYS_PTRACE'] } } }] })],
    of: ['CONTAINER_ESCAPE'],
    want: [`${C} > ${ANY} [configured: CE_MODULE_LOAD: capability SYS_MODULE]`],
  },
  {
    proves: 'the process namespace of the host alone is no way out, nor is the network',
    given: [pod('a/p', { hostPID: true, hostNetwork: true, hostIPC: true })],
    of: ['CONTAINER_ESCAPE'],
    want: [],
  },
  {
    proves: 'a user namespace takes the kernel rights away',
    given: [pod('a/p', { hostUsers: false, containers: [{ name: 'c', ...privileged }] })],
    of: ['CONTAINER_ESCAPE'],
    want: [],
  },
  {
    proves: 'a pod that names its node escapes to that node',
    given: [pod('a/p', { nodeName: 'n1', containers: [{ name: 'c', securityContext: { capabilities: { add: ['SYS_MODULE'] } } }] }), node('n1'), node('n2')],
    of: ['CONTAINER_ESCAPE'],
    want: [`${C} > Node:n1 [configured: CE_MODULE_LOAD: capability SYS_MODULE]`],
  },
  {
    proves: 'logs of the host are a way out for who may read logs',
    given: [pod('a/p', { ...hostPath('/var/log'), serviceAccountName: 'x' }), ...grant('a/x', 'get | core | pods/log')],
    of: ['CONTAINER_ESCAPE'],
    want: [`${C} > ${ANY} [configured: CE_VAR_LOG_SYMLINK: /var/log of the host is writable]`],
  },
  {
    proves: 'but not read-only, and not for an account without that right',
    given: [
      pod('a/p', { ...hostPath('/var/log', { readOnly: true }), serviceAccountName: 'x' }),
      pod('a/q', hostPath('/var/log')),
      ...grant('a/x', 'get | core | pods/log'),
    ],
    of: ['CONTAINER_ESCAPE', 'EXPLOIT_HOST_READ', 'EXPLOIT_HOST_WRITE'],
    want: [],
  },
  {
    proves: 'the socket of a runtime is a way out, also mounted read-only or with its folder',
    given: [pod('a/p', hostPath('/var/run/docker.sock', { readOnly: true })), pod('a/q', hostPath('/run/containerd/'))],
    of: ['CONTAINER_ESCAPE'],
    want: [
      `${C} > ${ANY} [configured: DOCKER_SOCK: /var/run/docker.sock of the host holds the Docker socket]`,
      `Container:a/q/c > ${ANY} [configured: CONTAINERD_SOCK: /run/containerd of the host holds the containerd socket]`,
    ],
  },
  {
    proves: 'another runtime class may hold what runc does not',
    given: [pod('a/p', { runtimeClassName: 'kata', containers: [{ name: 'c', securityContext: { capabilities: { add: ['SYS_MODULE'] } } }] })],
    of: ['CONTAINER_ESCAPE'],
    want: [`${C} > ${ANY} [possible: CE_MODULE_LOAD: capability SYS_MODULE; the runtime class kata shares the kernel of the host]`],
  },
]; // prettier-ignore

const HOST: readonly Case[] = [
  {
    proves: 'a writable path that the host runs takes it over',
    given: [pod('a/p', hostPath('/etc/kubernetes/manifests'))],
    of: ['EXPLOIT_HOST_WRITE'],
    want: [
      `${C} > Volume:a/p/v [configured: EXPLOIT_HOST_WRITE: /etc/kubernetes/manifests of the host shows static pods of the kubelet]`,
      `Volume:a/p/v > ${ANY} [configured: EXPLOIT_HOST_WRITE: /etc/kubernetes/manifests of the host shows static pods of the kubelet]`,
    ],
  },
  {
    proves: 'read-only it discloses what lies in it',
    given: [pod('a/p', hostPath('/root', { readOnly: true }))],
    of: ['EXPLOIT_HOST_READ', 'EXPLOIT_HOST_WRITE'],
    want: [
      `${C} > Volume:a/p/v [configured: EXPLOIT_HOST_READ: /root of the host shows SSH keys of root and more]`,
      `Volume:a/p/v > ${ANY} [configured: EXPLOIT_HOST_READ: /root of the host shows SSH keys of root and more]`,
    ],
  },
  {
    proves: 'harmless paths are mounts and no more',
    given: [pod('a/p', hostPath('/dev/shm')), pod('a/q', hostPath('/etc/localtime')), pod('a/s', hostPath('/var/lib/kubelet/device-plugins')), pod('a/t', hostPath('/data/models'))],
    of: ['EXPLOIT_HOST_READ', 'EXPLOIT_HOST_WRITE', 'CONTAINER_ESCAPE'],
    want: [],
  },
  {
    proves: 'a container that is not root is kept out by file modes',
    given: [pod('a/p', { securityContext: { runAsNonRoot: true }, containers: [{ name: 'c', volumeMounts: [{ name: 'v', mountPath: '/v' }] }], volumes: [{ name: 'v', hostPath: { path: '/' } }] })],
    of: ['EXPLOIT_HOST_READ', 'EXPLOIT_HOST_WRITE', 'CONTAINER_ESCAPE'],
    want: [],
  },
  {
    proves: 'a sub-path is all that is shown',
    given: [pod('a/p', hostPath('/', { subPath: 'data' }))],
    of: ['EXPLOIT_HOST_READ', 'EXPLOIT_HOST_WRITE'],
    want: [],
  },
  {
    proves: 'a path with dots is what it means',
    given: [pod('a/p', hostPath('/data/../etc/shadow', { readOnly: true }))],
    of: ['EXPLOIT_HOST_READ'],
    want: [
      `${C} > Volume:a/p/v [configured: EXPLOIT_HOST_READ: /etc/shadow of the host shows password hashes of the host]`,
      `Volume:a/p/v > ${ANY} [configured: EXPLOIT_HOST_READ: /etc/shadow of the host shows password hashes of the host]`,
    ],
  },
]; // prettier-ignore

const PLACES: readonly Case[] = [
  {
    proves: 'containers of one process namespace see each other, init containers are gone by then',
    given: [pod('a/p', { shareProcessNamespace: true, ...two({}, {}), initContainers: [{ name: 'i' }] }), pod('a/q', two({}, {}))],
    of: ['SHARE_PS'],
    want: ['Container:a/p/c > Container:a/p/d [configured]', 'Container:a/p/d > Container:a/p/c [configured]'],
  },
  {
    proves: 'a node holds the pods that name it, every DaemonSet, and possibly what is scheduled',
    given: [node('n1'), node('n2'), pod('a/p', { nodeName: 'n2' }), pod('a/q'), workload('DaemonSet', 'a/d')],
    of: ['NODE_HOSTS'],
    want: [
      'Node:n1 > Node:{scheduled-pods}',
      'Node:n1 > Pod:a/DaemonSet/d',
      'Node:n2 > Node:{scheduled-pods}',
      'Node:n2 > Pod:a/DaemonSet/d',
      'Node:n2 > Pod:a/p',
      'Node:{scheduled-pods} > Pod:a/q [possible: the scheduler puts the pod on this node]',
    ],
  },
  {
    proves: 'a node that nobody named may be any of those that are declared',
    given: [node('n1'), pod('a/p', { containers: [{ name: 'c', securityContext: { capabilities: { add: ['SYS_MODULE'] } } }] })],
    of: ['MAY_BE', 'MEMBER_OF'],
    want: ['Node:n1 > Group:system:nodes', 'Node:{any} > Node:n1 [possible: the pod runs on this node]'],
  },
  {
    proves: 'a cluster whose nodes nothing reaches tells no node',
    given: [pod('a/p')],
    of: ['NODE_HOSTS', 'MEMBER_OF'],
    want: [],
  },
  {
    proves: 'kind names its nodes',
    given: [JSON.stringify({ apiVersion: 'kind.x-k8s.io/v1alpha4', kind: 'Cluster', name: 'k', nodes: [{ role: 'control-plane' }, { role: 'control-plane' }, { role: 'worker' }] })],
    of: ['MEMBER_OF'],
    want: ['Node:k-control-plane > Group:system:nodes', 'Node:k-control-plane2 > Group:system:nodes', 'Node:k-worker > Group:system:nodes'],
  },
  {
    proves: 'a kind cluster without a list of nodes has one',
    given: [object('kind.x-k8s.io/v1alpha4', 'Cluster', '')],
    of: ['MEMBER_OF'],
    want: ['Node:kind-control-plane > Group:system:nodes'],
  },
]; // prettier-ignore

describe.each([
  ['ways out of a container', ESCAPES],
  ['paths of the host', HOST],
  ['where pods run', PLACES],
] as const)('%s', (_, cases) => {
  it.each(cases.map((one) => [one.proves, one] as const))('%s', (_proves, { given, of, want }) => {
    expect(accessOf(given).edges(...of)).toEqual([...want].sort());
  });
});
