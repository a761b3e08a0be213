import { count } from '../../names.ts';
import { anchorId } from '../anchor.ts';
import { Markup } from '../markup.ts';
import type { About, FindingRow } from '../rows.ts';
import { findingBody, findingHead } from '../views/finding.ts';

const h = Markup.make;

/** Findings that stand whole in the page and can be read without its script. */
export const INLINE_FINDINGS = 120;

export function findingsSection(rows: readonly FindingRow[], about: About): Markup {
  const inline = rows.slice(0, INLINE_FINDINGS);
  return h(
    'section',
    { id: 'findings', 'aria-labelledby': 'findings-title' },
    h('h2', { id: 'findings-title' }, 'Findings'),
    rows.length === 0
      ? h('p', { class: 'lead' }, 'No findings in what was read.')
      : h(
          'p',
          { class: 'lead' },
          `${count(rows.length, 'finding')}, worst first. Open one for its path, its evidence and its fix.`,
        ),
    rows.length === 0 ? [] : [filters(about, rows.length)],
    h(
      'div',
      { class: 'findings', id: 'finding-list' },
      inline.map((row) => finding(row, about)),
    ),
    rows.length <= inline.length
      ? []
      : [
          h(
            'noscript',
            null,
            h(
              'p',
              { class: 'lead' },
              `The first ${inline.length} of ${rows.length} findings stand here; the others need JavaScript, or writ scan -o json.`,
            ),
          ),
        ],
    h('button', { type: 'button', id: 'more-findings', class: 'more', hidden: true }, 'Show more'),
  );
}

function finding(row: FindingRow, about: About): Markup {
  return h(
    'details',
    { class: 'finding', id: anchorId(row.id) },
    findingHead(h, row, about),
    findingBody(h, row, about),
  );
}

function filters(about: About, number: number): Markup {
  return h(
    'div',
    { class: 'filters scripted', role: 'search', 'aria-label': 'Findings' },
    h(
      'label',
      { class: 'field' },
      h('span', null, 'Search findings'),
      h('input', { type: 'search', id: 'find', autocomplete: 'off', placeholder: 'title, owner, identity, rule' }),
    ),
    h(
      'fieldset',
      null,
      h('legend', { class: 'hidden' }, 'Severity'),
      about.severities.map(([word, glyph]) =>
        h(
          'label',
          { class: 'check' },
          h('input', { type: 'checkbox', name: 'severity', value: word, checked: true }),
          h('span', { class: `severity ${word}` }, h('span', { class: 'glyph', 'aria-hidden': 'true' }, glyph), word),
        ),
      ),
    ),
    h(
      'label',
      { class: 'check' },
      h('input', { type: 'checkbox', id: 'ownerless' }),
      h('span', null, 'without an owner'),
    ),
    h('p', { class: 'shown', id: 'findings-shown', role: 'status' }, count(number, 'finding')),
  );
}
