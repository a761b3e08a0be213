import type { Evidence } from '../../../model/evidence.ts';
import type { RbacRule } from '../../../model/facts.ts';
import type { NodeId } from '../../../model/id.ts';
import { dig, list } from '../../../documents/value.ts';
import type { K8sObject, KubeWorld } from '../world.ts';
import { aggregateLabel, BUILT_IN_ROLES, builtInPlace, builtInRules } from './built-in.ts';
import { certaintyOf, placesOfAll, PROVED, type Certainty } from './certainty.ts';
import { roleId } from './ids.ts';
import { readRules } from './read-rules.ts';
import { selects } from './selector.ts';

export const RBAC_GROUP = 'rbac.authorization.k8s.io';

/** A rule, and how far it can be relied on: an aggregated role has rules of several origins. */
export interface SureRule {
  readonly rule: RbacRule;
  readonly certainty: Certainty;
}

export interface RoleView {
  readonly node: NodeId;
  readonly kind: 'Role' | 'ClusterRole';
  readonly name: string;
  readonly namespace?: string;
  readonly rules: readonly SureRule[];
  readonly evidence: readonly Evidence[];
  /** Of the documents that declare it; a built-in role has none. */
  readonly objects: readonly K8sObject[];
  readonly aggregated: boolean;
  readonly builtIn: boolean;
}

/** A role before aggregation. */
interface Draft extends Omit<RoleView, 'rules'> {
  readonly own: readonly SureRule[];
  readonly labels: Readonly<Record<string, string>>;
  readonly selectors: readonly unknown[];
}

/** All roles of a realm: those that are declared, and the built-in ones that no file declares. */
export class Roles {
  readonly #drafts = new Map<NodeId, Draft>();
  readonly #views = new Map<NodeId, RoleView>();
  readonly #realm: string;

  constructor(world: KubeWorld) {
    this.#realm = world.realm;
    for (const kind of ['Role', 'ClusterRole'] as const)
      for (const objects of byId(world, kind)) {
        const draft = declared(world.realm, kind, objects);
        this.#drafts.set(draft.node, draft);
      }
    for (const draft of builtIns(world.realm)) if (!this.#drafts.has(draft.node)) this.#drafts.set(draft.node, draft);
  }

  find(kind: 'Role' | 'ClusterRole', namespace: string | undefined, name: string): RoleView | undefined {
    return this.#view(roleId(this.#realm, kind === 'Role' ? (namespace ?? 'default') : undefined, name));
  }

  /** Declared roles, in id order. */
  declared(): readonly RoleView[] {
    return [...this.#drafts.values()]
      .filter((draft) => !draft.builtIn)
      .map((draft) => draft.node)
      .sort()
      .flatMap((id) => this.#view(id) ?? []);
  }

  #view(id: NodeId): RoleView | undefined {
    const known = this.#views.get(id);
    if (known) return known;
    const draft = this.#drafts.get(id);
    if (!draft) return undefined;
    const rules = draft.selectors.length === 0 ? draft.own : this.#aggregate(draft);
    const view = again({ ...draft, rules });
    this.#views.set(id, view);
    return view;
  }

  /** The union of what is selected, through aggregated roles that are selected themselves; a circle ends where it began. */
  #aggregate(top: Draft): readonly SureRule[] {
    const seen = new Set<NodeId>([top.node]);
    const rules: SureRule[] = [];
    const visit = (draft: Draft): void => {
      if (draft.selectors.length === 0) {
        rules.push(...draft.own);
        return;
      }
      for (const part of this.#selected(draft)) {
        if (seen.has(part.node)) continue;
        seen.add(part.node);
        visit(part);
      }
    };
    visit(top);
    return rules;
  }

  #selected(draft: Draft): readonly Draft[] {
    return [...this.#drafts.values()]
      .filter((one) => one.kind === 'ClusterRole' && draft.selectors.some((selector) => selects(selector, one.labels)))
      .sort((a, b) => (a.node < b.node ? -1 : 1));
  }
}

/** For as long as its first document is held: a watch gets the same role again. */
const SEEN = new WeakMap<K8sObject, RoleView>();

function again(view: RoleView): RoleView {
  const [first] = view.objects;
  const seen = first && SEEN.get(first);
  if (seen && sameRole(seen, view)) return seen;
  if (first) SEEN.set(first, view);
  return view;
}

/** All of a role is made of its id, the documents that declare it and the rules that it has in the end. */
export function sameRole(a: RoleView | undefined, b: RoleView | undefined): boolean {
  if (!a || !b || a === b) return a === b;
  return a.node === b.node && sameList(a.objects, b.objects) && sameList(a.rules, b.rules);
}

const sameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, index) => one === b[index]);

/** Declared objects of a kind, variants of one id together. */
function byId(world: KubeWorld, kind: string): readonly (readonly K8sObject[])[] {
  const groups = new Map<string, K8sObject[]>();
  for (const object of world.of(kind, RBAC_GROUP)) {
    const key = `${object.namespace ?? ''}\0${object.name}`;
    const known = groups.get(key);
    if (known) known.push(object);
    else groups.set(key, [object]);
  }
  return [...groups.values()];
}

function declared(realm: string, kind: 'Role' | 'ClusterRole', objects: readonly K8sObject[]): Draft {
  const name = objects[0]?.name ?? '';
  const namespace = kind === 'Role' ? (objects[0]?.namespace ?? 'default') : undefined;
  const selectors =
    kind === 'Role'
      ? []
      : objects.flatMap((object) => list(dig(object.body, 'aggregationRule', 'clusterRoleSelectors')));
  return {
    node: roleId(realm, namespace, name),
    kind,
    name,
    ...(namespace === undefined ? {} : { namespace }),
    own: objects.flatMap(sureRules),
    labels: Object.assign({}, ...objects.map((object) => object.labels)) as Readonly<Record<string, string>>,
    selectors,
    evidence: placesOfAll(objects),
    objects,
    aggregated: selectors.length > 0,
    builtIn: false,
  };
}

const SURE = new WeakMap<K8sObject, readonly SureRule[]>();

/** The same rules each time, so that who holds them can be known again. */
function sureRules(object: K8sObject): readonly SureRule[] {
  let rules = SURE.get(object);
  if (!rules) SURE.set(object, (rules = readRules(object).map((rule) => ({ rule, certainty: certaintyOf(object) }))));
  return rules;
}

const BUILT_IN_RULES: ReadonlyMap<string, readonly SureRule[]> = new Map(
  Object.entries(BUILT_IN_ROLES).map(([name, role]) => [
    name,
    builtInRules(name, role).map((rule) => ({ rule, certainty: PROVED })),
  ]),
);

const BUILT_IN_SELECTORS: ReadonlyMap<string, readonly unknown[]> = new Map(
  Object.entries(BUILT_IN_ROLES).map(([name, { aggregates }]) => [
    name,
    aggregates === undefined ? [] : [{ matchLabels: { [aggregateLabel(aggregates)]: 'true' } }],
  ]),
);

function builtIns(realm: string): readonly Draft[] {
  return Object.entries(BUILT_IN_ROLES).map(([name, role]): Draft => {
    const kind = role.namespace === undefined ? 'ClusterRole' : 'Role';
    return {
      node: roleId(realm, role.namespace, name),
      kind,
      name,
      ...(role.namespace === undefined ? {} : { namespace: role.namespace }),
      own: BUILT_IN_RULES.get(name) ?? [],
      labels: role.into === undefined ? {} : { [aggregateLabel(role.into)]: 'true' },
      selectors: BUILT_IN_SELECTORS.get(name) ?? [],
      evidence: [builtInPlace(kind, name)],
      objects: [],
      aggregated: role.aggregates !== undefined,
      builtIn: true,
    };
  });
}
