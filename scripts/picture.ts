import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

/** Draws the first screen of a real scan as an SVG, for the README. The text is what the command printed, nothing is set by hand. */
const COLUMNS = 100;
const LINES = 34;
const CELL = { width: 8.4, height: 19 };
const COLOURS: Readonly<Record<string, string>> = {
  '31': '#ff9aa6',
  '33': '#ffb27a',
  '32': '#72dcaa',
  '34': '#9cc1ff',
  '36': '#9cc1ff',
  '35': '#f2cf6b',
  '93': '#f2cf6b',
  '2': '#8b94a3',
};

const scan = spawnSync(process.execPath, ['bin/writ.js', 'scan', 'examples/estate', '--quiet'], {
  encoding: 'utf8',
  env: { ...process.env, FORCE_COLOR: '1', COLUMNS: String(COLUMNS), NO_COLOR: undefined },
});
if (scan.status !== 0) throw new Error(scan.stderr);
const all = scan.stdout.trimEnd().split('\n');
const lines = [...all.slice(0, LINES - 6), '', `   (${all.length - LINES + 1} more lines)`, '', ...all.slice(-3)];
const width = COLUMNS * CELL.width + 40;
const height = (lines.length + 2) * CELL.height + 56;
const body = ['\u001b[32m$\u001b[39m ./writ scan examples/estate', '', ...lines].map(row).join('\n');
writeFileSync(
  'docs/images/scan.svg',
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="The first screen of writ scan">
<rect width="100%" height="100%" rx="10" fill="#12161d"/>
<g font-family="JetBrains Mono, DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14" fill="#d7dde6">
${body}
</g>
</svg>
`,
);

/** One line of text; SGR sequences become spans placed by column. */
function row(line: string, index: number): string {
  const y = 40 + index * CELL.height;
  let column = 0;
  let colour: string | undefined;
  let bold = false;
  let spans = '';

  for (const part of line.split(/(\u001b\[\d+(?:;\d+)*m)/u)) {
    const codes = /^\u001b\[([\d;]+)m$/u.exec(part)?.[1]?.split(';');
    if (codes) {
      for (const code of codes) {
        if (code === '1') bold = true;
        else if (code === '22') [bold, colour] = [false, colour === COLOURS['2'] ? undefined : colour];
        else if (code === '39' || code === '0') colour = undefined;
        else if (code in COLOURS) colour = COLOURS[code];
      }
      continue;
    }
    if (part.trim() !== '') {
      const lead = part.length - part.trimStart().length;
      const x = 20 + (column + lead) * CELL.width;
      const fill = colour === undefined ? '' : ` fill="${colour}"`;
      spans += `<tspan x="${x.toFixed(1)}"${fill}${bold ? ' font-weight="700"' : ''}>${escape(part.trim())}</tspan>`;
    }
    column += part.length;
  }
  return `<text y="${y}" xml:space="preserve">${spans}</text>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
