import type { EstateNode, Jewel } from '../../../model/estate.ts';
import type { NodeId } from '../../../model/id.ts';
import type { Scanned } from '../../scanned.ts';
import { HOPS, type Hop } from './hops.ts';
import { linksOf, type Lead, type Links } from './links.ts';

/** One service from request to tools: cards by hop, at most 60; what is left out is counted. */
export interface ServiceMap {
  readonly about: NodeId;
  readonly columns: readonly MapColumn[];
  /** Places of the chain of which no file says anything. */
  readonly unseen: readonly string[];
  readonly total: number;
}

export interface MapColumn {
  readonly title: string;
  readonly cards: readonly MapCard[];
  readonly more: number;
}

export interface MapCard {
  readonly id: NodeId;
  /** What is at stake in it or in a part of it. */
  readonly jewel: string;
  readonly leads: readonly Lead[];
  readonly holds: readonly Lead[];
}

export interface ServiceMaps {
  readonly maps: readonly ServiceMap[];
  /** Services that are not drawn. */
  readonly more: number;
}

const MAPS = 8;
const CARDS = 60;
const COLUMN = 8;
/** Hops from the service either way: a longer chain is another service's. */
const FAR = 8;
/** Places that a walk counts; a service of more is said to have more. */
export const MOST = 1000;

/** The services of the estate, those with most at stake first. A service that another one already shows has no map of its own. */
export function serviceMaps({ estate }: Pick<Scanned, 'estate'>): ServiceMaps {
  const links = linksOf(estate);
  const stakes = new Map<NodeId, Jewel>();
  for (const { id, jewel } of estate.nodes) {
    const whole = links.whole(id);
    if (jewel && jewel.tier > (stakes.get(whole)?.tier ?? 0)) stakes.set(whole, jewel);
  }
  const services = seeds(estate.nodes, links).map((id) => {
    const members = membersOf(id, links);
    const stake = members.reduce((sum, member) => sum + (stakes.get(member)?.tier ?? 0), 0);
    return { id, members, stake };
  });
  services.sort((a, b) => b.stake - a.stake || b.members.length - a.members.length || (a.id < b.id ? -1 : 1));
  const shown = new Set<NodeId>();
  const chosen = services.filter(({ id, members }) => {
    if (shown.has(id) || members.length < 2) return false;
    for (const member of members) shown.add(member);
    return true;
  });
  const maps = chosen.slice(0, MAPS).map(({ id, members }) => draw(id, members, links, stakes));
  return { maps, more: Math.max(0, chosen.length - MAPS) };
}

const SEEDS: ReadonlySet<EstateNode['kind']> = new Set<EstateNode['kind']>([
  'FrontDoor',
  'Agent',
  'ModelEndpoint',
  'Workload',
]);

/** Front doors, agents and models; a workload only where it is one of them by what it does. */
function seeds(nodes: readonly EstateNode[], links: Links): readonly NodeId[] {
  const doing = (node: EstateNode): boolean =>
    node.kind !== 'Workload' || links.place(node.id) !== 'orchestration' || (links.next.get(node.id)?.length ?? 0) > 1;
  return nodes.filter((node) => SEEDS.has(node.kind) && doing(node)).map(({ id }) => id);
}

function membersOf(id: NodeId, links: Links): readonly NodeId[] {
  const forward = walk(id, (at) => (links.next.get(at) ?? []).map(({ to }) => to));
  const back = walk(id, (at) => links.before.get(at) ?? []);
  return [...new Set([...back, ...forward])].filter((one) => links.place(one) !== undefined);
}

function walk(from: NodeId, next: (id: NodeId) => readonly NodeId[]): ReadonlySet<NodeId> {
  const seen = new Set([from]);
  let edge = [from];
  for (let step = 0; step < FAR && edge.length > 0 && seen.size <= MOST; step += 1) {
    const found = edge.flatMap(next).filter((one) => !seen.has(one));
    for (const one of found) seen.add(one);
    edge = [...new Set(found)];
  }
  return seen;
}

function draw(about: NodeId, members: readonly NodeId[], links: Links, stakes: ReadonlyMap<NodeId, Jewel>): ServiceMap {
  const byHop = new Map<Hop, NodeId[]>();
  for (const id of members) {
    const hop = links.place(id);
    if (hop !== undefined) byHop.set(hop, [...(byHop.get(hop) ?? []), id]);
  }
  const worth = (id: NodeId): number => (id === about ? 100 : (stakes.get(id)?.tier ?? 0));
  let room = CARDS;
  const kept = HOPS.flatMap(([hop, title]) => {
    const all = (byHop.get(hop) ?? []).sort((a, b) => worth(b) - worth(a) || (a < b ? -1 : 1));
    const cards = all.slice(0, Math.min(COLUMN, room));
    room -= cards.length;
    return all.length === 0 ? [] : [{ title, cards, more: all.length - cards.length }];
  });
  const drawn = new Set(kept.flatMap(({ cards }) => cards));
  const columns = kept.map(({ title, cards, more }) => ({
    title,
    more,
    cards: cards.map((id) => ({
      id,
      jewel: stakes.get(id)?.name ?? '',
      leads: (links.next.get(id) ?? []).filter(({ to }) => drawn.has(to)),
      holds: links.holds.get(id) ?? [],
    })),
  }));
  const unseen = HOPS.flatMap(([hop, title]) => (byHop.has(hop) ? [] : [title.toLowerCase()]));
  return { about, columns, unseen, total: members.length };
}
