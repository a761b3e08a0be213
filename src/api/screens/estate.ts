import { NOWHERE } from '../../governance/roles.ts';
import { markup, type Child } from '../html/html.ts';
import type { PageFile, PageView } from '../html/page-row.ts';
import { table } from '../html/table.ts';
import { time } from '../html/time.ts';
import { EVERYBODY } from '../permit.ts';
import { held } from '../principal.ts';
import { Refused } from '../refused.ts';
import { allSources, type Source } from '../../store/rows/sources.ts';

const reportOf = (source: string): string => `/estate/${encodeURIComponent(source)}/report`;

/** What is seen, how fresh it is, and the report of each source. */
export const ESTATE_VIEWS: readonly PageView[] = [
  {
    id: 'estate-page',
    path: '/',
    title: 'Estate',
    async view(db, { principal, services: { reports } }) {
      if (held(principal, EVERYBODY).length === 0)
        return markup`<section><p>You hold no role yet: an administrator gives them.</p></section>`;
      // A report tells of everything in its source.
      const whole = held(principal, EVERYBODY, NOWHERE).length > 0;
      const rows = await Promise.all(
        (await allSources(db)).map(async (source) => [source, whole && (await reports.keptAt(source.name)) !== undefined] as const),
      );
      if (rows.length === 0)
        return markup`<section><p>No source is known yet. Start writ with <span class="code">--scan PATH</span>, or name sources in writ.yaml.</p></section>`;
      return [
        markup`<section aria-labelledby="sources"><h2 id="sources">Sources</h2>${table(
          ['Source', 'Read last', 'What is known', 'Report'],
          rows.map(([source, kept]) => [
            source.name,
            source.seenLast ? time(source.seenLast) : 'never',
            freshness(source),
            kept ? markup`<a href="${reportOf(source.name)}">Open the report</a>` : whole ? 'none yet' : 'for roles in every place',
          ]),
        )}</section>`,
        markup`<p><a href="/identities">Identities</a> that you may see, and the <a href="/ledger">ledger</a> of what was changed.</p>`,
      ];
    },
  },
]; // prettier-ignore

export const ESTATE_FILES: readonly PageFile[] = [
  {
    id: 'report-page',
    path: '/estate/:source/report',
    roles: EVERYBODY,
    async file({ principal, params, services: { reports } }) {
      if (held(principal, EVERYBODY, NOWHERE).length === 0) throw new Refused('not-found', '', 'not-visible');
      const bytes = await reports.read(params['source'] ?? '');
      if (!bytes) throw new Refused('not-found');
      return bytes;
    },
  },
];

const freshness = ({ seenLast, failedLast, failure }: Source): Child =>
  failure !== null && failedLast && (!seenLast || failedLast > seenLast)
    ? markup`<strong>✕ not read at ${time(failedLast)}</strong>: ${failure}. What is shown is as old as it says.`
    : seenLast
      ? '✓ as of then'
      : 'nothing yet';
