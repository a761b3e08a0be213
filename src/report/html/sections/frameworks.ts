import type { Checks } from '../../../findings/frameworks/control.ts';
import { count } from '../../names.ts';
import type { ControlCoverage, FrameworkCoverage } from '../coverage.ts';
import { Markup } from '../markup.ts';

const h = Markup.make;

const STATES: Readonly<Record<ControlCoverage['state'], string>> = {
  found: 'with findings',
  quiet: 'checked, no finding',
  open: 'not checked',
};
const CHECKS: Readonly<Record<Checks, string>> = {
  full: 'decided from what is read',
  part: 'evidence towards it only',
  none: 'nothing that is read can say',
};

/** What the findings mean for each framework, and, as plainly, what was not looked at. */
export function frameworksSection(coverage: readonly FrameworkCoverage[]): Markup {
  return h(
    'section',
    { id: 'frameworks', 'aria-labelledby': 'frameworks-title' },
    h('h2', { id: 'frameworks-title' }, 'Framework coverage and its gaps'),
    h(
      'p',
      { class: 'lead' },
      'No finding means that rules looked at what was read and none fired. It is not proof that a control is met, and a control that is not checked says nothing at all.',
    ),
    coverage.map(frameworkBlock),
  );
}

function frameworkBlock({ framework, controls }: FrameworkCoverage): Markup {
  const number = (state: ControlCoverage['state']): number => controls.filter((one) => one.state === state).length;
  const parts = (['found', 'quiet', 'open'] as const).map((state) => [state, number(state)] as const);
  const read = framework.read === 'primary' ? "the publisher's text" : 'a copy or account of it';
  return h(
    'details',
    { class: 'framework' },
    h(
      'summary',
      null,
      h('span', { class: 'title' }, framework.title),
      h(
        'span',
        { class: 'strip', 'aria-hidden': 'true' },
        controls.map(({ state }) => h('span', { class: state })),
      ),
      h(
        'span',
        { class: 'counts' },
        parts.map(([state, many]) => h('span', { class: state }, `${many} ${STATES[state]}`)),
      ),
    ),
    h(
      'table',
      { class: 'controls' },
      h(
        'caption',
        null,
        `${count(controls.length, 'control')} of ${framework.title} in the catalogue; any other of its controls is not checked. Read from ${read}: `,
        h('code', null, framework.source + (framework.commit === null ? '' : `@${framework.commit}`)),
      ),
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          ['Control', 'In this scan', 'What a scan can say'].map((title) => h('th', { scope: 'col' }, title)),
        ),
      ),
      h('tbody', null, controls.map(controlLine)),
    ),
  );
}

function controlLine(one: ControlCoverage): Markup {
  const said =
    one.state === 'found'
      ? count(one.findings, 'finding')
      : one.state === 'quiet'
        ? `no finding by ${count(one.rules, 'rule')}`
        : 'no rule of this version checks it';
  return h(
    'tr',
    null,
    h('th', { scope: 'row' }, h('code', null, one.own), ` ${one.name}`),
    h('td', { 'data-label': 'In this scan' }, h('span', { class: `state ${one.state}` }, said)),
    h('td', { 'data-label': 'A scan can say' }, h('strong', null, one.checks), `: ${CHECKS[one.checks]}`),
  );
}
