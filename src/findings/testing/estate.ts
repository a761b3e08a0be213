import { buildGraph } from '../../graph/build.ts';
import { EstateBuilder } from '../../model/builder.ts';
import type { Declared, Jewel } from '../../model/estate.ts';
import type { Confidence, Evidence } from '../../model/evidence.ts';
import type {
  CredentialFact,
  CredentialKind,
  EndpointFact,
  Fact,
  NetworkFact,
  RbacRule,
  WorkloadFact,
  WorkloadFunction,
} from '../../model/facts.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import type { EdgeKind, EntryKind, Environment, NodeKind } from '../../model/kinds.ts';
import { judgeBy, type Judged } from '../judge.ts';
import type { Rule } from '../rule.ts';

interface Settings {
  readonly realm?: string;
  readonly environment?: Environment;
  readonly confidence?: Confidence;
  readonly line?: number;
  readonly declared?: Declared;
  readonly implied?: true;
}

/** Small estates for the tests of rules, told as a connector tells them: nodes, edges and facts that agree with each other. */
export class TestEstate {
  readonly builder = new EstateBuilder();
  #line = 0;

  place(line?: number): Evidence {
    return { file: 'estate.yaml', line: line ?? ++this.#line };
  }

  node(
    kind: NodeKind,
    word: string,
    path: string,
    settings: Settings & { jewel?: Jewel['tier']; entry?: EntryKind } = {},
  ): NodeId {
    const realm = settings.realm ?? 'prod';
    const parts = path.split('/').filter((part) => part !== '');
    const id = nodeId('k8s', word, realm, ...parts);
    return this.builder.node({
      id,
      kind,
      name: parts.at(-1) ?? realm,
      realm,
      environment: settings.environment ?? 'unknown',
      ...(parts.length > 1 && parts[0] !== undefined ? { namespace: parts[0] } : {}),
      ...(settings.declared ? { declared: settings.declared } : {}),
      ...(settings.implied ? { implied: true } : {}),
      ...(settings.entry ? { entry: settings.entry } : {}),
      ...(settings.jewel
        ? { jewel: { tier: settings.jewel, name: path, confidence: 'possible', reason: 'test' } }
        : {}),
      evidence: [this.place(settings.line)],
    });
  }

  edge(
    kind: EdgeKind,
    from: NodeId,
    to: NodeId,
    settings: { confidence?: Confidence; precondition?: string } = {},
  ): string {
    return this.builder.edge({ kind, from, to, confidence: 'proved', evidence: [this.place()], ...settings });
  }

  fact(fact: Fact): void {
    this.builder.fact(fact);
  }

  /** `namespace/name`. */
  account(path: string, settings: Settings = {}): NodeId {
    const id = this.node('K8sServiceAccount', 'ServiceAccount', path, settings);
    const [namespace = ''] = path.split('/');
    this.fact({
      fact: 'account', node: id, namespace, implied: settings.implied ?? false, automount: true,
      evidence: [this.place(settings.line)], confidence: settings.confidence ?? 'configured',
    }); // prettier-ignore
    return id;
  }

  /** `namespace/Kind/name`, which runs as the account. */
  workload(
    path: string,
    account: NodeId,
    settings: Settings & Partial<Omit<WorkloadFact, 'functions'>> & { functions?: readonly WorkloadFunction[] } = {},
  ): NodeId {
    const [, workloadKind = 'Deployment'] = path.split('/');
    const { functions = [], ...rest } = settings;
    const node = this.node('Workload', 'Workload', path, settings);
    const pod = this.node('Pod', 'Pod', path, settings);
    this.edge('CONTAINS', node, pod);
    const tokenMounted = settings.tokenMounted ?? true;
    if (tokenMounted) this.edge('RUNS_AS', pod, account);
    this.fact({
      fact: 'workload', workloadKind, accountNamed: true, tokenMounted, environment: 'unknown', images: ['image'],
      fingerprint: path, gpus: 0, privileged: [], args: [], evidence: [this.place(settings.line)], confidence: 'configured',
      functions: functions.map((is) => ({ is, because: 'test' })),
      ...pick(rest), node, pod, account,
    }); // prettier-ignore
    return node;
  }

  role(
    name: string,
    rules: readonly Partial<RbacRule>[],
    settings: Settings & { namespace?: string; builtIn?: true } = {},
  ): NodeId {
    const { namespace, builtIn = false, confidence = 'proved' } = settings;
    const word = namespace === undefined ? 'ClusterRole' : 'Role';
    const node = this.node('K8sRole', word, namespace === undefined ? name : `${namespace}/${name}`, settings);
    this.fact({
      fact: 'role', node, name, rules: rules.map((one) => this.rule(one)), aggregated: false, builtIn, confidence,
      evidence: [this.place()], ...(namespace === undefined ? {} : { namespace }),
    }); // prettier-ignore
    return node;
  }

  /** Binds the role, in the namespace where one is given. Returns the permission set. */
  bind(
    role: NodeId,
    subjects: readonly NodeId[],
    settings: { namespace?: string; confidence?: Confidence } = {},
  ): NodeId {
    const { namespace, confidence = 'proved' } = settings;
    const fact = this.builder.allFacts().find((one) => one.fact === 'role' && one.node === role);
    if (fact?.fact !== 'role') throw new Error(`no role ${role}`);
    const name = `${fact.name}::${fact.name}-binding`;
    const set = this.node('PermissionSet', 'PermissionSet', namespace === undefined ? name : `${namespace}/${name}`);
    for (const subject of subjects) this.edge('HAS_PERMISSION_SET', subject, set);
    this.fact({
      fact: 'grant', node: set, confidence, rules: fact.rules, evidence: [this.place()],
      binding: { kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding', name: `${fact.name}-binding`, ...(namespace === undefined ? {} : { namespace }) },
      role: { kind: fact.namespace === undefined ? 'ClusterRole' : 'Role', name: fact.name, node: role, builtIn: fact.builtIn },
      subjects: subjects.map((node) => ({ node, evidence: this.place() })),
      ...(namespace === undefined ? {} : { namespace }),
    }); // prettier-ignore
    return set;
  }

  credential(node: NodeId, kind: CredentialKind, settings: Partial<CredentialFact> & { line?: number } = {}): void {
    const { line, ...fact } = settings;
    const digest = `digest of ${kind} at ${++this.#line}`;
    this.fact({
      fact: 'credential', node, kind, key: kind, where: 'secret', digest, evidence: [this.place(line)], confidence: 'configured', ...fact,
    }); // prettier-ignore
  }

  /** What the network lets the pod of the workload do; closed where nothing else is said. */
  network(workload: NodeId, settings: Partial<NetworkFact>): void {
    this.fact({
      fact: 'network', node: workload.replace(':Workload:', ':Pod:'), workload, egress: 'restricted', metadata: 'blocked',
      because: 'no network policy selects the pod', evidence: [this.place()], confidence: 'configured', ...settings,
    }); // prettier-ignore
  }

  /** A model endpoint of the workload without authentication inside the cluster, where nothing else is said. */
  endpoint(workload: NodeId, settings: Partial<EndpointFact>): void {
    const node = workload.replace(':Workload:', ':Endpoint:');
    this.builder.node({
      id: node,
      kind: 'Endpoint',
      name: 'endpoint',
      realm: 'prod',
      environment: 'unknown',
      evidence: [this.place()],
    });
    this.fact({
      fact: 'endpoint', node, workload, product: 'model server', function: 'model', exposure: 'cluster', authentication: 'none',
      because: 'no key is set', evidence: [this.place()], confidence: 'configured', ...settings,
    }); // prettier-ignore
  }

  rule(rule: Partial<RbacRule>): RbacRule {
    return {
      verbs: ['get'], apiGroups: [''], resources: ['configmaps'], resourceNames: [], nonResourceURLs: [],
      evidence: [this.place()], ...rule,
    }; // prettier-ignore
  }

  judge(...rules: readonly Rule[]): Judged[] {
    const estate = this.builder.build();
    return judgeBy(rules, estate, buildGraph(estate));
  }
}

/** Node settings are no part of the fact. */
function pick(settings: Settings & Partial<Omit<WorkloadFact, 'functions'>>): Partial<Omit<WorkloadFact, 'functions'>> {
  const own = new Set(['realm', 'line', 'declared', 'implied']);
  return Object.fromEntries(Object.entries(settings).filter(([key]) => !own.has(key)));
}
