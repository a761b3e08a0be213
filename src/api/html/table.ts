import { markup, type Child, type Html } from './html.ts';

/** Rows under their heads; it scrolls by itself where the page is narrower. */
export const table = (heads: readonly string[], rows: readonly (readonly Child[])[]): Html =>
  markup`<div class="wide" tabindex="0" role="region" aria-label="${heads[0] ?? ''}"><table><thead><tr>${heads.map((one) => markup`<th scope="col">${one}</th>`)}</tr></thead>
<tbody>${rows.map((row) => markup`<tr>${row.map((one) => markup`<td>${one}</td>`)}</tr>`)}</tbody></table></div>`;
