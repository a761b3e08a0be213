const NARROWEST = 60;
const PIPED = 80;

/** COLUMNS wins, then the terminal, then 80; what is narrower than 60 is laid out for 60. */
export function widthOf(columns: number | undefined, env: Readonly<Record<string, string | undefined>>): number {
  const asked = /^\d{1,4}$/u.test(env['COLUMNS'] ?? '') ? Number(env['COLUMNS']) : 0;
  return Math.max(NARROWEST, asked > 0 ? asked : columns !== undefined && columns > 0 ? columns : PIPED);
}
