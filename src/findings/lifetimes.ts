/** Whole days from one ISO date to another; negative when the second comes first. Nothing where one is no date. */
export function daysBetween(from: string, to: string): number | undefined {
  const [start, end] = [Date.parse(from.slice(0, 10)), Date.parse(to.slice(0, 10))];
  return Number.isNaN(start) || Number.isNaN(end) ? undefined : Math.round((end - start) / 86_400_000);
}

/** Days after which a key should have been replaced. */
export const OLD = 90;
/** Days ahead beyond which an end is no limit. */
export const FAR = 366;
