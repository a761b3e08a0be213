import { markup, type Child, type Html } from '../html/html.ts';
import type { PageView } from '../html/page-row.ts';

import { table } from '../html/table.ts';
import { time } from '../html/time.ts';
import type { EntryAt, Verified } from '../services.ts';

const AT_ONCE = 100;
const READERS = ['administrator', 'auditor'] as const;

/** What happened, and whether it can be proved. */
export const LEDGER_VIEWS: readonly PageView[] = [
  {
    id: 'ledger-page',
    path: '/ledger',
    title: 'Ledger',
    roles: READERS,
    async view(_, { query, services: { ledger } }) {
      const { origin, size, root } = ledger.head;
      const before = /^\d{1,15}$/u.test(query['before'] ?? '') ? Number(query['before']) : undefined;
      const entries = await ledger.entries(before, AT_ONCE);
      const verified = query['verify'] === undefined ? undefined : await ledger.verify();
      const last = entries.at(-1)?.index ?? 0;
      return [
        markup`<section aria-labelledby="head"><h2 id="head">Signed tree head</h2><dl>
<dt>Log</dt><dd class="code">${origin}</dd><dt>Entries</dt><dd>${size}, and ${ledger.unsealed} durable and not yet in the tree</dd>
<dt>Root</dt><dd class="code">${root.toString('base64')}</dd></dl>
<form method="get" action="/ledger"><input type="hidden" name="verify" value="1"><button class="main">Verify all of it now</button></form>
${verified && outcome(verified)}</section>`,
        markup`<section aria-labelledby="entries"><h2 id="entries">Entries</h2>${list(entries)}
${last > 0 && markup`<p><a href="/ledger?before=${last}">Older ones</a></p>`}</section>`,
      ];
    },
  },
];

const outcome = ({ faults, unknown, entries, unsealed, milliseconds, at }: Verified): Html =>
  markup`<div role="status"><p><strong>${
    faults.length === 0 ? '✓ Sound' : `✕ ${faults.length} faults`
  }</strong>: ${entries} entries and ${unsealed} in the spool were hashed again in ${milliseconds} ms, at ${time(at)}.</p>
${faults.length > 0 && markup`<ul>${faults.map(({ file, says }) => markup`<li><span class="code">${file}</span> ${says}</li>`)}</ul>`}
${unknown.length > 0 && markup`<p class="soft">What this cannot exclude:</p><ul class="soft">${unknown.map(({ says }) => markup`<li>${says}</li>`)}</ul>`}
<p class="soft">This server says so of itself. Somebody who does not trust it runs <span class="code">writ ledger verify --data DIR --key KEY</span> on the files.</p></div>`;

const list = (entries: readonly EntryAt[]): Child =>
  entries.length === 0
    ? markup`<p class="soft">None yet.</p>`
    : table(
        ['Entry', 'When', 'What', 'Outcome', 'By', 'On', 'Rule'],
        entries.map(({ index, entry }) => [
          index,
          time(new Date(entry.at)),
          entry.kind,
          entry.outcome ?? '',
          entry.onBehalfOf === undefined ? entry.actor : `${entry.actor} for ${entry.onBehalfOf}`,
          entry.object ?? '',
          [entry.policy ?? '', entry.reason !== undefined && markup` <span class="soft">${entry.reason}</span>`],
        ]),
      );
