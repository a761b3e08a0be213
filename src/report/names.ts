import type { Finding } from '../model/finding.ts';
import { calledOutside } from '../model/called.ts';
import { parseId, type NodeId } from '../model/id.ts';

/** The word before a name, by the source's own kind; kinds that are clear from the name have none. */
const WORDS: Readonly<Record<string, string>> = {
  ServiceAccount: '',
  PermissionSet: 'rights',
  ClusterRole: 'cluster role',
  Role: 'role',
  ConfigMap: 'config map',
  PersistentVolume: 'volume',
};

/** How a node is called in a sentence: `team-a/trainer`, `node gpu-1`, `rights edit (trainer-edit)`. */
export function shortName(id: NodeId, shown?: string): string {
  const parsed = parseId(id);
  if (!parsed) return id;
  const outside = calledOutside(parsed, shown);
  if (outside !== undefined) return outside;
  const word = WORDS[parsed.kind] ?? parsed.kind.replace(/(?<=[a-z])(?=[A-Z])/gu, ' ').toLowerCase();
  const path = parsed.path.length === 0 ? parsed.realm : parsed.path.join('/');
  const name = parsed.kind === 'PermissionSet' ? permissionSet(parsed.path) : path;
  return word === '' ? name : `${word} ${name}`;
}

/** `role::binding` reads as the role, with the binding that gives it in brackets when it has another name. */
function permissionSet(path: readonly string[]): string {
  const [role = '', binding = ''] = (path.at(-1) ?? '').split('::');
  const where = path.slice(0, -1).join('/');
  const name = where === '' ? role : `${where}/${role}`;
  return binding === '' || binding === role ? name : `${name} (${binding})`;
}

/**
 * With its realm where the reader would otherwise take one environment for another. What is called as its realm, and what stands where
 * nobody named a realm, needs none.
 */
export function nameIn(id: NodeId, realm: string | undefined, shown?: string): string {
  const parsed = parseId(id);
  const own = parsed?.realm;
  const said = own === undefined || own === realm || own === 'default' || parsed?.path.length === 0;
  return said ? shortName(id, shown) : `${own}: ${shortName(id, shown)}`;
}

export function realmOf(id: NodeId): string | undefined {
  return parseId(id)?.realm;
}

/** The realm that needs no saying: the only one there is. */
export function soleRealm(realms: Iterable<string>): string | undefined {
  let sole: string | undefined;
  for (const realm of realms) {
    if (sole !== undefined && realm !== sole) return undefined;
    sole = realm;
  }
  return sole;
}

/** `1 path`, `2 paths`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? noun : plural}`;
}

/** The title, with its realm where the estate has several; the realm of those who named none is not worth saying. */
export function titleIn(finding: Pick<Finding, 'title' | 'identity'>, sole: string | undefined): string {
  const realm = realmOf(finding.identity);
  return sole !== undefined || realm === undefined || realm === 'default'
    ? finding.title
    : `${realm}: ${finding.title}`;
}
