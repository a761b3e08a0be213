/** Node kinds: what an estate is made of, whatever the source calls it. */
export const NODE_KINDS = [
  'Human', 'Group', 'K8sServiceAccount', 'Pod', 'Container', 'Workload', 'Node', 'Namespace', 'Cluster',
  'PermissionSet', 'K8sRole', 'K8sSecret', 'K8sConfigMap', 'Volume', 'Endpoint', 'NetworkZone', 'SpiffeId', 'CloudRole', 'CloudUser',
  'CloudAccount', 'OidcProvider', 'ApiKey', 'DataStore', 'SecretStore', 'Repo', 'Workflow', 'DeployApp',
  'FrontDoor', 'ModelEndpoint', 'ModelArtifact', 'Registry', 'VectorIndex', 'Dataset', 'Agent', 'McpServer',
  'Tool', 'OAuthApp', 'ServicePrincipal', 'Vendor', 'GpuPool', 'Queue',
] as const; // prettier-ignore
export type NodeKind = (typeof NODE_KINDS)[number];

/**
 * Kinds that are non-human identities: something that acts with rights of its own. A Group is a set of identities and a Human is
 * a person; neither is counted, both are nodes with rights.
 */
export const IDENTITY_KINDS: ReadonlySet<NodeKind> = new Set<NodeKind>([
  'K8sServiceAccount', 'CloudRole', 'CloudUser', 'ApiKey', 'Workflow', 'DeployApp', 'Agent', 'McpServer', 'OAuthApp',
  'ServicePrincipal', 'SpiffeId', 'FrontDoor',
]); // prettier-ignore

/** How an attacker's first foothold comes about. */
export const ENTRY_KINDS = [
  'internet',
  'prompt',
  'untrusted-document',
  'fork-pr',
  'notebook-user',
  'third-party-app',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export const ENVIRONMENTS = ['prod', 'staging', 'dev', 'unknown'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/**
 * Edge kinds. `class`: an attack step, or structure that a path runs along. `cost`: 1 (trivial) to 9 (hard) for an attack step, 0 for
 * structure. `carries`: whether holding `from` gives `to`; structure that only describes (a pod is in a namespace) does not.
 */
export interface EdgeKindInfo {
  readonly class: 'attack' | 'structure';
  readonly cost: number;
  readonly carries: boolean;
  readonly means: string;
}
const attack = (cost: number, means: string): EdgeKindInfo => ({ class: 'attack', cost, carries: true, means });
const structure = (means: string): EdgeKindInfo => ({ class: 'structure', cost: 0, carries: true, means });
const describes = (means: string): EdgeKindInfo => ({ class: 'structure', cost: 0, carries: false, means });

export const EDGE_KINDS = {
  // structure that a path runs along
  CONTAINS: structure('holding the whole holds the part (workload > pod > container)'),
  PART_OF: structure('code in a container acts as its pod'),
  MEMBER_OF: structure('a member has the rights of the group'),
  MAY_BE: structure('what is not known by name may be this one'),
  MOUNTS: structure('the container mounts the volume'),
  HOLDS: structure('the container or volume holds this secret, key or token'),
  SPAWNS: structure('the custom resource makes its controller create this workload'),
  CONTROLS: attack(1, 'control of the cluster or namespace is control of what is in it'),
  // structure that only describes
  IN_NAMESPACE: describes('the object is in the namespace'),
  APPLIES_TO: describes('the permission set applies to the namespace or cluster'),
  GRANTS_ROLE: describes('the permission set grants this role'),
  IN_QUEUE: describes('the workload is scheduled through the queue'),
  QUOTA_OF: describes('the queue draws on this pool'),
  OWNED_BY: describes('the owner of the thing'),
  // requests, network, front doors
  ROUTES_TO: attack(1, 'requests from here arrive there'),
  ALLOWS_CALLER: attack(1, 'an authorization policy admits this caller'),
  NET_REACH: attack(3, 'no network policy stands between'),
  GATEWAY_FORWARDS_AS: attack(1, 'the front door uses its own credential for every caller'),
  EXPLOITS_SERVICE: attack(
    5,
    'a reachable service without authentication can be used, and executes code where it is made to',
  ),
  // models and data
  SERVES: attack(1, 'the endpoint answers from this model'),
  LOADS_UNSAFE: attack(2, 'loading the artefact executes code that it contains'),
  PULLS_FROM: attack(4, 'the workload takes artefacts from here'),
  CAN_WRITE_ARTIFACT: attack(2, 'the identity may change the artefact'),
  PROMOTES: attack(2, 'moves a model to a stage'),
  RETRIEVES_FROM: attack(2, 'reads context from this index'),
  INDEXES: attack(2, 'writes into this index'),
  CAN_POISON: attack(3, 'what it writes is later read as context'),
  DATA_ACCESS: attack(1, 'reads or writes this data'),
  // agents and tools
  INJECTS_PROMPT: attack(3, 'untrusted text reaches an agent with tools'),
  AGENT_USES: attack(1, 'the agent uses this tool server'),
  PROVIDES_TOOL: structure('the server offers this tool'),
  TOOL_ACTS_AS: attack(1, 'the tool acts with this credential'),
  TOOL_EXEC: attack(2, 'the tool runs commands here'),
  UNPINNED_FETCH: attack(5, 'the package is fetched without a fixed version'),
  DELEGATES_TO: attack(2, 'passes work and authority on'),
  OAUTH_GRANT: attack(1, 'a consent gives the app this access'),
  // Kubernetes
  RUNS_AS: attack(1, 'the token of the account is mounted'),
  USES_SERVICE_ACCOUNT: describes('the pod template names the account'),
  HAS_PERMISSION_SET: attack(1, 'a binding grants the rules of a role'),
  POD_EXEC: attack(1, 'may execute in, or attach to, the pod'),
  POD_CREATE: attack(2, 'may create pods, with any account of the namespace or on any node'),
  POD_PATCH: attack(2, 'may change the pod or its template'),
  CRD_SPAWNS_POD: attack(2, 'a controller creates pods with the account that the author of the resource names'),
  READ_TOKEN: attack(2, 'may read a token of the account from a Secret'),
  READ_SECRET: attack(1, 'may read the Secret'),
  WRITE_SECRET: attack(2, 'may change the Secret'),
  WRITE_CONFIG: attack(2, 'may change what the workload is configured with'),
  MINT_TOKEN: attack(1, 'may create a token of the account'),
  ROLE_BIND: attack(2, 'may bind itself the rights of that permission set'),
  BIND_CLUSTER_ROLE: attack(2, 'may bind itself any cluster role here'),
  ESCALATE_ROLE: attack(2, 'may write rights that it does not hold into a role'),
  IMPERSONATE: attack(1, 'may act as this identity'),
  CLUSTER_ADMIN: attack(1, 'holds every right in the cluster'),
  NAMESPACE_ADMIN: attack(1, 'holds every right in the namespace'),
  ESCALATE_VIA_WEBHOOK: attack(4, 'may change every admitted object'),
  APPROVE_CERTIFICATE: attack(3, 'may sign client certificates of any identity'),
  NODE_PROXY: attack(1, 'may run commands through the kubelet'),
  CONTAINER_ESCAPE: attack(2, 'the container can leave its isolation'),
  EXPLOIT_HOST_READ: attack(3, 'a mounted host path discloses credentials of the host'),
  EXPLOIT_HOST_WRITE: attack(2, 'a writable host path takes over the host'),
  NODE_HOSTS: attack(1, 'the node runs the pod and holds its tokens'),
  SHARE_PS: attack(2, 'containers see each other through a shared process namespace'),
  MOUNTS_SECRET: attack(1, 'the pod receives the Secret'),
  SECRET_IS_CRED_FOR: attack(1, 'the Secret holds a credential for this'),
  IMDS_REACH: attack(2, 'the metadata service gives out the role of the node'),
  IRSA: attack(1, 'the annotation federates the account to a cloud role'),
  POD_IDENTITY: attack(1, 'an association gives the account a cloud role'),
  GKE_WI: attack(1, 'the annotation federates the account to a cloud account'),
  AKS_WI: attack(1, 'the annotation federates the account to a cloud application'),
  SPIFFE_ID: structure('the workload receives this SPIFFE ID'),
  // cloud and CI
  ASSUME_ROLE: attack(1, 'may assume the role'),
  PASS_ROLE_EXEC: attack(2, 'may run code with the role'),
  IAM_SELF_ESCALATE: attack(2, 'may widen its own rights'),
  SA_TOKEN_CREATOR: attack(1, 'may create tokens of the account'),
  GH_OIDC: attack(1, 'the workflow token is exchanged for the role'),
  WORKFLOW_SECRET: attack(1, 'the workflow receives the key'),
  FORK_PR_EXEC: attack(2, 'code of a stranger runs in the workflow'),
  REPO_WRITE: attack(2, 'may change what runs'),
  ARGOCD_DEPLOYS: attack(1, 'what is in the repository is applied'),
  CI_DEPLOYS: attack(1, 'the workflow deploys here'),
  NOTEBOOK_SPAWN: attack(1, 'the person runs code in this notebook'),
  NOTEBOOK_HOLDS_CRED: attack(1, 'the notebook contains the credential'),
  SCHED_SUBMIT: attack(1, 'a submitted job is code execution as the job account'),
  CALLS: attack(2, 'is configured to send requests there'),
  ANSWERED_BY: describes('requests to the endpoint arrive at this workload'),
  IS_REPO: structure('the same repository under another address'),
  IS_CLUSTER: structure('the same cluster, as its cloud and as its own files tell it'),
  RUNS_NOTEBOOK: attack(1, 'the schedule or step executes the notebook'),
  BUILDS_IMAGE: attack(2, 'what it builds is what runs there'),
  USES_ACTION: attack(5, 'code of another repository runs with what the step holds'),
  CALLS_WORKFLOW: attack(1, 'the called workflow runs with what is passed on'),
  SAME_CREDENTIAL: structure('an equal value: holding one is holding the other'),
  OPENS: attack(1, 'the credential is accepted there'),
  MAY_REQUEST: describes('may ask for access to it'),
  MAY_APPROVE: describes('may approve access to it'),
  MAY_REVOKE: describes('may take access to it away'),
  CHAIN_NEXT: describes('the next hop of a declared service chain'),
  SHARES_IDENTITY: describes('two workloads act as one identity'),
  ACCOUNT_ADMIN: attack(1, 'holds every right in the cloud account'),
  RUNS_WITH_ROLE: attack(1, 'what runs there receives credentials of the cloud role'),
  COMPUTE_EXEC: attack(2, 'may run code in it through the interface of the cloud'),
  INVOKES: attack(1, 'may invoke the model, agent or function'),
  CHANGES_SERVING: attack(2, 'may change what answers, or what guards it'),
  TRAINS: attack(2, 'may start or change a training run'),
  READS_LOGS: attack(1, 'may read what was asked and answered'),
} as const satisfies Record<string, EdgeKindInfo>;
export type EdgeKind = keyof typeof EDGE_KINDS;
