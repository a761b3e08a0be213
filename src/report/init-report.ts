import { placeOf } from '../model/evidence.ts';
import type { EstateNode } from '../model/estate.ts';
import { parseId } from '../model/id.ts';
import { ownerOf } from './owner.ts';
import { proposedRealms } from './init-realms.ts';
import { firstPlace } from './place.ts';
import { printable, safeJson } from './printable.ts';
import { isIdentity } from './records.ts';
import type { Scanned } from './scanned.ts';

/** A first writ.estate.yaml: what the scan found and what it could not know, as comments to fill in. Written as it stands it declares nothing. */
export function* initReport({ estate, graph }: Scanned, roots: readonly string[]): Generator<string> {
  yield HEAD;
  yield section(
    'realms',
    'Which paths belong to which cluster, account or organisation. First match wins.',
    proposedRealms(estate.nodes, roots).map(({ path, realm, environment, file }) =>
      entry({ path, realm, environment }, `  # as of ${printable(file)}`),
    ),
  );
  const unowned = estate.nodes.filter((node) => isIdentity(node) && ownerOf(node, graph) === null);
  yield section(
    'identities',
    `Who answers for an identity and what it is for. ${unowned.length} have no owner; a glob may name many at once.`,
    [...grouped(unowned)].map(([glob, nodes]) => identity(glob, nodes)),
  );
  yield section(
    'jewels',
    'What is at stake. These were inferred; uncomment to confirm, `jewel: false` takes one back.',
    estate.nodes.flatMap((node) => jewel(node)),
  );
  yield section('approvals', 'Who may request, approve and revoke access to a thing.', [
    entry({ resource: 'k8s:Cluster:prod/**', request: ['team-a'], approve: ['security'], revoke: ['security'] }),
  ]);
  yield section('accepted', 'Findings that somebody answers for, until a day.', [
    entry({ finding: 'f:0123456789abcdef', reason: 'why this is acceptable', owner: 'team-a', expires: 'YYYY-MM-DD' }),
  ]);
  yield section('guards', 'Sentences that must stay true; `writ assert` checks them.', [
    '# - no notebook of environment dev reaches a jewel of environment prod\n',
  ]);
}

const HEAD = `# What only people know about this estate. \`writ scan\` reads this file; docs/declarations.md explains every key.
# Everything below is a proposal: take the # away from what is true, and fill in the rest.
`;

function section(key: string, says: string, items: readonly string[]): string {
  return `\n# ${says}\n# ${key}:\n${items.join('')}`;
}

const value = (one: unknown): string => safeJson(one).replace(/","/gu, '", "');

function entry(fields: Readonly<Record<string, unknown>>, comment = ''): string {
  const lines = Object.entries(fields).map(
    ([key, one], index) => `# ${index === 0 ? '- ' : '  '}${key}:${one === '' ? '' : ` ${value(one)}`}`,
  );
  return `${lines.join('\n').replace(/\n/u, `${comment}\n`)}\n`;
}

/** Identities of one kind and one namespace (or folder) share a line: one owner usually answers for all. */
function grouped(nodes: readonly EstateNode[]): ReadonlyMap<string, readonly EstateNode[]> {
  const groups = new Map<string, EstateNode[]>();
  for (const node of nodes) {
    const parsed = parseId(node.id);
    const parent = node.id.slice(0, node.id.lastIndexOf('/'));
    const glob = parsed && parsed.path.length > 1 ? `${parent}/*` : node.id;
    const known = groups.get(glob);
    if (known) known.push(node);
    else groups.set(glob, [node]);
  }
  return new Map([...groups].map(([glob, all]) => [all.length === 1 ? (all[0]?.id ?? glob) : glob, all]));
}

function identity(glob: string, nodes: readonly EstateNode[]): string {
  const [first] = nodes;
  const place = first && firstPlace(first.evidence);
  const comment = `  # ${nodes.length === 1 ? '' : `${nodes.length} of them, `}${place ? printable(placeOf(place)) : 'no place'}`;
  return entry({ id: glob, owner: '', purpose: '', dataScope: '', rotation: '', stage: '' }, comment);
}

function jewel({ id, jewel: found }: EstateNode): readonly string[] {
  if (found === undefined) return [];
  return [entry({ id, tier: found.tier, name: found.name }, `  # ${printable(found.reason)}`)];
}
