/** Paper is always light. Severity colours are text on tint, at least 6.4:1; the rest at least 4.5:1, edges of controls 3:1. */
const LIGHT = `
  color-scheme: light;
  --page: #f5f6f8; --paper: #ffffff; --raised: #f0f2f5; --ink: #161b22; --soft: #4b5563; --rule: #d8dde4; --edge: #7a8494;
  --link: #1d4ed8; --focus: #1d4ed8; --mark: #e6edfd;
  --critical: #a3142a; --critical-tint: #fdecee; --high: #9a3a00; --high-tint: #fff1e6; --medium: #735100; --medium-tint: #fdf5d8;
  --low: #2a4e8a; --low-tint: #eaf1fc; --ok: #0b6340; --ok-tint: #e5f6ee;`;
const DARK = `
  color-scheme: dark;
  --page: #0e1218; --paper: #151a22; --raised: #1d242e; --ink: #e3e8ef; --soft: #a6b0bf; --rule: #2c3542; --edge: #6f7b8d;
  --link: #8fb6ff; --focus: #8fb6ff; --mark: #1b2a47;
  --critical: #ff9aa6; --critical-tint: #3a141b; --high: #ffb27a; --high-tint: #38200f; --medium: #f2cf6b; --medium-tint: #332a0e;
  --low: #9cc1ff; --low-tint: #14253f; --ok: #72dcaa; --ok-tint: #0e2e21;`;

export const COLOURS = `
:root {${LIGHT}
  --text: Inter, "Segoe UI", system-ui, -apple-system, Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif;
  --mono: "JetBrains Mono", ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media screen and (prefers-color-scheme: dark) { :root:not([data-theme="light"]) {${DARK}
} }
@media screen { :root[data-theme="dark"] {${DARK}
} }
.critical { --tone: var(--critical); --tint: var(--critical-tint); }
.high { --tone: var(--high); --tint: var(--high-tint); }
.medium { --tone: var(--medium); --tint: var(--medium-tint); }
.low { --tone: var(--low); --tint: var(--low-tint); }`;
