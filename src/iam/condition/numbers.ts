const NUMBER = /^[+-]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})$/u;

/** A decimal number; undefined for anything else, which no number equals. */
export const numberOf = (text: string): number | undefined => (NUMBER.test(text) ? Number(text) : undefined);

const SECONDS = /^-?\d{1,12}(?:\.\d{1,9})?$/u;
// The W3C profile of ISO 8601 that AWS names: a year, a month, a day, or a time with seconds and fractions optional.
const ISO =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/u;

/** Seconds since 1970, from ISO 8601 or from seconds as they are (a number of four digits is a year). */
export function secondsOf(text: string): number | undefined {
  const match = ISO.exec(text);
  if (!match) return SECONDS.test(text) ? Number(text) : undefined;
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((group) =>
    Number(match[group] ?? (group === 2 || group === 3 ? 1 : 0)),
  );
  const at = Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0);
  const fraction = Number(`0.${match[7] ?? '0'}`);
  return Number.isNaN(at) ? undefined : at / 1000 + fraction - zoneOf(match[8]);
}

function zoneOf(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const digits = zone.replace(':', '');
  const seconds = (Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5))) * 60;
  return zone.startsWith('-') ? -seconds : seconds;
}
