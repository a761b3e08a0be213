import { DIAGNOSTICS, type Diagnostic, type DiagnosticCode } from '../../../model/diagnostic.ts';
import type { Source } from '../../../model/estate.ts';
import { count } from '../../names.ts';
import { Markup } from '../markup.ts';

const h = Markup.make;
const EXAMPLES = 5;

/** What was read, and what was not, by reason: a report that hides its gaps is not believed. */
export function notReadSection(sources: readonly Source[], diagnostics: readonly Diagnostic[]): Markup {
  const groups = grouped(diagnostics);
  const errors = diagnostics.filter(({ level }) => level === 'error').length;
  return h(
    'section',
    { id: 'not-read', 'aria-labelledby': 'not-read-title' },
    h('h2', { id: 'not-read-title' }, 'What was read, and what was not'),
    h(
      'p',
      { class: 'lead' },
      diagnostics.length === 0
        ? 'Everything that was met was read.'
        : `${count(errors, 'error')} and ${count(diagnostics.length - errors, 'note')} about what could not be taken in as it stands.`,
    ),
    h(
      'div',
      { class: 'pair' },
      sourceTable(sources),
      h('div', { class: 'reasons' }, h('h3', null, 'Not read, or not in full'), groups.map(reason)),
    ),
  );
}

function sourceTable(sources: readonly Source[]): Markup {
  const titles = ['Kind', 'Path', 'Files', 'Objects'];
  return h(
    'div',
    { class: 'sources' },
    h('h3', null, 'Read'),
    sources.length === 0
      ? h('p', null, 'Nothing of a kind that this version reads.')
      : h(
          'table',
          null,
          h(
            'thead',
            null,
            h(
              'tr',
              null,
              titles.map((title) => h('th', { scope: 'col' }, title)),
            ),
          ),
          h(
            'tbody',
            null,
            sources.map(({ path, kind, files, objects }) =>
              h(
                'tr',
                null,
                h('th', { scope: 'row' }, kind),
                h('td', { 'data-label': 'Path' }, h('code', null, path)),
                h('td', { 'data-label': 'Files', class: 'number' }, files.toLocaleString('en-US')),
                h('td', { 'data-label': 'Objects', class: 'number' }, objects.toLocaleString('en-US')),
              ),
            ),
          ),
        ),
  );
}

type Group = readonly [code: DiagnosticCode, all: readonly Diagnostic[]];

/** Errors first, then most first. */
function grouped(diagnostics: readonly Diagnostic[]): readonly Group[] {
  const groups = new Map<DiagnosticCode, Diagnostic[]>();
  for (const one of diagnostics) {
    const known = groups.get(one.code);
    if (known) known.push(one);
    else groups.set(one.code, [one]);
  }
  const error = ([code]: Group): number => Number(DIAGNOSTICS[code][0] === 'error');
  return [...groups].sort((a, b) => error(b) - error(a) || b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
}

function reason([code, all]: Group): Markup {
  const [level, means] = DIAGNOSTICS[code];
  const more = all.length - EXAMPLES;
  return h(
    'details',
    { class: `reason ${level}` },
    h(
      'summary',
      null,
      h('span', { class: 'number' }, all.length.toLocaleString('en-US')),
      ' ',
      h('code', null, code),
      ' ',
      h('span', { class: 'level' }, level),
    ),
    h('p', null, means),
    h(
      'ul',
      null,
      all
        .slice(0, EXAMPLES)
        .map(({ place, message }) =>
          h(
            'li',
            null,
            h('code', { class: 'place' }, place.line === undefined ? place.file : `${place.file}:${place.line}`),
            ` ${message}`,
          ),
        ),
      more > 0 ? [h('li', null, `and ${more.toLocaleString('en-US')} more; writ scan -o json lists all`)] : [],
    ),
  );
}
