import { SEVERITIES } from '../../../model/finding.ts';
import { count } from '../../names.ts';
import { Markup } from '../markup.ts';
import type { Summary } from '../summary.ts';
import { SEVERITY_MARKS } from '../severities.ts';

const h = Markup.make;

/** What was scanned, how much of it there is, and how bad it looks. */
export function headerSection(summary: Summary): Markup {
  return h(
    'header',
    { class: 'top', id: 'summary' },
    h('p', { class: 'over' }, 'Identities of an AI estate: what can go wrong, and what to change first'),
    h('h1', null, h('bdi', null, summary.paths.join(', ') || 'Nothing was scanned')),
    h(
      'p',
      { class: 'under' },
      [
        ...(summary.today === undefined
          ? []
          : [h('span', null, 'Scanned on ', h('time', { datetime: summary.today }, summary.today))]),
        h('span', null, `${count(summary.files, 'file')}, ${count(summary.objects, 'object')}`),
        h('span', null, summary.kinds.length === 0 ? 'no kind of source' : summary.kinds.join(', ')),
      ].flatMap((part, at) => (at === 0 ? [part] : [' \u00b7 ', part])),
    ),
    h('h2', { class: 'hidden' }, 'Counts'),
    h(
      'ul',
      { class: 'tiles' },
      SEVERITIES.map((severity, at) =>
        severityTile(severity, SEVERITY_MARKS[at]?.[1] ?? '', summary.bySeverity[at] ?? 0),
      ),
      tile(
        summary.identities,
        'identity',
        'identities',
        summary.unowned > 0 ? `${summary.unowned} without an owner` : 'each has an owner',
      ),
      tile(
        summary.jewels,
        'crown jewel',
        'crown jewels',
        summary.inferred > 0 ? `${summary.inferred} inferred` : 'all declared',
      ),
      tile(summary.pairs, 'path to them', 'paths to them', 'identity or way in, to jewel'),
    ),
  );
}

function severityTile(word: string, glyph: string, number: number): Markup {
  return h(
    'li',
    { class: `tile ${word}${number === 0 ? ' zero' : ''}` },
    h(
      'span',
      { class: 'figure' },
      h('span', { class: 'glyph', 'aria-hidden': 'true' }, glyph),
      number.toLocaleString('en-US'),
    ),
    h('span', { class: 'label' }, word),
  );
}

function tile(number: number, one: string, several: string, note: string): Markup {
  return h(
    'li',
    { class: 'tile plain' },
    h('span', { class: 'figure' }, number.toLocaleString('en-US')),
    h('span', { class: 'label' }, number === 1 ? one : several),
    h('span', { class: 'note' }, note),
  );
}
