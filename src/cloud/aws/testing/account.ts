import { parsePolicyText } from '../../../iam/parse/policy.ts';
import type { AwsIdentityFact, AwsOrganisationFact, AwsResourceFact } from '../../../model/aws-facts.ts';
import type { AwsPolicy } from '../../../model/aws-policy.ts';
import { EstateBuilder } from '../../../model/builder.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { nodeId, type NodeId } from '../../../model/id.ts';
import { tellAwsIdentity, tellAwsManagedPolicy, tellAwsOrganisation, tellAwsResource } from '../../tell/aws.ts';
import { deriveAws } from '../derive.ts';

export type Json = Readonly<Record<string, unknown>>;
export const ONE = '111111111111';
export const TWO = '222222222222';

/** Allow of these actions on these resources, with what else a statement may have. */
export const allow = (actions: string | readonly string[], resources: string | readonly string[] = '*', more: Json = {}): Json => ({
  Effect: 'Allow', Action: actions, Resource: resources, ...more,
}); // prettier-ignore

/** A statement of a trust policy. */
export const trusts = (principal: unknown, condition?: Json, action = 'sts:AssumeRole'): Json => ({
  Effect: 'Allow', Principal: principal, Action: action, ...(condition ? { Condition: condition } : {}),
}); // prettier-ignore

/** One token exchange: the provider of an issuer in account ONE. */
export const federated = (issuer: string, condition?: Json): Json =>
  trusts({ Federated: `arn:aws:iam::${ONE}:oidc-provider/${issuer}` }, condition, 'sts:AssumeRoleWithWebIdentity');

interface Settings extends Partial<Omit<AwsIdentityFact, 'inline' | 'trust'>> {
  readonly inline?: readonly Json[];
  readonly trust?: readonly Json[];
}

/** Small AWS estates for tests, told as connectors tell them. */
export class TestAws {
  readonly estate = new EstateBuilder();
  #line = 0;

  place(): Evidence {
    return { file: 'aws.json', line: ++this.#line };
  }

  policy(name: string, statements: readonly Json[]): AwsPolicy {
    const { policy, problems } = parsePolicyText(
      JSON.stringify({ Version: '2012-10-17', Statement: statements }),
      this.place(),
      name,
    );
    const [first] = problems.filter(({ level }) => level === 'error');
    if (first) throw new Error(first.message);
    return policy;
  }

  role(name: string, settings: Settings = {}): NodeId {
    return this.identity('role', name, settings);
  }

  user(name: string, settings: Settings = {}): NodeId {
    return this.identity('user', name, settings);
  }

  group(name: string, settings: Settings = {}): NodeId {
    return this.identity('group', name, settings);
  }

  private identity(
    type: AwsIdentityFact['type'],
    name: string,
    { inline, trust, account = ONE, ...rest }: Settings,
  ): NodeId {
    return tellAwsIdentity(this.estate, {
      type, account, arn: `arn:aws:iam::${account}:${type}/${name}`, name, attached: [], groups: [], tags: {}, instanceProfiles: [],
      serviceLinked: false, unresolved: [], evidence: [this.place()], confidence: 'configured', environment: 'unknown', ...rest,
      inline: inline && inline.length > 0 ? [this.policy(`${name}-policy`, inline)] : [],
      ...(trust ? { trust: this.policy('trust', trust) } : {}),
    }); // prettier-ignore
  }

  managed(name: string, statements: readonly Json[], account = ONE): string {
    const arn = `arn:aws:iam::${account}:policy/${name}`;
    const policy = this.policy(name, statements);
    tellAwsManagedPolicy(this.estate, {
      account,
      arn,
      policy,
      evidence: [policy.evidence],
      confidence: 'configured',
      environment: 'unknown',
    });
    return arn;
  }

  thing(
    kind: string,
    arn: string,
    settings: Partial<Omit<AwsResourceFact, 'policy'>> & { policy?: readonly Json[] } = {},
  ): NodeId {
    const [service = '', type = ''] = kind.split('/');
    const { policy, ...rest } = settings;
    return tellAwsResource(this.estate, {
      service, type, account: ONE, arn, tags: {}, evidence: [this.place()], confidence: 'configured', environment: 'unknown', ...rest,
      ...(policy ? { policy: this.policy(`${type} policy`, policy) } : {}),
    }); // prettier-ignore
  }

  organisation(
    settings: Partial<Omit<AwsOrganisationFact, 'scps' | 'rcps'>> & {
      scps?: Readonly<Record<string, readonly Json[]>>;
      rcps?: Readonly<Record<string, readonly Json[]>>;
    },
  ): void {
    const { scps = {}, rcps = {}, ...rest } = settings;
    // One list that is given for several is one policy that is attached to all of them.
    const made = new Map<readonly Json[], AwsPolicy>();
    const policy = (id: string, statements: readonly Json[]): AwsPolicy => {
      const known = made.get(statements) ?? this.policy(`policy of ${id}`, statements);
      made.set(statements, known);
      return known;
    };
    const levels = (of: Readonly<Record<string, readonly Json[]>>): Record<string, readonly AwsPolicy[]> =>
      Object.fromEntries(Object.entries(of).map(([id, statements]) => [id, [policy(id, statements)]]));
    tellAwsOrganisation(this.estate, {
      id: 'o-acme000000', management: '999999999999', parents: {}, accountNames: {}, scps: levels(scps), rcps: levels(rcps),
      scpsEnabled: true, rcpsEnabled: settings.rcps !== undefined, evidence: [this.place()], confidence: 'configured', environment: 'unknown', ...rest,
    }); // prettier-ignore
  }

  /** A service account of a cluster, which asks for a role where one is given. */
  serviceAccount(path: string, role?: string, realm = 'prod'): NodeId {
    const [namespace = '', name = ''] = path.split('/');
    const evidence = [this.place()];
    const node = nodeId('k8s', 'ServiceAccount', realm, namespace, name);
    this.estate.node({ id: node, kind: 'K8sServiceAccount', name, realm, namespace, environment: 'unknown', evidence });
    if (role === undefined) return node;
    const to = nodeId('aws', 'Role', role.split(':')[4] ?? '', role);
    this.estate.node({
      id: to,
      kind: 'CloudRole',
      name: role,
      realm: ONE,
      environment: 'unknown',
      evidence,
      implied: true,
    });
    const precondition = 'the trust policy of the role admits this account';
    this.estate.edge({ kind: 'IRSA', from: node, to, confidence: 'configured', precondition, evidence });
    this.estate.fact({
      fact: 'federation', node, kind: 'IRSA', to, target: role, subjects: [`system:serviceaccount:${namespace}:${name}`],
      audience: 'sts.amazonaws.com', precondition, confidence: 'configured', evidence,
    }); // prettier-ignore
    return node;
  }

  /** A workflow that asks for the role with tokens of these subjects. */
  workflow(repository: string, role: string, subjects: readonly string[], audience?: string): NodeId {
    const evidence = [this.place()];
    const node = nodeId(
      'github',
      'Workflow',
      ...(repository.split('/') as [string, string]),
      '.github',
      'workflows',
      'x.yml',
    );
    this.estate.node({
      id: node,
      kind: 'Workflow',
      name: 'x.yml',
      realm: repository,
      environment: 'unknown',
      evidence,
    });
    const to = nodeId('aws', 'Role', role.split(':')[4] ?? '', role);
    this.estate.node({
      id: to,
      kind: 'CloudRole',
      name: role,
      realm: ONE,
      environment: 'unknown',
      evidence,
      implied: true,
    });
    const precondition = 'the trust policy of the role admits this workflow';
    this.estate.edge({ kind: 'GH_OIDC', from: node, to, confidence: 'configured', precondition, evidence });
    this.estate.fact({
      fact: 'federation', node, kind: 'GH_OIDC', to, target: role, issuer: 'token.actions.githubusercontent.com', subjects,
      precondition, confidence: 'configured', evidence, ...(audience === undefined ? {} : { audience }),
    }); // prettier-ignore
    return node;
  }

  /** What is derived, one line an edge: `KIND from > to: confidence (precondition)`, sorted; CONTROLS left out. Ids lose their realm. */
  derived(kinds?: RegExp): readonly string[] {
    deriveAws(this.estate);
    const short = (id: NodeId): string =>
      decodeURIComponent(id.split(/[:/]/u).at(-1) ?? id)
        .split('/')
        .at(-1) ?? id;
    return this.estate
      .build()
      .edges.filter(({ kind }) => (kinds ? kinds.test(kind) : kind !== 'CONTROLS'))
      .map(
        ({ kind, from, to, confidence, precondition }) =>
          `${kind} ${short(from)} > ${short(to)}: ${confidence}${precondition === undefined ? '' : ` (${precondition})`}`,
      )
      .sort();
  }
}
