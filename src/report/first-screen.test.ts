import { describe, expect, it } from 'vitest';
import { paletteOf } from '../cli/colours.ts';
import { firstScreen } from './first-screen.ts';
import { askPaths, pathsLines } from './paths-report.ts';
import { askReach, reachLines } from './reach-report.ts';
import { lineWidth, PLAIN, render, type Line } from './screen.ts';
import { askShow, showLines } from './show-report.ts';
import { story } from './testing/story.ts';
import { whatIfLines } from './whatif-report.ts';

const scanned = { ...story(), files: 412, seconds: 1.83 };
const trainer = 'k8s:ServiceAccount:prod/team-a/trainer';
const cluster = 'k8s:Cluster:prod';

/** Every text that a person sees, by name. */
function screens(width: number): ReadonlyMap<string, readonly Line[]> {
  const found = askShow(scanned, 1);
  if (found === undefined) throw new Error('no finding');
  return new Map([
    ['scan', firstScreen(scanned, { width, limit: 10 })],
    ['show', showLines(found, width, undefined, () => [])],
    ['paths', pathsLines(askPaths(scanned.graph, trainer, cluster), width, undefined)],
    ['reach', reachLines(askReach(scanned.graph, trainer), width, undefined)],
    ['whatif', whatIfLines(scanned.graph.whatIf(scanned.findings[0]?.removes ?? []), width, undefined)],
  ]);
}

describe.each([60, 80, 120])('at %i columns', (width) => {
  it.each([...screens(width)])('%s looks like this', async (name, lines) => {
    await expect(render(lines, PLAIN)).toMatchFileSnapshot(`testing/screens/${name}-${width}.golden.txt`);
  });

  it('every line fits', () => {
    for (const [name, lines] of screens(width))
      for (const line of lines)
        expect(`${name} ${lineWidth(line) <= width ? 'fits' : lineText(line)}`).toBe(`${name} fits`);
  });
});

it('in colours, the words are the same', async () => {
  const lines = firstScreen(scanned, { width: 80, limit: 10 });
  const coloured = render(lines, paletteOf(true));
  await expect(coloured.replaceAll('\u001b', '<ESC>')).toMatchFileSnapshot('testing/screens/scan-80-colour.golden.txt');
  expect(coloured.replace(/\u001b\[\d+m/gu, '')).toBe(render(lines, PLAIN));
});

it('a shortened table prints the total', () => {
  const text = render(firstScreen(scanned, { width: 80, limit: 1 }), PLAIN);
  expect(text).toContain('2 findings: 1 critical, 1 low; 1 shown, --limit 2 shows all.');
});

const lineText = (line: Line): string => line.map(({ text }) => text).join('');
