import type { WhoCan } from '../connectors/kubernetes/rbac/who-can.ts';
import { groupsOf, isClusterScoped } from '../connectors/kubernetes/rbac/resources.ts';
import { Glob } from '../model/glob.ts';
import { WritError } from '../model/errors.ts';
import { parseId } from '../model/id.ts';
import type { Scanned } from '../report/scanned.ts';
import { closest } from './closest.ts';
import { usage } from './usage.ts';

/** Names that follow a resource as its part. */
const PARTS: ReadonlySet<string> = new Set([
  'approval', 'attach', 'binding', 'ephemeralcontainers', 'eviction', 'exec', 'finalize', 'finalizers', 'log', 'portforward', 'proxy',
  'resize', 'scale', 'status', 'token',
]); // prettier-ignore

type Asked = Pick<Scanned, 'graph'>;
type Graph = Asked['graph'];

/** What was typed as questions that the rights of Kubernetes answer: several where a glob fits several things. */
export function questionsOf({ graph }: Asked, verb: string, resource: string): readonly WhoCan[] {
  if (!/^[A-Za-z*]+$/u.test(verb)) throw usage(`"${verb}" is no verb of Kubernetes`);
  const lower = verb.toLowerCase();
  if (/^[a-z0-9]+:/u.test(resource) || /^\*+:/u.test(resource)) return ofIds(graph, lower, resource);
  return [ofName(graph, lower, resource)];
}

function ofIds(graph: Graph, verb: string, typed: string): readonly WhoCan[] {
  const places = graph.places();
  const ids = (): readonly string[] => Array.from(places.all(), (place) => places.id(place));
  const glob = new Glob(typed);
  const found = places.find(typed) >= 0 ? [typed] : glob.exact ? [] : ids().filter((id) => glob.test(id));
  if (found.length === 0) {
    const [near] = closest(typed, ids(), 1);
    throw new WritError('unknown-id', `"${typed}"`, near === undefined ? undefined : { hint: `Did you mean ${near}?` });
  }
  const asked = new Map<string, WhoCan>();
  for (const id of found) {
    const question = ofId(id, verb);
    if (question !== undefined) asked.set(JSON.stringify(question), question);
  }
  if (asked.size === 0)
    throw usage(
      `${typed} is nothing that rights of Kubernetes name`,
      'Name a Secret, Pod, ServiceAccount or another object.',
    );
  return [...asked.values()];
}

/** Things inside a pod template, and sets of rights, are no objects of their own. */
const NO_OBJECTS: ReadonlySet<string> = new Set(['PermissionSet', 'Container', 'Volume', 'Cluster', 'Workload']);

function ofId(id: string, verb: string): WhoCan | undefined {
  const parsed = parseId(id);
  if (parsed?.source !== 'k8s' || NO_OBJECTS.has(parsed.kind)) return undefined;
  const { realm, path, name } = parsed;
  const resource = plural(parsed.kind.toLowerCase());
  // A pod template is named after its workload; the pods that it makes have names of their own.
  if (path.length > 2) return { verb, resource, realm, namespace: path[0] ?? '' };
  if (path.length === 2) return { verb, resource, realm, namespace: path[0] ?? '', name };
  return { verb, resource, realm, name };
}

function ofName(graph: Graph, verb: string, typed: string): WhoCan {
  const [kind = '', ...rest] = typed.split('/');
  const [plain = '', ...group] = kind.split('.');
  const resource = known(graph, plain);
  const subresource = PARTS.has(rest[0] ?? '') ? rest.shift() : undefined;
  if (rest.length > 2) throw usage(`"${typed}" is not KIND/NAMESPACE/NAME`);
  const cluster = groupsOf(resource).some((one) => isClusterScoped(one, resource));
  const [namespace, name] = cluster && rest.length === 1 ? [undefined, rest[0]] : [rest[0], rest[1]];
  const any = (text: string | undefined): string | undefined => (text === '' || text === '*' ? undefined : text);
  return {
    verb,
    resource,
    ...(group.length > 0 ? { group: group.join('.') } : {}),
    ...(subresource === undefined ? {} : { subresource }),
    ...optional('namespace', any(namespace)),
    ...optional('name', any(name)),
  };
}

function optional<K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: string };
}

/** The plural that rules use. What neither Kubernetes nor any rule of the estate calls so is a slip. */
function known(graph: Graph, typed: string): string {
  const lower = typed.toLowerCase();
  if (lower === '*' || groupsOf(lower).length > 0) return lower;
  const many = plural(lower);
  if (groupsOf(many).length > 0) return many;
  const named = new Set<string>();
  const places = graph.places();
  for (const place of places.all()) {
    const kind = parseId(places.id(place))?.kind;
    if (kind !== undefined) named.add(plural(kind.toLowerCase()));
    const rules = places.says(place) ? places.node(place).rules : undefined;
    for (const rule of rules ?? []) for (const one of rule.resources) named.add(one.split('/')[0] ?? one);
  }
  const found = [lower, many].find((one) => named.has(one));
  if (found !== undefined) return found;
  const [near] = closest(lower, named, 1);
  throw usage(
    `nothing here is called "${typed}"`,
    near === undefined ? 'Give the kind, as in secrets/team-a/key.' : `Did you mean ${near}?`,
  );
}

/** As Kubernetes makes plurals of its own kinds. */
function plural(word: string): string {
  if (/(?:s|x|z|ch|sh)$/u.test(word)) return `${word}es`;
  return /[^aeiou]y$/u.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}
