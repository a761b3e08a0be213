import type { Make } from '../element.ts';
import type { About, Card, FindingRow, StepRow } from '../rows.ts';

/*
 * These functions run twice: here, into the page as it is sent, and in the page, for what is opened later. The page gets their text.
 * So each may use its arguments and the functions of this folder, nothing else of this module or another.
 */

/** What stands in the closed row. */
export function findingHead<N>(h: Make<N>, row: FindingRow, about: About): N {
  const [word, glyph] = about.severities[row.severity] ?? ['', ''];
  const closes =
    row.closes > 0
      ? `closes ${row.closes.toLocaleString('en-US')} of ${about.pairs.toLocaleString('en-US')} paths`
      : '';
  return h(
    'summary',
    null,
    h('span', { class: 'rank' }, String(row.number)),
    h('span', { class: `severity ${word}` }, h('span', { class: 'glyph', 'aria-hidden': 'true' }, glyph), word),
    h('span', { class: 'title' }, row.title),
    h(
      'span',
      { class: 'aside' },
      h(
        'span',
        { class: row.owner === '' ? 'owner none' : 'owner' },
        row.owner === '' ? 'no owner' : h('bdi', null, row.owner),
      ),
      closes === '' ? [] : [h('span', { class: 'closes' }, closes)],
    ),
  );
}

/** What opens below it. */
export function findingBody<N>(h: Make<N>, row: FindingRow, about: About): N {
  const part = (title: string, name: string, ...children: readonly N[]): N =>
    h('section', { class: name }, h('h4', null, title), children);
  return h(
    'div',
    { class: 'body' },
    h('p', { class: 'detail' }, row.detail),
    row.steps.length === 0 ? [] : [part('The path', 'path', pathChain(h, row))],
    h(
      'div',
      { class: 'pair' },
      row.steps.length === 0
        ? part('Where it was read', 'places', placeList(h, row.places, row.morePlaces))
        : part('Step by step', 'steps', pathSteps(h, row), placeList(h, row.places, row.morePlaces)),
      part('What to change', 'change', fixBlock(h, row)),
    ),
    h(
      'section',
      { class: 'frameworks' },
      h('h4', null, 'Frameworks'),
      h(
        'ul',
        { class: 'controls' },
        row.frameworks.map((id) => h('li', null, h('code', null, id), ` ${about.controls[id] ?? ''}`)),
      ),
    ),
    h(
      'p',
      { class: 'facts' },
      h('code', null, row.rule),
      ' \u00b7 ',
      h('code', null, row.id),
      ` \u00b7 ${row.confidence} \u00b7 ${row.score} \u00b7 `,
      `identity: ${row.identity.kind} `,
      h('bdi', null, row.identity.name),
    ),
  );
}

/** Cards from left to right; each edge and the card that it leads to stay together when the line wraps. */
export function pathChain<N>(h: Make<N>, row: FindingRow): N {
  const [first] = row.steps;
  if (first === undefined) return h('div', { class: 'chain' });
  const name = `From ${first.from.name} in ${row.steps.length === 1 ? '1 step' : `${row.steps.length} steps`}; the list below has each step.`;
  return h(
    'div',
    { class: 'chain', role: 'group', 'aria-label': name },
    h('div', { class: 'hop' }, nodeCard(h, first.from, 'start')),
    row.steps.map((step, at) => pathHop(h, step, row.cuts.includes(at), at === row.steps.length - 1)),
  );
}

export function pathHop<N>(h: Make<N>, step: StepRow, cut: boolean, last: boolean): N {
  return h(
    'div',
    { class: `hop ${step.confidence}${cut ? ' cut' : ''}` },
    h(
      'div',
      { class: 'edge' },
      h('span', { class: 'by' }, step.by),
      h('span', { class: 'line', 'aria-hidden': 'true' }),
      h('span', { class: 'note' }, cut ? 'the fix cuts here' : step.confidence === 'possible' ? 'possible' : ''),
    ),
    nodeCard(h, step.to, last ? 'end' : ''),
  );
}

export function nodeCard<N>(h: Make<N>, card: Card, place: string): N {
  return h(
    'div',
    { class: `card ${place}${card.jewel === '' ? '' : ' jewel'}` },
    h('span', { class: 'kind' }, card.kind, card.where === '' ? [] : [h('span', { class: 'where' }, card.where)]),
    h('bdi', { class: 'name' }, nameParts(h, card.name)),
    card.jewel === '' ? [] : [h('span', { class: 'stake' }, `crown jewel: ${card.jewel}`)],
    card.entry === '' ? [] : [h('span', { class: 'stake' }, `way in: ${card.entry}`)],
  );
}

/** A long name may break after what parts it, before it has to break anywhere. */
export function nameParts<N>(h: Make<N>, name: string): (N | string)[] {
  const parts = name.split(/(?<=[/:@._-])/u);
  return parts.length > 40 ? [name] : parts.flatMap((part, at) => (at === 0 ? [part] : [h('wbr', null), part]));
}

export function pathSteps<N>(h: Make<N>, row: FindingRow): N {
  return h(
    'ol',
    { class: 'steps' },
    row.steps.map((step) =>
      h(
        'li',
        null,
        h('bdi', { class: 'name' }, nameParts(h, step.from.name)),
        ` ${step.by} `,
        h('bdi', { class: 'name' }, nameParts(h, step.to.name)),
        h('span', { class: 'means' }, `${step.means}; ${step.confidence}`),
        step.condition === '' ? [] : [h('span', { class: 'means' }, `if: ${step.condition}`)],
        step.place === ''
          ? []
          : [h('code', { class: 'place' }, step.place, step.more > 0 ? ` and ${step.more} more` : '')],
      ),
    ),
  );
}

export function placeList<N>(h: Make<N>, places: readonly string[], more: number): N {
  if (places.length === 0) return h('span', null);
  return h(
    'ul',
    { class: 'places', 'aria-label': 'Evidence' },
    places.map((place) => h('li', null, h('code', { class: 'place' }, place))),
    more > 0 ? [h('li', null, `and ${more} more places`)] : [],
  );
}

/** A patch is coloured by line; the colour adds nothing to its + and -. */
export function fixBlock<N>(h: Make<N>, row: FindingRow): N {
  const lines = row.fix.text.split('\n');
  const look = (line: string): string =>
    row.fix.kind !== 'patch' || line.startsWith('---') || line.startsWith('+++')
      ? ''
      : line.startsWith('+')
        ? 'plus'
        : line.startsWith('-')
          ? 'minus'
          : '';
  return h(
    'div',
    { class: 'fix' },
    h('p', null, row.fix.why),
    h(
      'div',
      { class: 'code' },
      h('span', { class: 'kind' }, row.fix.kind),
      h('button', { type: 'button', class: 'copy scripted', 'data-do': 'copy' }, 'Copy'),
      h(
        'pre',
        { tabindex: '0', 'aria-label': 'The fix as text', role: 'region' },
        h(
          'code',
          null,
          lines.map((line) => (look(line) === '' ? `${line}\n` : h('span', { class: look(line) }, `${line}\n`))),
        ),
      ),
    ),
  );
}
