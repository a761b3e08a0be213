import type { NodeId } from '../../../model/id.ts';
import { count } from '../../names.ts';
import { MOST, type MapCard, type MapColumn, type ServiceMap, type ServiceMaps } from '../map/select.ts';
import { Markup } from '../markup.ts';
import { splitName } from '../cards.ts';
import { nameParts } from '../views/finding.ts';
import type { Card } from '../rows.ts';

const h = Markup.make;
const SAID = 4;

/** The chains that requests take, with the credentials that each place holds. */
export function mapsSection({ maps, more }: ServiceMaps, card: (id: NodeId) => Card): Markup {
  return h(
    'section',
    { id: 'maps', 'aria-labelledby': 'maps-title' },
    h('h2', { id: 'maps-title' }, 'Service maps'),
    h(
      'p',
      { class: 'lead' },
      maps.length === 0
        ? 'No front door, model or agent was seen, so there is no chain to draw.'
        : 'From the request to the tools, as far as the files say. Each card names what it leads to and the credentials in its hands.',
    ),
    maps.map((map, at) => mapBlock(map, at, card)),
    more > 0
      ? [h('p', { class: 'lead' }, `+${more} more ${more === 1 ? 'service' : 'services'}, not drawn here.`)]
      : [],
  );
}

function mapBlock(map: ServiceMap, number: number, card: (id: NodeId) => Card): Markup {
  const cards = map.columns.flatMap((column) => column.cards.map(({ id }) => id));
  const keys = new Map(cards.map((id, at) => [id, `m${number}-${at}`]));
  const own = card(map.about);
  const left = map.total - cards.length;
  return h(
    'details',
    { class: 'map', ...(number === 0 ? { open: true } : {}) },
    h(
      'summary',
      null,
      h('span', { class: 'title' }, `${own.kind} `, h('bdi', null, own.name)),
      own.where === '' ? [] : [h('span', { class: 'where' }, own.where)],
      h(
        'span',
        { class: 'aside' },
        (map.total > MOST ? `over ${count(MOST, 'place')}` : count(map.total, 'place')) +
          (left > 0 ? `, ${left} not drawn` : ''),
      ),
    ),
    h(
      'div',
      { class: 'columns' },
      map.columns.map((column) => mapColumn(column, keys, card, map.about)),
    ),
    map.unseen.length === 0
      ? []
      : [h('p', { class: 'unseen' }, `Not seen in what was read: ${map.unseen.join(', ')}.`)],
  );
}

function mapColumn(
  column: MapColumn,
  keys: ReadonlyMap<NodeId, string>,
  card: (id: NodeId) => Card,
  about: NodeId,
): Markup {
  return h(
    'div',
    { class: 'column' },
    h('h3', null, column.title),
    h(
      'ul',
      null,
      column.cards.map((one) => mapCard(one, keys, card, one.id === about)),
      column.more > 0
        ? [h('li', { class: 'stub' }, `+${column.more} more of ${column.more + column.cards.length}`)]
        : [],
    ),
  );
}

function mapCard(one: MapCard, keys: ReadonlyMap<NodeId, string>, card: (id: NodeId) => Card, own: boolean): Markup {
  const { kind, name, where } = card(one.id);
  const { jewel } = one;
  const [above, called] = splitName(name);
  const leads = one.leads.flatMap(({ to }) => keys.get(to) ?? []);
  return h(
    'li',
    {
      class: `card${own ? ' start' : ''}${jewel === '' ? '' : ' jewel'}`,
      'data-key': keys.get(one.id) ?? '',
      'data-to': leads.join(' '),
    },
    h('span', { class: 'kind' }, kind, where === '' ? [] : [h('span', { class: 'where' }, where)]),
    h(
      'bdi',
      { class: 'name' },
      above === '' ? [] : [h('span', { class: 'above' }, nameParts(h, above))],
      nameParts(h, called),
    ),
    jewel === '' ? [] : [h('span', { class: 'stake' }, `crown jewel: ${jewel}`)],
    said(
      'leads',
      one.leads.map(({ to, by }) => [by, splitName(card(to).name)[1]] as const),
    ),
    said(
      'holds',
      one.holds.map(({ to, by }) => [by, `${card(to).kind} ${card(to).name}`] as const),
    ),
  );
}

function said(look: string, lines: readonly (readonly [by: string, name: string])[]): Markup[] {
  if (lines.length === 0) return [];
  const more = lines.length - SAID;
  return [
    h(
      'ul',
      { class: look },
      lines
        .slice(0, SAID)
        .map(([by, name]) => h('li', null, h('span', { class: 'by' }, by), ' ', h('bdi', null, name))),
      more > 0 ? [h('li', null, `and ${more} more`)] : [],
    ),
  ];
}
