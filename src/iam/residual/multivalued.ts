import { kept, readTable } from '../catalogue/data.ts';
import { isService } from '../catalogue/services.ts';
import type { Key } from '../match/keys.ts';

/** Global keys with several values (IAM user guide, "AWS global condition context keys": data type "List"). */
const GLOBAL: ReadonlySet<string> = new Set(
  [
    'TagKeys',
    'CalledVia',
    'PrincipalOrgPaths',
    'ResourceOrgPaths',
    'SourceOrgPaths',
    'VpceOrgPaths',
    'PrincipalServiceNamesList',
  ].map((name) => `aws:${name.toLowerCase()}`),
);

const arraysOf = kept((service: string): ReadonlySet<string> => {
  if (!isService(service)) return new Set();
  const rows = readTable('conditionKeys', `${service}.json`) as Readonly<Record<string, { readonly type: string }>>;
  return new Set(Object.entries(rows).flatMap(([key, row]) => (row.type.startsWith('ArrayOf') ? [key] : [])));
});

/** Whether a request may bring several values of the key. */
export const isMultivalued = (key: Key): boolean =>
  GLOBAL.has(key.name) || arraysOf(key.name.slice(0, Math.max(key.name.indexOf(':'), 0))).has(key.name);
