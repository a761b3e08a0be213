import { Markup } from '../markup.ts';

const h = Markup.make;

export type Place = readonly [id: string, title: string, number?: number];

/** The first entry is marked; the script moves the mark as the reader moves. */
export function navigation(places: readonly Place[]): Markup {
  return h(
    'nav',
    { class: 'side', 'aria-label': 'Parts of the report' },
    h('p', { class: 'brand' }, 'Writ', h('span', null, 'report')),
    h(
      'ul',
      null,
      places.map(([id, title, number], at) =>
        h(
          'li',
          null,
          h(
            'a',
            { href: `#${id}`, ...(at === 0 ? { 'aria-current': 'true' } : {}) },
            title,
            number === undefined ? [] : [' ', h('span', { class: 'number' }, number.toLocaleString('en-US'))],
          ),
        ),
      ),
    ),
    h('button', { type: 'button', id: 'theme', class: 'scripted', 'aria-pressed': 'false' }, 'Dark theme'),
  );
}
