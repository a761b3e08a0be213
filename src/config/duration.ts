/** A number with s, m, h or d. */
export const DURATION = '^[1-9][0-9]{0,5}(s|m|h|d)$';

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

export const isDuration = (text: string): boolean => new RegExp(DURATION, 'u').test(text);

export const durationMs = (text: string): number => Number(text.slice(0, -1)) * (UNITS[text.slice(-1)] ?? NaN);
