import { SEVERITIES, type Severity } from '../../model/finding.ts';

/** Each severity has a glyph of its own shape, a word, and a colour: no meaning hangs on the colour alone. */
const GLYPHS: Readonly<Record<Severity, string>> = {
  critical: '\u25c6',
  high: '\u25b2',
  medium: '\u25cf',
  low: '\u25cb',
};

export const SEVERITY_MARKS: readonly (readonly [word: string, glyph: string])[] = SEVERITIES.map((one) => [
  one,
  GLYPHS[one],
]);
