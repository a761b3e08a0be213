import type { EstateGraph } from '../../graph/port.ts';
import type { EstateNode } from '../../model/estate.ts';
import { parseId, type NodeId } from '../../model/id.ts';
import type { EdgeKind, NodeKind } from '../../model/kinds.ts';
import { shortName } from '../names.ts';
import type { Card } from './rows.ts';

/** Kinds whose name in code is not what people say. */
const KIND_WORDS: Partial<Record<NodeKind, string>> = {
  K8sServiceAccount: 'service account',
  K8sRole: 'role',
  K8sSecret: 'secret',
  K8sConfigMap: 'config map',
  PermissionSet: 'rights',
  SpiffeId: 'SPIFFE ID',
  ApiKey: 'API key',
  McpServer: 'MCP server',
  OAuthApp: 'OAuth app',
  OidcProvider: 'OIDC provider',
  GpuPool: 'GPU pool',
};

/** Makes the card of a node; each node has one card, however often it stands in the report. */
export function cardMaker(graph: EstateGraph, sole: string | undefined): (id: NodeId) => Card {
  const made = new Map<NodeId, Card>();
  return (id) => {
    const known = made.get(id);
    if (known) return known;
    const card = cardOf(id, graph.node(id), sole);
    made.set(id, card);
    return card;
  };
}

function cardOf(id: NodeId, node: EstateNode | undefined, sole: string | undefined): Card {
  const [name, where] = [bareName(id), whereOf(id, node, sole)];
  return {
    kind: node === undefined ? words(parseId(id)?.kind ?? 'thing') : kindWords(node.kind),
    name,
    where: name.includes(where) ? '' : where,
    jewel: node?.jewel?.name ?? '',
    entry: node?.entry?.replaceAll('-', ' ') ?? '',
  };
}

export function kindWords(kind: NodeKind): string {
  return KIND_WORDS[kind] ?? words(kind);
}

/** An edge in words: `CRD spawns pod`. */
export function edgeWords(kind: EdgeKind): string {
  return kind
    .toLowerCase()
    .replaceAll('_', ' ')
    .replace(/\b(?:crd|imds|irsa|gke|aks|wi|gh|oidc|iam|sa|spiffe|id|oauth|ps|ci)\b/gu, (word) => word.toUpperCase())
    .replace('OAUTH', 'OAuth');
}

const words = (kind: string): string => kind.replace(/(?<=[a-z])(?=[A-Z])/gu, ' ').toLowerCase();

/** The name without the word before it: the card says the kind above. */
function bareName(id: NodeId): string {
  const name = shortName(id);
  const parsed = parseId(id);
  if (!parsed) return name;
  const lead = [
    parsed.kind === 'PermissionSet' ? 'rights' : words(parsed.kind),
    'role',
    'cluster role',
    'volume',
    'config map',
  ];
  const word = lead.find((one) => name.startsWith(`${one} `));
  return word === undefined ? name : name.slice(word.length + 1);
}

function whereOf(id: NodeId, node: EstateNode | undefined, sole: string | undefined): string {
  const realm = parseId(id)?.realm ?? '';
  const environment = node?.environment ?? 'unknown';
  if (sole !== undefined || realm === 'default') return environment === 'unknown' ? '' : environment;
  return environment === 'unknown' || realm.includes(environment) ? realm : `${realm}, ${environment}`;
}

/** A name in two: where the thing stands, and what it is called there. A last part of a sign or two says too little alone. */
export function splitName(name: string): readonly [above: string, own: string] {
  const parts = name.split('/');
  const own = (parts.at(-1) ?? '').length < 3 ? 2 : 1;
  return name.includes('://') || parts.length <= own
    ? ['', name]
    : [`${parts.slice(0, -own).join('/')}/`, parts.slice(-own).join('/')];
}
