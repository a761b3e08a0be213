import { calledOutside } from '../model/called.ts';
import { parseId, type NodeId } from '../model/id.ts';

const WORDS: Readonly<Record<string, string>> = {
  ServiceAccount: 'service account',
  PermissionSet: 'rights',
  ClusterRole: 'cluster role',
  Role: 'role',
  ConfigMap: 'config map',
  Secret: 'secret',
  Namespace: 'namespace',
  Pod: 'pod',
  Notebook: 'notebook',
  User: 'user',
  Partition: 'partition',
  Slurmdbd: 'accounting daemon',
};

/** How a person calls a node: its kind in small words, then namespace/name. The realm is left to the report; `name` is what its source shows. */
export function nameOf(id: NodeId, name?: string): string {
  const parsed = parseId(id);
  if (!parsed) return id;
  if (parsed.kind === 'Container' && parsed.path.length > 2)
    return `container ${parsed.name} of ${shortPath(parsed.path.slice(0, -1))}`;
  const outside = calledOutside(parsed, name);
  if (outside !== undefined) return outside;
  const word = WORDS[parsed.kind] ?? parsed.kind;
  return `${word} ${parsed.path.length === 0 ? parsed.realm : shortPath(parsed.path)}`;
}

/** `namespace/Kind/name` of a pod template reads as namespace/name. */
function shortPath(path: readonly string[]): string {
  return path.length > 2 ? `${path[0] ?? ''}/${path.at(-1) ?? ''}` : path.join('/');
}

/** `a`, `a and b`, `a, b and 4 more`: a list that fits a title, with its total. */
export function listed(names: readonly string[], most = 3): string {
  const unique = [...new Set(names)];
  if (unique.length <= 1) return unique.join('');
  if (unique.length <= most) return `${unique.slice(0, -1).join(', ')} and ${unique.at(-1) ?? ''}`;
  return `${unique.slice(0, most - 1).join(', ')} and ${unique.length - most + 1} more`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
