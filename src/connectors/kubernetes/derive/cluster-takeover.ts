import { possible, PROVED, type Certainty } from '../rbac/certainty.ts';
import type { Grant } from '../rbac/grants.ts';
import { anyOf, type Scope } from '../rbac/rights.ts';
import type { Access } from './access-index.ts';
import { grantLink, linkNamed, together } from './emit.ts';
import { tellCluster } from './scope-nodes.ts';

const ADMISSION = 'admissionregistration.k8s.io';
const CERTIFICATES = 'certificates.k8s.io';
const WRITES = ['create', 'patch', 'update'];
const SOMEBODY_ASKS = possible('somebody creates a certificate request for a chosen identity');
/** The kubelet asks for the verb of the HTTP method, and a websocket opens with GET. */
const BY_WEBSOCKET: Certainty = {
  confidence: 'proved',
  precondition: 'by exec over a websocket, which opens with GET',
};

/** Cluster-wide rights by which the control plane itself is turned: admission, certificates, kubelets. */
export function deriveClusterTakeover(access: Access): void {
  for (const grant of access.limited) {
    if (grant.namespace !== undefined) continue;
    webhooks(access, grant);
    certificates(access, grant);
    nodeProxy(access, grant);
  }
}

/** Whoever writes a mutating webhook sees and changes every object that is admitted. */
function webhooks(access: Access, grant: Grant): void {
  const { rights } = grant;
  const scope = anyOf(
    rights.unnamed('create', ADMISSION, 'mutatingwebhookconfigurations'),
    rights.verbs(['patch', 'update'], ADMISSION, 'mutatingwebhookconfigurations'),
  );
  const rules = ruleList(scope);
  if (rules.length > 0) grantLink(access, 'ESCALATE_VIA_WEBHOOK', grant, tellCluster(access), rules);
}

const USER_SIGNER = 'kubernetes.io/kube-apiserver-client';
const KUBELET_SIGNER = 'kubernetes.io/kube-apiserver-client-kubelet';

/** Approval needs both the approval subresource and `approve` on the signer, whose name may end in a domain wildcard. */
function certificates(access: Access, grant: Grant): void {
  const { rights } = grant;
  const approval = ruleList(rights.verbs(['patch', 'update'], CERTIFICATES, 'certificatesigningrequests/approval'));
  if (approval.length === 0) return;
  const signers = rights.scope('approve', CERTIFICATES, 'signers');
  const create = rights.unnamed('create', CERTIFICATES, 'certificatesigningrequests');
  const needs = create.any ? PROVED : SOMEBODY_ASKS;
  const user = signer(signers, USER_SIGNER);
  if (user.length > 0)
    grantLink(access, 'APPROVE_CERTIFICATE', grant, tellCluster(access), together(approval, user, create.all), needs);
  const kubelet = signer(signers, KUBELET_SIGNER);
  if (kubelet.length === 0) return;
  const rules = together(approval, kubelet, create.all);
  for (const machine of access.machines.all(grant.evidence))
    grantLink(access, 'APPROVE_CERTIFICATE', grant, machine, rules, needs);
}

function signer(signers: Scope, name: string): readonly number[] {
  if (signers.all.length > 0) return signers.all;
  return signers.named.get(name) ?? signers.named.get(`${name.slice(0, name.indexOf('/'))}/*`) ?? [];
}

/** The kubelet's API through the API server: commands in every container of the node. */
function nodeProxy(access: Access, grant: Grant): void {
  const { rights } = grant;
  const write = rights.verbs(WRITES.slice(0, 1), '', 'nodes/proxy');
  const read = rights.scope('get', '', 'nodes/proxy');
  const scope = write.any ? write : read;
  if (!scope.any) return;
  const machines = access.machines.all(grant.evidence);
  // A name that is not declared still is the name of some node.
  const some = access.machines.declared.length === 0 ? { all: ruleList(scope), named: new Map(), any: true } : scope;
  linkNamed(access, 'NODE_PROXY', grant, machines, some, write.any ? PROVED : BY_WEBSOCKET);
}

const ruleList = (scope: Scope): readonly number[] => together(scope.all, ...scope.named.values());
