import { count } from '../../names.ts';
import { Markup } from '../markup.ts';
import type { IdentityRow } from '../rows.ts';
import { identityLine } from '../views/identity.ts';

const h = Markup.make;

/** Identities that stand in the page as it is sent: more would make it slow to open. The script brings the rest. */
export const INLINE_IDENTITIES = 500;

const COLUMNS: readonly (readonly [key: string, title: string])[] = [
  ['name', 'Identity'],
  ['kind', 'Kind'],
  ['environment', 'Environment'],
  ['owner', 'Owner'],
  ['jewels', 'Reaches'],
  ['findings', 'Findings'],
];

export function identitiesSection(rows: readonly IdentityRow[]): Markup {
  const inline = rows.slice(0, INLINE_IDENTITIES);
  const unowned = rows.filter(({ owner }) => owner === '').length;
  return h(
    'section',
    { id: 'identities', 'aria-labelledby': 'identities-title' },
    h('h2', { id: 'identities-title' }, 'Identities'),
    h(
      'p',
      { class: 'lead' },
      `${count(rows.length, 'non-human identity', 'non-human identities')}, ${unowned} without an owner. Those that reach most crown jewels come first.`,
    ),
    rows.length === 0 ? [] : [filters(rows), table(inline)],
    inline.length < rows.length
      ? [
          h(
            'noscript',
            null,
            h(
              'p',
              { class: 'lead' },
              `The first ${inline.length} of ${rows.length} stand here; the others need JavaScript.`,
            ),
          ),
        ]
      : [],
    pager(),
  );
}

function table(rows: readonly IdentityRow[]): Markup {
  return h(
    'table',
    { class: 'identities' },
    h('caption', { class: 'hidden' }, 'Non-human identities'),
    h(
      'thead',
      null,
      h(
        'tr',
        null,
        COLUMNS.map(([key, title]) => h('th', { scope: 'col', 'data-sort': key }, title)),
      ),
    ),
    h(
      'tbody',
      { id: 'identity-list' },
      rows.map((row) => identityLine(h, row)),
    ),
  );
}

function filters(rows: readonly IdentityRow[]): Markup {
  const environments = [...new Set(rows.map(({ environment }) => environment))].sort();
  const kinds = [...new Set(rows.map(({ card }) => card.kind))].sort();
  const choice = (id: string, title: string, values: readonly string[]): Markup =>
    h(
      'label',
      { class: 'field' },
      h('span', null, title),
      h(
        'select',
        { id },
        h('option', { value: '' }, 'all'),
        values.map((value) => h('option', { value }, value)),
      ),
    );
  return h(
    'div',
    { class: 'filters scripted', role: 'search', 'aria-label': 'Identities' },
    h(
      'label',
      { class: 'field' },
      h('span', null, 'Search identities'),
      h('input', { type: 'search', id: 'find-identity', autocomplete: 'off', placeholder: 'name, kind, owner, file' }),
    ),
    choice('identity-kind', 'Kind', kinds),
    choice('identity-environment', 'Environment', environments),
    h(
      'label',
      { class: 'check' },
      h('input', { type: 'checkbox', id: 'identity-ownerless' }),
      h('span', null, 'without an owner'),
    ),
    h('p', { class: 'shown', id: 'identities-shown', role: 'status' }, count(rows.length, 'identity', 'identities')),
  );
}

function pager(): Markup {
  return h(
    'div',
    { class: 'pager scripted', id: 'identity-pager', role: 'group', 'aria-label': 'Pages of identities' },
    h('button', { type: 'button', 'data-page': '-1' }, 'Previous'),
    h('span', { id: 'identity-page' }, ''),
    h('button', { type: 'button', 'data-page': '1' }, 'Next'),
  );
}
