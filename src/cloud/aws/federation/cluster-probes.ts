import type { ClusterWidth } from '../../../model/cloud-findings-facts.ts';
import { ANY, plain } from './trusts.ts';

interface ClusterProbe {
  readonly admits: ClusterWidth;
  readonly subject: string;
  readonly pattern?: string;
}

const PREFIX = 'system:serviceaccount:';
const ORDER: readonly ClusterWidth[] = ['cluster', 'namespaces', 'name', 'namespace', 'names'];

/**
 * Tokens that fit the subjects of a trust policy as nobody's do who was meant, the widest first. Neither a namespace nor an account may have a
 * colon in its name, so that a star that stands for one (StringLike) ends the namespace.
 */
export function clusterProbes(subjects: readonly string[]): readonly ClusterProbe[] {
  const patterns = subjects.filter((one) => one.startsWith(PREFIX)).flatMap(probeOf);
  const namespaces = subjects.flatMap((one) => /^system:serviceaccount:([^:*?]{1,253}):/u.exec(one)?.[1] ?? []);
  const all: readonly ClusterProbe[] = [
    { admits: 'cluster', subject: `${PREFIX}${ANY}:${ANY}` },
    ...patterns,
    // An exact subject says nothing of what another statement lets in.
    ...[...new Set(namespaces)].map((one): ClusterProbe => ({ admits: 'namespace', subject: `${PREFIX}${one}:${ANY}`, pattern: `${PREFIX}${one}:*` })), // prettier-ignore
  ];
  return [...all].sort((a, b) => ORDER.indexOf(a.admits) - ORDER.indexOf(b.admits));
}

function probeOf(pattern: string): readonly ClusterProbe[] {
  const { namespace, name } = partsOf(pattern);
  const [several, any] = [isOpen(namespace), /^\*+$/u.test(name)];
  if (!several && !isOpen(name)) return [];
  const admits = several ? (any ? 'namespaces' : 'name') : any ? 'namespace' : 'names';
  return [{ admits, subject: `${PREFIX}${plain(namespace)}:${plain(name)}`, pattern: `${PREFIX}${namespace}:${name}` }];
}

function partsOf(pattern: string): { readonly namespace: string; readonly name: string } {
  const rest = pattern.slice(PREFIX.length);
  const colon = rest.indexOf(':');
  if (colon >= 0) return { namespace: rest.slice(0, colon), name: rest.slice(colon + 1) };
  const star = rest.indexOf('*');
  return star < 0 ? { namespace: rest, name: '' } : { namespace: rest.slice(0, star + 1), name: rest.slice(star) };
}

const isOpen = (text: string): boolean => /[*?]/u.test(text);
