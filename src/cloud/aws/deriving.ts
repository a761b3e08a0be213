import { compile } from '../../iam/compile.ts';
import type { CompiledPolicy } from '../../iam/port.ts';
import type { AwsIdentityFact } from '../../model/aws-facts.ts';
import type { AwsPolicy } from '../../model/aws-policy.ts';
import type { EstateBuilder } from '../../model/builder.ts';
import type { EdgeInput } from '../../model/edge.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import type { Evidence } from '../../model/evidence.ts';
import { printHoles } from '../../model/hole.ts';
import type { NodeId } from '../../model/id.ts';
import type { EdgeKind } from '../../model/kinds.ts';
import type { Granted } from './granted.ts';
import { outsider } from './outsiders.ts';
import { awsAccountId } from '../tell/aws.ts';
import { MANAGED_POLICIES } from './data/managed-policies.ts';
import { managedPolicy } from './world/managed-policy.ts';
import { nameOf } from './world/policies.ts';
import type { AwsIdentity, World } from './world/types.ts';

/** An edge that waits for something, and for what. */
interface Waiting {
  readonly id: string;
  readonly precondition: string | undefined;
}
type Ways = Map<NodeId, 'proved' | readonly Waiting[]>;

/** What the steps share: the world, who administers, and the nodes that edges need. */
export class Deriving {
  /** A policy that allows everything, for what somebody else's account may give to its own. */
  readonly everything: CompiledPolicy;
  /** The policy of a resource that admits everybody, where what it really says is somebody's to change or not known. */
  readonly admitting: CompiledPolicy;
  /** Groups by account. */
  readonly groups = new Map<string, AwsIdentityFact[]>();
  /** By kind, then from whom to whom: sure, or the edges that wait for something. */
  private readonly ways = new Map<EdgeKind, Map<NodeId, Ways>>();
  private readonly adminNodes = new Set<NodeId>();
  private readonly admins = new Set<AwsIdentity>();
  private readonly sessions = new Map<string, AwsIdentity>();

  readonly estate: EstateBuilder;
  readonly world: World;

  constructor(estate: EstateBuilder, world: World) {
    this.estate = estate;
    this.world = world;
    const row = MANAGED_POLICIES['AdministratorAccess'] ?? { asOf: '', statements: [] };
    this.everything = compile(managedPolicy('arn:aws:iam::aws:policy/AdministratorAccess', row));
    const evidence = { object: 'any resource', at: 'assumed' };
    const principals = { aws: ['*'], service: [], federated: [], canonical: [] };
    const statement = {
      effect: 'Allow',
      principals,
      actions: ['*'],
      resources: ['*'],
      conditions: [],
      evidence,
    } as const;
    this.admitting = compile({ version: '2012-10-17', name: 'assumed', statements: [statement], evidence });
    for (const one of world.groups) this.groups.set(one.account, [...(this.groups.get(one.account) ?? []), one]);
    for (const one of world.identities)
      if (one.type === 'role') this.sessions.set(`${one.account.id} ${one.name}`, one);
  }

  /** Proved administrators: what they may do besides is not told again. */
  administers(who: AwsIdentity): void {
    this.adminNodes.add(who.node);
    this.admins.add(who);
  }

  /** What members of the group are given by it. */
  policiesOf(group: AwsIdentityFact): readonly AwsPolicy[] {
    return [...group.inline, ...group.attached.flatMap((arn) => this.world.managed(arn) ?? [])];
  }

  isAdminNode(node: NodeId): boolean {
    return this.adminNodes.has(node);
  }

  isAdmin(who: AwsIdentity): boolean {
    return this.admins.has(who);
  }

  /** By its ARN; a session's ARN has no path, so by account and name too. */
  findIdentity(arn: string): AwsIdentity | undefined {
    const known = this.world.byArn.get(arn);
    if (known) return known;
    const account = arn.split(':')[4] ?? '';
    return /:role\/[^/]{1,600}$/su.test(arn) ? this.sessions.get(`${account} ${nameOf(arn)}`) : undefined;
  }

  /** The node of an account, told or only named. One that an organisation does not hold is somebody else's. */
  accountNode(id: string, evidence: readonly Evidence[] = []): NodeId {
    const node = awsAccountId(id);
    const known = this.estate.get(node);
    const account = this.world.accounts.get(id);
    const stranger = this.world.isStranger(id) && !account;
    if (known && !(stranger && !known.entry)) return node;
    return this.estate.node({
      id: node,
      kind: 'CloudAccount',
      name: printHoles(id),
      realm: printHoles(id),
      environment: 'unknown',
      evidence: account ? (account.identities[0]?.evidence ?? account.things[0]?.fact.evidence ?? evidence) : evidence,
      ...(stranger ? { entry: 'third-party-app' } : {}),
      ...(account
        ? { jewel: { tier: 13, name: `administrator of account ${printHoles(id)}`, confidence: 'possible', reason: 'it holds every right in the account' } }
        : {}),
      implied: true,
    }); // prettier-ignore
  }

  isSure(kind: EdgeKind, from: NodeId, to: NodeId): boolean {
    return this.ways.get(kind)?.get(from)?.get(to) === 'proved';
  }

  /** Of several ways to the same thing, one that is sure stands for all; else each with what it waits for. */
  better(kind: EdgeKind, from: NodeId, to: NodeId, rest: Omit<EdgeInput, 'kind' | 'from' | 'to'>): void {
    const ways = this.waysFrom(kind, from);
    const before = ways.get(to);
    if (rest.confidence === 'proved') {
      this.estate.edge({ kind, from, to, ...rest });
      if (before !== 'proved') for (const { id } of before ?? []) this.estate.withdraw(id);
      ways.set(to, 'proved');
      return;
    }
    if (before === 'proved') return;
    const { precondition } = rest;
    const same = before?.find((one) => one.precondition === precondition);
    const id = this.estate.edge({ ...(same ? { id: same.id } : {}), kind, from, to, ...rest });
    if (!same) ways.set(to, [...(before ?? []), { id, precondition }]);
  }

  private waysFrom(kind: EdgeKind, from: NodeId): Ways {
    let all = this.ways.get(kind);
    if (!all) this.ways.set(kind, (all = new Map<NodeId, Ways>()));
    let some = all.get(from);
    if (!some) all.set(from, (some = new Map<NodeId, 'proved' | readonly Waiting[]>()));
    return some;
  }

  /** The trust policy of a role admits an account that the files do not tell, or all. */
  externalTrust(
    { node, trust }: AwsIdentity,
    account: string,
    { by, confidence, precondition, evidence }: Granted,
  ): void {
    if (!trust) return;
    const guards = by.flatMap(({ statement }) => statement.conditions.map(({ key }) => key.toLowerCase()));
    this.estate.fact({
      fact: 'external-trust', node, account, policy: trust.policy, confidence, evidence,
      from: account === '*' ? outsider(this, 'account', evidence) : this.accountNode(account, evidence),
      stranger: account === '*' || this.world.isStranger(account),
      externalId: guards.includes('sts:externalid'),
      ...(precondition === undefined ? {} : { precondition }),
    }); // prettier-ignore
  }

  unknownPrincipal({ name, trust, evidence: [own] }: AwsIdentity, principals: readonly string[]): void {
    const place = trust?.policy.evidence ?? own;
    if (!place) return;
    const whom = principals.map(printHoles).sort().join(', ');
    const message = `the trust policy of ${printHoles(name)} admits ${whom}, which no file tells`;
    this.estate.diagnostic(
      'file' in place
        ? diagnostic('policy-unknown', message, place.file, place.line)
        : diagnostic('policy-unknown', message, place.object),
    );
  }
}
