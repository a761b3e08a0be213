import { nodeId } from '../../../model/id.ts';
import { dateOf } from '../dates.ts';
import { openingOf } from '../scopes/opening.ts';
import { SLACK_SCOPES } from '../scopes/slack.ts';
import type { Evidence } from '../../../model/evidence.ts';
import type { App, Grant, Row } from '../types.ts';

/** After "admin.apps.approved.list" (docs.slack.dev/reference/methods): an application that administrators approved. */
export function readApproved(row: Row): App[] {
  const { entry } = row;
  const id = entry.text('app', 'id');
  if (id === undefined) return [];
  const reviewed = entry.get('app', 'is_app_directory_approved')?.value;
  const internal =
    entry.get('app', 'is_internal')?.value === true || entry.text('app', 'developer_type') === 'internal';
  const day = dateOf(entry.text('date_updated'));
  const by = entry.text('last_resolved_by', 'actor_id');
  return [
    {
      ...common(row, id, entry.text('app', 'name') ?? id),
      thirdParty: !internal,
      verified: typeof reviewed === 'boolean' ? reviewed : 'unknown',
      grants: entry.items('scopes').flatMap((one) => {
        const scope = one.text('name') ?? one.text();
        return scope === undefined ? [] : [grantOf(scope, by === undefined ? [] : [by], one.evidence)];
      }),
      ...(day === undefined ? {} : { granted: day }),
      evidence: [entry.evidence],
    },
  ];
}

/** After "team.integrationLogs": what was installed, changed and taken away, newest first or not. The last word on an application counts. */
export function readIntegrationLogs(rows: readonly Row[]): App[] {
  const last = new Map<string, Row>();
  for (const row of rows) {
    const id = row.entry.text('app_id');
    if (id === undefined) continue;
    const known = last.get(id);
    if (known === undefined || dateIn(row) > dateIn(known)) last.set(id, row);
  }
  return [...last].flatMap(([id, row]): App[] => {
    const { entry } = row;
    if (entry.text('change_type') === 'removed') return [];
    const scope = entry.get('scope');
    const by = entry.text('user_name') ?? entry.text('user_id');
    const day = dateOf(entry.text('date'));
    return [
      {
        ...common(row, id, entry.text('app_type') ?? entry.text('service_type') ?? id),
        thirdParty: 'unknown',
        active: entry.text('change_type') !== 'disabled',
        verified: 'unknown',
        grants: (scope?.text() ?? '').split(/[\s,]+/u).filter((one) => one !== '').map((one) => grantOf(one, by === undefined ? [] : [by], (scope ?? entry).evidence)), // prettier-ignore
        ...(day === undefined ? {} : { granted: day }),
        evidence: [entry.evidence],
      },
    ];
  });
}

const dateIn = ({ entry }: Row): number => Number(entry.text('date') ?? 0) || 0;

function common(row: Row, id: string, name: string): Omit<App, 'thirdParty' | 'verified' | 'grants' | 'evidence'> {
  return {
    id: nodeId('slack', 'App', row.realm, id),
    vendor: 'slack',
    realm: row.realm,
    name,
    environment: row.environment,
    active: true,
    publisher: null,
  };
}

function grantOf(scope: string, people: readonly string[], evidence: Evidence): Grant {
  const opening = openingOf(SLACK_SCOPES, scope);
  return { scope, ...(opening === undefined ? {} : { opening }), reach: 'organisation', people, evidence };
}
