/** The page: navigation at the side, one column of paper, headings, first figures. */
export const FRAME = `
*, *::before, *::after { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; display: grid; grid-template-columns: 13.5rem minmax(0, 1fr); background: var(--page); color: var(--ink);
  font: 0.9375rem/1.5 var(--text); }
h1, h2, h3, h4, p, ul, ol { margin: 0; padding: 0; }
ul, ol { list-style: none; }
a { color: var(--link); }
code, pre, .place { font-family: var(--mono); font-size: 0.8125em; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
main:focus { outline: none; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.scripted { display: none !important; }
@media screen {
  .js .scripted { display: revert !important; }
  .js .filters.scripted { display: flex !important; }
  .js .pager.scripted { display: flex !important; }
  .js .pager[hidden] { display: none !important; }
}
.skip { position: absolute; left: -999rem; top: 0; z-index: 2; padding: 0.5rem 1rem; background: var(--paper); }
.skip:focus { left: 0.5rem; top: 0.5rem; }

.side { position: sticky; top: 0; height: 100vh; padding: 1.5rem 1rem; border-right: 1px solid var(--rule); background: var(--paper);
  display: flex; flex-direction: column; gap: 1.25rem; }
.brand { font-weight: 700; font-size: 1.125rem; letter-spacing: -0.01em; padding-left: 0.625rem; }
.brand span { margin-left: 0.375rem; font-weight: 400; color: var(--soft); }
.side ul { display: grid; gap: 2px; }
.side a { display: flex; justify-content: space-between; gap: 0.5rem; padding: 0.375rem 0.625rem; border-radius: 6px; border-left: 3px solid transparent;
  color: var(--soft); text-decoration: none; font-size: 0.875rem; }
.side a:hover { background: var(--raised); color: var(--ink); }
.side a[aria-current] { background: var(--mark); color: var(--ink); font-weight: 600; border-left-color: var(--link); }
.side .number { font-variant-numeric: tabular-nums; font-weight: 400; }
#theme { margin-top: auto; }

button, select, input[type="search"] { font: inherit; font-size: 0.875rem; color: var(--ink); background: var(--paper); border: 1px solid var(--edge);
  border-radius: 6px; padding: 0.375rem 0.75rem; min-height: 2rem; }
button { cursor: pointer; }
button:hover { background: var(--raised); }
button[aria-pressed="true"] { background: var(--mark); border-color: var(--link); }
button:disabled { color: var(--soft); border-style: dashed; cursor: default; }
input[type="checkbox"] { width: 1.0625rem; height: 1.0625rem; margin: 0; accent-color: var(--link); }

.content { padding: 2rem 2.25rem 3rem; max-width: 84rem; width: 100%; }
main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2.75rem; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--rule); color: var(--soft); font-size: 0.8125rem; }
h1 { font-size: 1.75rem; line-height: 1.2; letter-spacing: -0.02em; overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; line-height: 1.3; letter-spacing: -0.01em; }
h3 { font-size: 0.9375rem; line-height: 1.4; }
h4 { font-size: 0.8125rem; color: var(--soft); font-weight: 600; margin-bottom: 0.5rem; }
.lead { color: var(--soft); margin: 0.25rem 0 1rem; max-width: 48rem; }
.over { color: var(--soft); font-size: 0.875rem; margin-bottom: 0.25rem; }
.under { color: var(--soft); margin-top: 0.375rem; }
.none { color: var(--high); }

.tiles { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)) repeat(3, minmax(0, 1.35fr)); gap: 0.625rem; margin-top: 1.25rem; }
.tile { background: var(--paper); border: 1px solid var(--rule); border-radius: 10px; padding: 0.75rem 0.875rem; display: flex; flex-direction: column; }
.tile:not(.plain, .zero) { background: var(--tint); border-color: transparent; color: var(--tone); }
.tile.zero { color: var(--soft); }
.tile .figure { font-size: 1.625rem; line-height: 1.2; font-weight: 650; font-variant-numeric: tabular-nums; }
.tile .glyph { font-size: 1rem; margin-right: 0.375rem; vertical-align: 0.125em; }
.tile .label { font-size: 0.875rem; font-weight: 500; }
.tile .note { font-size: 0.8125rem; color: var(--soft); }

.severity { display: inline-flex; align-items: center; gap: 0.3125rem; padding: 0.0625rem 0.5rem; border-radius: 99px; background: var(--tint); color: var(--tone);
  font-size: 0.8125rem; font-weight: 600; white-space: nowrap; }
.glyph { font-size: 0.75em; }

.closing .lead { color: var(--ink); font-size: 1.0625rem; font-weight: 500; margin-bottom: 0.5rem; }
.bar { display: flex; gap: 2px; margin-bottom: 1rem; max-width: 48rem; }
.bar span { flex: 1; height: 8px; background: var(--rule); border-radius: 1px; }
.bar .on { background: var(--ok); }
.firsts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr)); gap: 0.75rem; }
.first { background: var(--paper); border: 1px solid var(--rule); border-top: 3px solid var(--tone); border-radius: 10px; padding: 0.875rem 1rem;
  display: flex; flex-direction: column; gap: 0.5rem; }
.first .line { display: flex; justify-content: space-between; gap: 0.5rem; align-items: baseline; }
.first .owner { color: var(--soft); font-size: 0.8125rem; overflow-wrap: anywhere; text-align: right; }
.first h3 { overflow-wrap: anywhere; }
.first h3 a { color: inherit; text-decoration-color: var(--edge); text-underline-offset: 3px; }
.first h3 a:hover { color: var(--link); }
.first .why { font-size: 0.875rem; overflow-wrap: anywhere; }
.first .alone { margin-top: auto; font-size: 0.8125rem; font-weight: 600; color: var(--ok); }`;
