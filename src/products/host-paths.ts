/**
 * Paths of the host and what having them means. A mount concerns a path when it is the path or holds it; with `below`, also when it
 * is inside it.
 */
export interface HostPath {
  readonly path: string;
  readonly below: boolean;
  readonly what: string;
}

/** What disclosing gives credentials. Sources: kubeadm and kubelet file layout, OpenSSH, the Pod Security baseline's reasons. */
export const DISCLOSES: readonly HostPath[] = [
  { path: '/root/.ssh', below: true, what: 'SSH keys of root' },
  { path: '/root/.kube', below: true, what: 'kubeconfig of root' },
  { path: '/etc/kubernetes', below: true, what: 'kubeconfigs and keys of the control plane and the kubelet' },
  { path: '/var/lib/kubelet/pki', below: true, what: 'client key of the kubelet' },
  { path: '/var/lib/etcd', below: true, what: 'every Secret of the cluster' },
  { path: '/var/lib/rancher/k3s/server', below: true, what: 'keys of the control plane' },
  { path: '/etc/shadow', below: false, what: 'password hashes of the host' },
  { path: '/etc/ssh', below: true, what: 'SSH keys of the host' },
  { path: '/home', below: false, what: 'home folders of the host' },
];

/** Tokens and Secrets of the other pods of the node: KubeHound's EXPLOIT_HOST_TRAVERSE. */
export const TRAVERSES: readonly HostPath[] = [
  { path: '/var/lib/kubelet/pods', below: true, what: 'tokens and Secrets of every pod of the node' },
];

/** What writing makes the host run or trust. */
export const TAKES_OVER: readonly HostPath[] = [
  { path: '/root/.ssh', below: true, what: 'authorized keys of root' },
  { path: '/etc/kubernetes/manifests', below: true, what: 'static pods of the kubelet' },
  { path: '/etc/kubernetes/pki', below: true, what: 'keys that the cluster trusts' },
  { path: '/etc/cron.d', below: true, what: 'jobs of the host' },
  { path: '/var/spool/cron', below: true, what: 'jobs of the host' },
  { path: '/etc/systemd', below: true, what: 'services of the host' },
  { path: '/usr/lib/systemd', below: true, what: 'services of the host' },
  { path: '/etc/passwd', below: false, what: 'users of the host' },
  { path: '/etc/ld.so.preload', below: false, what: 'libraries that every program loads' },
  { path: '/usr/bin', below: true, what: 'programs of the host' },
  { path: '/usr/sbin', below: true, what: 'programs of the host' },
  { path: '/usr/local/bin', below: true, what: 'programs of the host' },
  { path: '/usr/local/sbin', below: true, what: 'programs of the host' },
  { path: '/bin', below: true, what: 'programs of the host' },
  { path: '/sbin', below: true, what: 'programs of the host' },
  { path: '/opt/cni/bin', below: true, what: 'network plugins that the runtime starts as root' },
  { path: '/etc/cni/net.d', below: true, what: 'the choice of network plugins that the runtime starts as root' },
  { path: '/var/lib/kubelet/pods', below: true, what: 'volumes of every pod of the node' },
  { path: '/var/lib/kubelet/config.yaml', below: false, what: 'configuration of the kubelet' },
  { path: '/var/lib/etcd', below: true, what: 'the store of the cluster' },
  { path: '/var/lib/docker', below: false, what: 'file systems of every container of the node' },
  { path: '/var/lib/containerd', below: false, what: 'file systems of every container of the node' },
];

/** Sockets by which a container runtime takes orders from anybody. */
export const RUNTIME_SOCKETS: readonly (HostPath & { readonly technique: string })[] = [
  { technique: 'DOCKER_SOCK', path: '/var/run/docker.sock', below: false, what: 'the Docker socket' },
  { technique: 'DOCKER_SOCK', path: '/run/docker.sock', below: false, what: 'the Docker socket' },
  { technique: 'CONTAINERD_SOCK', path: '/run/containerd/containerd.sock', below: false, what: 'the containerd socket' },
  { technique: 'CONTAINERD_SOCK', path: '/var/run/containerd/containerd.sock', below: false, what: 'the containerd socket' },
  { technique: 'CONTAINERD_SOCK', path: '/run/k3s/containerd/containerd.sock', below: false, what: 'the containerd socket' },
  { technique: 'CRIO_SOCK', path: '/var/run/crio/crio.sock', below: false, what: 'the CRI-O socket' },
  { technique: 'CRIO_SOCK', path: '/run/crio/crio.sock', below: false, what: 'the CRI-O socket' },
]; // prettier-ignore

/** Whether a mount of `mounted` shows the path. Both are absolute and plain. */
export function concerns(mounted: string, { path, below }: HostPath): boolean {
  return within(path, mounted) || (below && within(mounted, path));
}

/** Whether `inner` is `outer` or lies in it. */
export function within(inner: string, outer: string): boolean {
  return inner === outer || outer === '/' || inner.startsWith(`${outer}/`);
}

/** An absolute path without `.`, `..`, doubled or trailing slashes; undefined when it is relative or has unknown parts. */
export function plainPath(path: string): string | undefined {
  if (!path.startsWith('/')) return undefined;
  const parts: string[] = [];
  for (const part of path.split('/'))
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  return `/${parts.join('/')}`;
}
