/** The one style sheet, served as a file: the pages have no style of their own. Text has at least 4.5:1 on what it stands on, severities 6.4:1. */
const LIGHT = `
  color-scheme: light;
  --page: #f5f6f8; --paper: #ffffff; --raised: #f0f2f5; --ink: #161b22; --soft: #4b5563; --rule: #d8dde4; --edge: #7a8494;
  --link: #1d4ed8; --on-link: #ffffff; --mark: #e6edfd;
  --critical: #a3142a; --critical-tint: #fdecee; --high: #9a3a00; --high-tint: #fff1e6; --medium: #735100; --medium-tint: #fdf5d8;
  --low: #2a4e8a; --low-tint: #eaf1fc; --ok: #0b6340; --ok-tint: #e5f6ee;`;
const DARK = `
  color-scheme: dark;
  --page: #0e1218; --paper: #151a22; --raised: #1d242e; --ink: #e3e8ef; --soft: #a6b0bf; --rule: #2c3542; --edge: #6f7b8d;
  --link: #8fb6ff; --on-link: #0e1218; --mark: #1b2a47;
  --critical: #ff9aa6; --critical-tint: #3a141b; --high: #ffb27a; --high-tint: #38200f; --medium: #f2cf6b; --medium-tint: #332a0e;
  --low: #9cc1ff; --low-tint: #14253f; --ok: #72dcaa; --ok-tint: #0e2e21;`;

export const STYLE = `:root {${LIGHT}
  --text: Inter, "Segoe UI", system-ui, -apple-system, Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif;
  --mono: "JetBrains Mono", ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) { :root {${DARK}
} }
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); font: 0.9375rem/1.5 var(--text); }
h1, h2, h3, p, ul, ol, dl, dd { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h1 { font-size: 1.5rem; line-height: 1.25; letter-spacing: -0.02em; overflow-wrap: anywhere; }
h2 { font-size: 1.125rem; line-height: 1.3; letter-spacing: -0.01em; overflow-wrap: anywhere; }
h3 { font-size: 0.9375rem; }
a { color: var(--link); }
code, pre, .code { font-family: var(--mono); font-size: 0.8125rem; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; background: var(--raised); border: 1px solid var(--rule); border-radius: 6px; padding: 0.75rem; margin: 0; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
main:focus { outline: none; }
.skip { position: absolute; left: -999rem; top: 0; z-index: 2; padding: 0.5rem 1rem; background: var(--paper); }
.skip:focus { left: 0.5rem; top: 0.5rem; }

.top { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1.5rem; padding: 0.625rem 1.5rem; background: var(--paper);
  border-bottom: 1px solid var(--rule); }
.brand { font-weight: 700; font-size: 1.125rem; color: var(--ink); text-decoration: none; }
.top ul { display: flex; flex-wrap: wrap; gap: 0.25rem; }
.top nav a { display: block; padding: 0.375rem 0.625rem; border-radius: 6px; border-bottom: 3px solid transparent; color: var(--soft); text-decoration: none; }
.top nav a:hover { background: var(--raised); color: var(--ink); }
.top nav a[aria-current] { background: var(--mark); color: var(--ink); font-weight: 600; border-bottom-color: var(--link); }
.who { margin-left: auto; display: flex; flex-wrap: wrap; align-items: center; gap: 0.75rem; color: var(--soft); overflow-wrap: anywhere; }
.banner { padding: 0.625rem 1.5rem; background: var(--medium-tint); color: var(--medium); border-bottom: 1px solid var(--rule); }
.banner summary { cursor: pointer; font-weight: 600; }
.banner ul { list-style: disc; padding-left: 1.25rem; }

main { max-width: 72rem; margin: 0 auto; padding: 1.5rem; display: grid; gap: 1.5rem; grid-template-columns: minmax(0, 1fr); }
.narrow main { max-width: 28rem; padding-top: 3rem; }
.lead, .soft { color: var(--soft); }
section, .card { background: var(--paper); border: 1px solid var(--rule); border-radius: 10px; padding: 1.125rem 1.25rem; display: grid; gap: 0.875rem;
  grid-template-columns: minmax(0, 1fr); }
.note { border-radius: 8px; padding: 0.625rem 0.875rem; background: var(--tint, var(--low-tint)); color: var(--tone, var(--low)); }
.critical { --tone: var(--critical); --tint: var(--critical-tint); }
.high { --tone: var(--high); --tint: var(--high-tint); }
.medium { --tone: var(--medium); --tint: var(--medium-tint); }
.low { --tone: var(--low); --tint: var(--low-tint); }
.ok { --tone: var(--ok); --tint: var(--ok-tint); }
.severity { display: inline-flex; align-items: center; gap: 0.3125rem; padding: 0.0625rem 0.5rem; border-radius: 99px; background: var(--tint); color: var(--tone);
  font-size: 0.8125rem; font-weight: 600; white-space: nowrap; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem; }
caption { text-align: left; color: var(--soft); padding-bottom: 0.375rem; }
th { text-align: left; color: var(--soft); font-weight: 600; white-space: nowrap; }
th, td { padding: 0.4375rem 0.75rem 0.4375rem 0; border-bottom: 1px solid var(--rule); vertical-align: top; overflow-wrap: anywhere; }
td:not(:first-child) { overflow-wrap: break-word; }
time, td button { white-space: nowrap; }
td .check { min-width: 12rem; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.25rem 1rem; }
dt { color: var(--soft); }
dd { overflow-wrap: anywhere; }

form { display: grid; gap: 0.875rem; justify-items: start; margin: 0; }
form.inline { display: inline-grid; }
form.row { grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); align-items: end; justify-items: stretch; }
label { display: grid; gap: 0.25rem; width: 100%; font-weight: 600; }
label.check { display: flex; gap: 0.5rem; align-items: center; font-weight: 400; }
fieldset { border: 0; margin: 0; padding: 0; display: grid; gap: 0.375rem; }
legend { font-weight: 600; padding: 0 0 0.25rem; }
button, select, textarea, input:not([type="checkbox"], [type="radio"]) { font: inherit; color: var(--ink); background: var(--paper);
  border: 1px solid var(--edge); border-radius: 6px; padding: 0.4375rem 0.75rem; min-height: 2.5rem; max-width: 100%; }
label > input:not([type="checkbox"], [type="radio"]), label > textarea { width: 100%; }
input[type="checkbox"], input[type="radio"] { width: 1.125rem; height: 1.125rem; margin: 0; accent-color: var(--link); }
button { cursor: pointer; font-weight: 600; }
button:hover { background: var(--raised); }
button.main { background: var(--link); border-color: var(--link); color: var(--on-link); }
.full, .full button { width: 100%; }
[hidden] { display: none !important; }
@media (max-width: 40rem) {
  .top, .banner { padding-inline: 1rem; }
  main { padding: 1rem; }
  .narrow main { padding-top: 1.5rem; }
  th, td { min-width: 5rem; }
  dl { grid-template-columns: minmax(0, 1fr); }
  .who { margin-left: 0; }
}
@media (prefers-reduced-motion: no-preference) { button, .top nav a { transition: background 0.12s; } }
`;
