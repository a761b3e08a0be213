import type { First } from '../../../findings/first.ts';
import { count } from '../../names.ts';
import { anchor } from '../anchor.ts';
import { Markup } from '../markup.ts';
import type { About, FindingRow } from '../rows.ts';

const h = Markup.make;

/** The few fixes that together close most, with what each closes alone. */
export function firstSection(plan: First, rows: readonly FindingRow[], about: About): Markup {
  const chosen = rows.filter(({ id }) => plan.findings.includes(id));
  const shown = chosen.length > 0 ? chosen : rows.slice(0, 3);
  return h(
    'section',
    { id: 'first', 'aria-labelledby': 'first-title' },
    h('h2', { id: 'first-title' }, 'Change these first'),
    chosen.length > 0 ? closing(plan, chosen.length) : h('p', { class: 'lead' }, unclosing(rows.length)),
    shown.length === 0
      ? []
      : [
          h(
            'ol',
            { class: 'firsts' },
            shown.map((row) => firstCard(row, about)),
          ),
        ],
  );
}

function closing(plan: First, fixes: number): Markup {
  const part = plan.of === 0 ? 0 : Math.floor((100 * plan.closes) / plan.of);
  const words = `${fixes === 1 ? 'One change closes' : `${count(fixes, 'change')} close`} ${plan.closes.toLocaleString('en-US')} of ${count(plan.of, 'path')} to crown jewels.`;
  return h(
    'div',
    { class: 'closing' },
    h('p', { class: 'lead' }, words),
    h(
      'div',
      { class: 'bar', 'aria-hidden': 'true' },
      Array.from({ length: 50 }, (_, at) => h('span', { class: at < part / 2 ? 'on' : '' })),
    ),
  );
}

const unclosing = (findings: number): string =>
  findings === 0
    ? 'No rule found anything in what was read. What was read, and what was not, stands below.'
    : 'No single fix closes a path to a crown jewel; these are the worst findings.';

function firstCard(row: FindingRow, about: About): Markup {
  const [word = '', glyph = ''] = about.severities[row.severity] ?? [];
  return h(
    'li',
    { class: `first ${word}` },
    h(
      'p',
      { class: 'line' },
      h('span', { class: `severity ${word}` }, h('span', { class: 'glyph', 'aria-hidden': 'true' }, glyph), word),
      h('span', { class: row.owner === '' ? 'owner none' : 'owner' }, row.owner === '' ? 'no owner' : row.owner),
    ),
    h('h3', null, h('a', { href: anchor(row.id) }, row.title)),
    h('p', { class: 'why' }, row.fix.why),
    h(
      'p',
      { class: 'alone' },
      `Finding ${row.number}${row.closes > 0 ? `; alone it closes ${row.closes.toLocaleString('en-US')} of ${count(about.pairs, 'path')}` : ''}`,
    ),
  );
}
