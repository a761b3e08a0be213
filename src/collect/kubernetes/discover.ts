import { ask, mustAsk, type Asking, type Question } from './asking.ts';
import { KINDS, kindKey, type KindRow } from './kinds.ts';
import { isRecord, type Served } from './trim.ts';

/** A kind of the table as this cluster serves it. */
export interface Listed extends Served {
  readonly row: KindRow;
  /** Of the list over all namespaces. */
  readonly path: string;
}

/**
 * The kinds of the table that the cluster serves, each in the version that it prefers. Groups that are not installed are not asked
 * about, so what is not there costs nothing.
 */
export async function discover(asking: Asking, wanted: (row: KindRow) => boolean): Promise<readonly Listed[]> {
  const groups = await mustAsk(GROUPS, asking);
  const rows = KINDS.filter((row) => wanted(row) && (row.group === '' || Object.hasOwn(groups, row.group)));
  const names = [...new Set(rows.map(({ group }) => group))];
  const found = await Promise.all(
    names.map((group) =>
      inGroup(
        rows.filter((row) => row.group === group),
        group === '' ? ['v1'] : (groups[group] ?? []),
        asking,
      ),
    ),
  );
  const served = new Map(found.flat().map((one) => [kindKey(one.group, one.kind), one]));
  return KINDS.flatMap((row) => served.get(kindKey(row.group, row.kind)) ?? []);
}

/** Versions by group, the preferred one first. */
const GROUPS: Question<Readonly<Record<string, readonly string[]>>> = {
  path: '/apis',
  form: 'whole',
  says: 'discover groups',
  keep: (body) => {
    if (!isRecord(body) || !Array.isArray(body['groups'])) return undefined;
    const groups = body['groups'].filter(isRecord).flatMap((one): [string, readonly string[]][] => {
      const preferred = isRecord(one['preferredVersion']) ? one['preferredVersion']['version'] : undefined;
      const versions = (Array.isArray(one['versions']) ? one['versions'] : [])
        .filter(isRecord)
        .map(({ version }) => version);
      const names = [preferred, ...versions].filter((name): name is string => typeof name === 'string');
      return typeof one['name'] === 'string' ? [[one['name'], [...new Set(names)].filter(isVersion)]] : [];
    });
    return Object.fromEntries(groups);
  },
};

const isVersion = (name: string): boolean => /^[a-z0-9]{1,63}$/u.test(name);

interface Resource {
  readonly name: string;
  readonly kind: string;
}

/** One version after the other until all kinds are found: a group may serve a kind only beside its preferred version. */
async function inGroup(
  rows: readonly KindRow[],
  versions: readonly string[],
  asking: Asking,
): Promise<readonly Listed[]> {
  const found: Listed[] = [];
  for (const version of versions) {
    const left = rows.filter((row) => !found.some((one) => one.row === row));
    const [{ group } = { group: '' }] = left;
    if (left.length === 0) break;
    const base = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
    const says = `discover ${group === '' ? version : `${group}/${version}`}`;
    const got = await ask({ path: base, form: 'whole', says, keep: resourcesOf }, asking);
    if (got.kind !== 'answer') continue;
    for (const row of left)
      if (got.answer.some(({ name, kind }) => name === row.resource && kind === row.kind))
        found.push({
          row,
          group,
          kind: row.kind,
          apiVersion: group === '' ? version : `${group}/${version}`,
          path: `${base}/${row.resource}`,
        });
  }
  return found;
}

/** Those that can be listed; `pods/log` and its like are parts. */
function resourcesOf(body: unknown): readonly Resource[] | undefined {
  if (!isRecord(body) || !Array.isArray(body['resources'])) return undefined;
  return body['resources'].filter(isRecord).flatMap(({ name, kind, verbs }) => {
    const lists = Array.isArray(verbs) && verbs.includes('list');
    return lists && typeof name === 'string' && typeof kind === 'string' && !name.includes('/') ? [{ name, kind }] : [];
  });
}
