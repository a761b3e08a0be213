import pc from 'picocolors';
import type { Palette, Style } from '../report/screen.ts';
import { PLAIN } from '../report/screen.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** NO_COLOR (any text) and --no-color forbid, FORCE_COLOR (not 0) demands, otherwise a terminal decides. */
export function coloured(terminal: boolean, env: Env, flag: boolean | undefined): boolean {
  if (flag === false || (env['NO_COLOR'] ?? '') !== '') return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  return terminal && env['TERM'] !== 'dumb';
}

/** Colours of the sixteen that every terminal and theme has. */
export function paletteOf(enabled: boolean): Palette {
  if (!enabled) return PLAIN;
  const colours = pc.createColors(true);
  const paint: Record<Style, (text: string) => string> = {
    plain: (text) => text,
    strong: colours.bold,
    faint: colours.dim,
    critical: (text) => colours.bold(colours.red(text)),
    high: colours.red,
    medium: colours.yellow,
    low: colours.blue,
    good: colours.green,
    bad: colours.red,
  };
  return (style, text) => (text === '' ? '' : paint[style](text));
}
