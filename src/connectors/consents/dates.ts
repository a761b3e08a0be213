/** An ISO date of what an export writes: ISO 8601 with or without time, or seconds since 1970. Nothing where it is no date. */
export function dateOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (/^\d{9,11}$/u.test(text)) return new Date(Number(text) * 1000).toISOString().slice(0, 10);
  const day = /^(\d{4}-\d{2}-\d{2})(?:[T ]|$)/u.exec(text)?.[1];
  return day !== undefined && !Number.isNaN(Date.parse(day)) ? day : undefined;
}

/** The later of two dates, either of which may not be known. */
export function later(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}
