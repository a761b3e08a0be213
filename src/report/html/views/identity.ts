import type { Make } from '../element.ts';
import type { IdentityRow } from '../rows.ts';

/** One row of the table of identities. Runs here and in the page: it may use nothing but its arguments. */
export function identityLine<N>(h: Make<N>, row: IdentityRow): N {
  const none = row.owner === '';
  return h(
    'tr',
    null,
    h(
      'th',
      { scope: 'row' },
      h('bdi', { class: 'name' }, row.card.name),
      row.card.where === '' || row.card.where === row.environment
        ? []
        : [h('span', { class: 'where' }, ` ${row.card.where}`)],
      h('code', { class: 'place' }, row.place),
    ),
    h('td', { 'data-label': 'Kind' }, row.card.kind),
    h('td', { 'data-label': 'Environment' }, row.environment),
    h('td', { 'data-label': 'Owner', class: none ? 'none' : '' }, none ? 'none' : h('bdi', null, row.owner)),
    h('td', { 'data-label': 'Reaches', class: 'number' }, row.jewels === 1 ? '1 jewel' : `${row.jewels} jewels`),
    h('td', { 'data-label': 'Findings', class: 'number' }, String(row.findings)),
  );
}
