import { sql, type RawBuilder } from 'kysely';

/** Places; `*` is every environment or owner. */
export type Within = readonly { readonly environment: string; readonly team: string }[];

/** Whether an identity stands in one of them, its owner being the team. In none of none. */
export function standsIn(within: Within): RawBuilder<boolean> {
  const places = within.map(({ environment, team }) => {
    const parts = [
      ...(environment === '*' ? [] : [sql<boolean>`identities.environment = ${environment}`]),
      ...(team === '*' ? [] : [sql<boolean>`identities.owner = ${team}`]),
    ];
    return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(parts, sql` and `)})`;
  });
  return places.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(places, sql` or `)})`;
}
