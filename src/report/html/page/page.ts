import { createHash } from 'node:crypto';
import { safeJson } from '../../printable.ts';
import type { Island } from '../island.ts';
import { escaped, type Markup } from '../markup.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

export interface Page {
  readonly title: string;
  readonly nav: Markup;
  readonly main: readonly Markup[];
  readonly footer: Markup;
  readonly island: Island;
}

/** The whole file. What may run is named by its digest; what may be loaded is nothing. */
export function* page({ title, nav, main, footer, island }: Page): Generator<string> {
  const policy = `default-src 'none'; style-src 'sha256-${digest(STYLE)}'; script-src 'sha256-${digest(SCRIPT)}'; base-uri 'none'; form-action 'none'`;
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
${nav.toString()}
<div class="content">
<main id="main" tabindex="-1">
`;
  for (const part of main) yield `${part.toString()}\n`;
  yield `</main>\n${footer.toString()}\n</div>\n<script type="application/json" id="island">`;
  yield islandText(island);
  yield `</script>\n<script>${SCRIPT}</script>\n</body>\n</html>\n`;
}

/** JSON that no parser of HTML can take for the end of its element or the begin of a comment. */
export function islandText(island: Island): string {
  return safeJson(island).replace(/[<>&]/gu, (found) => `\\u00${found.charCodeAt(0).toString(16)}`);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
