import type { EstateBuilder } from '../../model/builder.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { FederationFact } from '../../model/aws-facts.ts';
import type { Fact } from '../../model/facts.ts';
import type {
  GcpDenyFact,
  GcpGrantFact,
  GcpProviderFact,
  GcpRef,
  GcpResourceFact,
  GcpRoleFact,
  GcpServiceAccountFact,
  GcpType,
} from '../../model/gcp-facts.ts';
import { printHoles } from '../../model/hole.ts';
import { parseId, type NodeId } from '../../model/id.ts';
import { gcpRefId, projectOfEmail } from '../tell/gcp.ts';

/** Something that stands in Google Cloud: a resource, an account, a project. */
export interface Thing {
  readonly id: NodeId;
  readonly type: GcpType;
  /** Id of the project that it is in, where that is known. */
  readonly project?: string;
  readonly name: string;
  readonly evidence: readonly Evidence[];
}

/** Everything that the facts say of Google Cloud, by what it is asked for. */
export class GcpWorld {
  readonly grants: readonly GcpGrantFact[];
  readonly denials: readonly GcpDenyFact[];
  readonly providers: readonly GcpProviderFact[];
  readonly federations: readonly FederationFact[];
  readonly resources: readonly GcpResourceFact[];
  readonly accounts: readonly GcpServiceAccountFact[];
  readonly #roles = new Map<string, GcpRoleFact[]>();
  readonly #numbers = new Map<string, string>();
  readonly #parents = new Map<string, GcpRef>();
  readonly #whole = new Set<NodeId>();
  readonly #blocked = new Set<NodeId>();
  readonly #things = new Map<NodeId, Thing>();
  readonly #byType = new Map<GcpType, Thing[]>();

  /** The day of the scan, where times are to be compared with it. */
  readonly day: string | undefined;

  constructor(estate: EstateBuilder, day?: string) {
    this.day = day;
    const of = <F extends Fact['fact']>(fact: F): readonly Extract<Fact, { fact: F }>[] =>
      estate.allFacts().filter((one): one is Extract<Fact, { fact: F }> => one.fact === fact);
    this.grants = of('gcp-grant');
    this.denials = of('gcp-deny');
    this.providers = of('gcp-provider');
    this.resources = of('gcp-resource');
    this.accounts = of('gcp-service-account');
    this.federations = of('federation').filter(({ to }) => to.startsWith('gcp:'));
    for (const role of of('gcp-role')) push(this.#roles, role.role, role);
    for (const { on, number } of this.resources)
      if (on.type === 'project' && number !== undefined) this.#numbers.set(number, on.name);
    for (const { on, parent, policy, publicBlocked } of this.resources) {
      const id = this.idOf(on);
      if (publicBlocked) this.#blocked.add(id);
      if (parent) this.#parents.set(id, this.plain(parent));
      if (policy) this.#whole.add(id);
    }
    for (const { on, evidence } of [...this.resources, ...this.grants, ...this.denials]) this.#add(on, evidence);
    for (const { email, project, evidence } of this.accounts)
      this.#add({ type: 'service-account', name: email, ...(project === undefined ? {} : { project }) }, evidence);
    this.#fromNodes(estate);
    for (const { members, evidence } of this.grants)
      for (const member of members)
        if (/^serviceAccount:[^[]{1,330}$/u.test(member))
          this.#add({ type: 'service-account', name: member.slice('serviceAccount:'.length) }, evidence);
    for (const thing of [...this.#things.values()].sort((a, b) => (a.id < b.id ? -1 : 1)))
      push(this.#byType, thing.type, thing);
  }

  isPublicBlocked(on: GcpRef): boolean {
    return this.#blocked.has(this.idOf(on));
  }

  get isEmpty(): boolean {
    return this.grants.length + this.resources.length + this.accounts.length + this.providers.length === 0;
  }

  /** A project by the id that a file gives for its number. */
  project(written: string): string {
    const name = printHoles(written);
    return this.#numbers.get(name) ?? name;
  }

  /** Of Compute Engine, which has the number of its project in its name (IAM documentation, "Default service accounts"). */
  defaultAccount(project: string | undefined): string | undefined {
    if (project === undefined) return undefined;
    const number = /^\d{6,20}$/u.test(project)
      ? project
      : [...this.#numbers].find(([, id]) => id === this.project(project))?.[0];
    return number === undefined ? undefined : `${number}-compute@developer.gserviceaccount.com`;
  }

  plain(ref: GcpRef): GcpRef {
    const { project } = ref;
    if (ref.type === 'project') return { type: 'project', name: this.project(ref.name) };
    return project === undefined ? ref : { ...ref, project: this.project(project) };
  }

  idOf(ref: GcpRef): NodeId {
    return gcpRefId(this.plain(ref));
  }

  roles(role: string): readonly GcpRoleFact[] {
    return this.#roles.get(role) ?? [];
  }

  parentOf(id: NodeId): GcpRef | undefined {
    return this.#parents.get(id);
  }

  /** All that is granted on it directly is in the files. */
  isWhole(id: NodeId): boolean {
    return this.#whole.has(id);
  }

  get things(): readonly Thing[] {
    return [...this.#byType.values()].flat();
  }

  ofType(type: GcpType): readonly Thing[] {
    return this.#byType.get(type) ?? [];
  }

  thing(id: NodeId): Thing | undefined {
    return this.#things.get(id);
  }

  #add(written: GcpRef, evidence: readonly Evidence[]): void {
    const ref = this.plain(written);
    const id = gcpRefId(ref);
    const project = ref.type === 'project' ? ref.name : (ref.project ?? this.#projectOf(ref));
    const known = this.#things.get(id);
    if (known && (known.project !== undefined || project === undefined)) return;
    const { type, name } = ref;
    this.#things.set(id, {
      id,
      type,
      name: printHoles(name),
      ...(project === undefined ? {} : { project }),
      evidence: known?.evidence ?? evidence,
    });
  }

  /** IAM documentation, "Default service accounts" and "Create service accounts": the email says the project, or its number. */
  #projectOf({ type, name }: GcpRef): string | undefined {
    if (type !== 'service-account') return undefined;
    const email = printHoles(name);
    const number = /^(\d{6,20})(?:-compute@developer|@cloudbuild|@cloudservices)\.gserviceaccount\.com$/u.exec(
      email,
    )?.[1];
    if (number !== undefined) return this.#numbers.get(number);
    return /^([^@]{4,40})@appspot\.gserviceaccount\.com$/u.exec(email)?.[1] ?? projectOfEmail(email);
  }

  /** Buckets and accounts that other files name. */
  #fromNodes(estate: EstateBuilder): void {
    for (const { id, evidence } of estate.allNodes()) {
      if (!id.startsWith('gcp:Bucket:') && !id.startsWith('gcp:ServiceAccount:')) continue;
      const parsed = parseId(id);
      if (!parsed || this.#things.has(id)) continue;
      this.#add({ type: parsed.kind === 'Bucket' ? 'bucket' : 'service-account', name: parsed.name }, evidence);
    }
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
