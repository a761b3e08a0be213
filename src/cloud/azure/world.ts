import type { FederationFact } from '../../model/aws-facts.ts';
import type {
  AzureAssignmentFact,
  AzureFederatedCredentialFact,
  AzureIdentityFact,
  AzureResourceFact,
  AzureRoleFact,
} from '../../model/azure-facts.ts';
import type { EstateBuilder } from '../../model/builder.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Fact } from '../../model/facts.ts';
import { printHoles } from '../../model/hole.ts';
import type { NodeId } from '../../model/id.ts';
import { maybe, NO, YES, type Answer } from '../answer/answer.ts';
import { parseArmId } from '../tell/arm-id.ts';
import { azureIdentityId, azureScopeId } from '../tell/azure.ts';
import { IDENTITY } from './powers.ts';

/** Something under a subscription. */
export interface Thing {
  readonly node: NodeId;
  /** ARM id, lower case. */
  readonly id: string;
  readonly type: string;
  readonly fact?: AzureResourceFact;
  readonly evidence: readonly Evidence[];
}

const low = (text: string): string => printHoles(text).toLowerCase();

/** Everything that the facts say of Azure, by what it is asked for. */
export class AzureWorld {
  readonly assignments: readonly AzureAssignmentFact[];
  readonly resources: readonly AzureResourceFact[];
  readonly identities: readonly AzureIdentityFact[];
  readonly credentials: readonly AzureFederatedCredentialFact[];
  readonly federations: readonly FederationFact[];
  readonly things: readonly Thing[];
  readonly #roles = new Map<string, AzureRoleFact[]>();
  readonly #who = new Map<string, NodeId>();
  readonly #parents = new Map<string, string>();

  constructor(estate: EstateBuilder) {
    const of = <F extends Fact['fact']>(fact: F): readonly Extract<Fact, { fact: F }>[] =>
      estate.allFacts().filter((one): one is Extract<Fact, { fact: F }> => one.fact === fact);
    this.assignments = of('azure-assignment');
    this.resources = of('azure-resource');
    this.identities = of('azure-identity');
    this.credentials = of('azure-federated-credential');
    this.federations = of('federation').filter(({ to }) => to.startsWith('azure:'));
    for (const role of of('azure-role'))
      for (const key of [low(role.role), `name ${low(role.name)}`])
        this.#roles.set(key, [...(this.#roles.get(key) ?? []), role]);
    // A client id with its tenant comes first: it says most.
    const rank = ({ client, tenant }: AzureIdentityFact): number =>
      client === undefined ? 2 : tenant === undefined ? 1 : 0;
    for (const one of [...this.identities].sort((a, b) => rank(a) - rank(b) || (a.node < b.node ? -1 : 1)))
      this.#know(one, this.#known(one) ?? azureIdentityId(one));
    for (const { id, parent } of this.resources)
      if (parent !== undefined) this.#parents.set(low(id), parseArmId(parent).id);
    this.things = this.#things();
  }

  get isEmpty(): boolean {
    return this.assignments.length + this.resources.length + this.identities.length + this.federations.length === 0;
  }

  /** The node of whoever has the object id, client id or ARM id. */
  who(id: string): NodeId | undefined {
    return this.#who.get(low(id));
  }

  whose({ client, registration, resource }: AzureFederatedCredentialFact['of']): NodeId | undefined {
    return [client, registration, resource]
      .map((one) => (one === undefined ? undefined : this.who(one)))
      .find((one) => one !== undefined);
  }

  roles({ role, roleName }: AzureAssignmentFact): readonly AzureRoleFact[] {
    return this.#roles.get(role === undefined ? `name ${low(roleName ?? '')}` : low(role)) ?? [];
  }

  /** Whether what is assigned at a scope holds for an id below it (Azure RBAC documentation, "Understand scope"). */
  isUnder(scope: string, id: string): Answer {
    const at = parseArmId(scope).id;
    if (at === '/' || id === at || id.startsWith(`${at}/`)) return YES;
    if (!at.startsWith('/providers/microsoft.management/managementgroups/')) return NO;
    const subscription = /^\/subscriptions\/[^/]+/u.exec(id)?.[0];
    const above = this.#above(at);
    let up = subscription ?? id;
    for (let steps = 0; steps < 10; steps += 1) {
      const parent = this.#parents.get(up);
      // What the scope itself stands in does not stand in the scope.
      if (parent === undefined && above.has(up)) return NO;
      if (parent === undefined) return maybe(`${up} is in management group ${at.split('/').at(-1) ?? at}`);
      if (parent === at) return YES;
      up = parent;
    }
    return NO;
  }

  #above(scope: string): ReadonlySet<string> {
    const found = new Set<string>();
    for (let up = this.#parents.get(scope); up !== undefined && !found.has(up); up = this.#parents.get(up))
      found.add(up);
    return found;
  }

  #known({ client, principal, registration, resource }: AzureIdentityFact): NodeId | undefined {
    return [client, principal, registration, resource]
      .map((one) => (one === undefined ? undefined : this.#who.get(low(one))))
      .find((one) => one !== undefined);
  }

  #know({ client, principal, registration, resource }: AzureIdentityFact, node: NodeId): void {
    for (const key of [client, principal, registration, resource]) if (key !== undefined) this.#who.set(low(key), node);
  }

  #things(): readonly Thing[] {
    const found = new Map<string, Thing>();
    for (const fact of this.resources) {
      const { id, type } = parseArmId(fact.id);
      found.set(id, { node: azureScopeId(fact.id), id, type, fact, evidence: fact.evidence });
    }
    for (const { resource, evidence } of this.identities) {
      if (resource === undefined) continue;
      const { id, type } = parseArmId(resource);
      const node = this.who(resource);
      if (type === IDENTITY && node !== undefined) found.set(id, { node, id, type, evidence });
    }
    for (const { scope, evidence } of this.assignments) {
      const { id, type } = parseArmId(scope);
      if (!isContainer(type) && !found.has(id)) found.set(id, { node: azureScopeId(scope), id, type, evidence });
    }
    return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}

const CONTAINERS: ReadonlySet<string> = new Set([
  'tenant', 'microsoft.management/managementgroups', 'microsoft.resources/subscriptions', 'microsoft.resources/resourcegroups',
]); // prettier-ignore
export const isContainer = (type: string): boolean => CONTAINERS.has(type);
