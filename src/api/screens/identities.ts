import { STATES } from '../../governance/lifecycle.ts';
import { credentialsOf } from '../../store/rows/credentials.ts';
import { historyOf, identitiesFrom, identityById, type Identity, type Kept } from '../../store/rows/identities.ts';
import { markup, type Child, type Html } from '../html/html.ts';
import type { PageView } from '../html/page-row.ts';

import { table } from '../html/table.ts';
import { time } from '../html/time.ts';
import { keyAfter, paged } from '../pages.ts';
import { EVERYBODY } from '../permit.ts';
import { held } from '../principal.ts';
import { Refused } from '../refused.ts';

const AT_ONCE = 100;
const FILTERS = ['owner', 'kind', 'environment'] as const;
const LABELS = { owner: 'Owner', kind: 'Kind', environment: 'Environment' } as const;

const stateOf = (text: string | undefined) => STATES.find((one) => one === text);
const addressOf = (id: string): string => `/identities/${encodeURIComponent(id)}`;

/** The inventory: what there is, whose it is, and whether its source still has it. */
export const IDENTITY_VIEWS: readonly PageView[] = [
  {
    id: 'identities-page',
    path: '/identities',
    title: 'Identities',
    roles: EVERYBODY,
    async view(db, { query, within }) {
      const filter = Object.fromEntries(FILTERS.flatMap((one) => (query[one] ? [[one, query[one].slice(0, 253)]] : [])));
      const state = stateOf(query['state']);
      const after = keyAfter(query['cursor']?.slice(0, 4096));
      const page = { ...filter, within, limit: AT_ONCE + 1, ...(state ? { state } : {}), ...(after === undefined ? {} : { after }) };
      const { items, next } = paged(await identitiesFrom(db, page), AT_ONCE, ({ id }) => id);
      return [filters({ ...filter, state }), list(items), next !== undefined && more(query, next)];
    },
  },
  {
    id: 'identity-page',
    path: '/identities/:id',
    title: 'Identity',
    roles: EVERYBODY,
    async view(db, { params, principal }) {
      const identity = await identityById(db, params['id'] ?? '');
      const place = identity && { environment: identity.environment, team: identity.owner };
      if (!identity || held(principal, EVERYBODY, place).length === 0) throw new Refused('not-found', '', 'not-visible');
      const credentials = await credentialsOf(db, identity.id);
      const history = await historyOf(db, identity.id);
      return [facts(identity), holds(credentials), past(history)];
    },
  },
]; // prettier-ignore

function filters(now: Readonly<Record<string, string | undefined>>): Html {
  return markup`<form method="get" action="/identities" class="row">
<label>State <select name="state"><option value="">any</option>${STATES.map(
    (one) => markup`<option value="${one}"${one === now['state'] && markup` selected`}>${one}</option>`,
  )}</select></label>
${FILTERS.map((one) => markup`<label>${LABELS[one]} <input name="${one}" value="${now[one] ?? ''}" maxlength="253"></label>`)}
<button>Show</button></form>`;
}

const list = (identities: readonly Kept<Identity>[]): Child =>
  identities.length === 0
    ? markup`<p class="soft">None that you may see, with these filters. A scan of a source brings them in.</p>`
    : table(
        ['Identity', 'Kind', 'State', 'Owner', 'Environment', 'Seen last'],
        identities.map(({ id, name, kind, state, owner, environment, seenLast, goneSince }) => [
          markup`<a href="${addressOf(id)}">${name}</a>`,
          kind,
          state,
          owner ?? markup`<strong>none</strong>`,
          environment ?? 'not said',
          goneSince ? markup`gone since ${time(goneSince)}` : time(seenLast),
        ]),
      );

function more(query: Readonly<Record<string, string | undefined>>, next: string): Html {
  const to = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined && value !== '') to.set(key, value);
  to.set('cursor', next);
  return markup`<p><a href="/identities?${to.toString()}">Next ${AT_ONCE}</a></p>`;
}

function facts({ id, name, kind, realm, environment, state, owner, purpose, dataScope, rotationPolicy, declared, source, evidence, seenFirst, seenLast, goneSince }: Kept<Identity>): Html {
  const file = (field: string): Child => declared[field] && markup` <span class="soft">declared in ${declared[field].file}</span>`;
  const rows: readonly (readonly [string, Child])[] = [
    ['Id', markup`<span class="code">${id}</span>`],
    ['Kind', kind],
    ['Realm', realm],
    ['State', state],
    ['Owner', [owner ?? 'none', file('owner')]],
    ['Purpose', [purpose ?? 'none said', file('purpose')]],
    ['Environment', [environment ?? 'none said', file('environment')]],
    ['Data scope', [dataScope ?? 'none said', file('dataScope')]],
    ['Rotation', [rotationPolicy ?? 'none said', file('rotationPolicy')]],
    ['Source', source],
    ['Seen', [time(seenFirst), ' to ', time(seenLast), goneSince && markup`, gone since ${time(goneSince)}`]],
    ['Evidence', evidence.map((one) => markup`<div class="code">${placeOf(one)}</div>`)],
  ];
  return markup`<section aria-labelledby="facts"><h2 id="facts">${name}</h2><dl>${rows.map(([term, value]) => markup`<dt>${term}</dt><dd>${value}</dd>`)}</dl></section>`;
} // prettier-ignore

function placeOf(evidence: unknown): string {
  const { file, line, object, at } = evidence as Partial<Record<'file' | 'line' | 'object' | 'at', string | number>>;
  return file === undefined ? `${object ?? ''} at ${at ?? ''}` : `${file}:${line ?? ''}`;
}

const holds = (credentials: Awaited<ReturnType<typeof credentialsOf>>): Html => markup`<section aria-labelledby="holds">
<h2 id="holds">Credentials</h2>${
  credentials.length === 0
    ? markup`<p class="soft">None is known.</p>`
    : table(
        ['Name', 'Kind', 'Made', 'Used last'],
        credentials.map(({ name, kind, created, lastUsed }) => [name, kind, created ? time(created) : 'unknown', lastUsed ? time(lastUsed) : 'unknown']),
      )
}</section>`; // prettier-ignore

const past = (history: Awaited<ReturnType<typeof historyOf>>): Html => markup`<section aria-labelledby="past">
<h2 id="past">History</h2>${
  history.length === 0
    ? markup`<p class="soft">Nothing was changed since it was found.</p>`
    : table(
        ['When', 'Field', 'Before', 'After', 'By'],
        [...history].reverse().map(({ at, field, before, after, actor }) => [time(at), field, shown(before), shown(after), actor]),
      )
}</section>`; // prettier-ignore

const shown = (value: unknown): string =>
  value === null || value === undefined ? 'none' : typeof value === 'string' ? value : JSON.stringify(value);
