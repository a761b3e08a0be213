/** Distinct statements that are prepared, and that are counted before; the longest. They cost memory on each connection. */
const PREPARED = 200;
const COUNTED = 1000;
const LONGEST = 2000;
const OFTEN = 3;

const names = new Map<string, string>();
const counts = new Map<string, number>();

/** The name under which a statement is prepared once on each connection, from its third time on; undefined where that does not pay. */
export function nameOf(sql: string): string | undefined {
  const known = names.get(sql);
  if (known !== undefined || names.size >= PREPARED || sql.length > LONGEST) return known;
  const count = (counts.get(sql) ?? 0) + 1;
  if (counts.size >= COUNTED) counts.clear();
  counts.set(sql, count);
  if (count < OFTEN) return undefined;
  counts.delete(sql);
  const name = `s${names.size}`;
  names.set(sql, name);
  return name;
}
