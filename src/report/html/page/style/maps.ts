/** Service maps: columns of cards, lines in the gaps between them. */
export const MAPS = `
#maps { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.375rem; }
.map > summary, .framework > summary, .reason > summary { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 0.75rem; padding: 0.5625rem 0.875rem; }
.map .title, .framework .title { font-weight: 500; overflow-wrap: anywhere; min-width: 0; }
.map .title { flex: 0 1 auto; max-width: calc(100% - 9rem); }
.map .aside { margin-left: auto; color: var(--soft); font-size: 0.8125rem; }
.columns { position: relative; display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 19rem); gap: 2.75rem; padding: 0.75rem 1rem 1.125rem; border-top: 1px solid var(--rule); }
.columns svg { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
.columns path { fill: none; stroke: var(--edge); stroke-width: 1.5; }
.columns path.far { stroke-opacity: 0.4; }
.columns path.on { stroke: var(--link); stroke-width: 2.5; stroke-opacity: 1; }
.column { min-width: 0; position: relative; }
.column h3 { color: var(--soft); font-size: 0.8125rem; margin-bottom: 0.5rem; }
.column > ul { display: grid; gap: 0.625rem; }
.column .card { width: auto; justify-content: start; padding: 0.5rem 0.625rem; }
.column .card .kind { flex-wrap: wrap; }
.leads, .holds { font-size: 0.75rem; line-height: 1.4; margin-top: 0.25rem; padding-top: 0.25rem; border-top: 1px solid var(--rule); display: grid; gap: 0.125rem; }
.card.start :is(.leads, .holds), .card.jewel :is(.leads, .holds) { border-top-color: var(--edge); }
.leads .by::after { content: " \\2192"; }
.card :is(.leads, .holds) .by { color: var(--soft); }
.card:is(.start, .jewel) :is(.leads, .holds) .by { color: var(--ink); }
.holds li { font-family: var(--mono); font-size: 0.6875rem; }
.holds .by { font-family: var(--text); font-size: 0.75rem; }
.unseen { padding: 0 1rem 0.875rem; color: var(--soft); font-size: 0.8125rem; }
.above { display: block; font-weight: 400; font-size: 0.75rem; color: var(--soft); }
.card:is(.start, .jewel) .above { color: var(--ink); }
.stub { color: var(--soft); font-size: 0.8125rem; border: 1px dashed var(--edge); border-radius: 8px; padding: 0.375rem 0.625rem; }`;
