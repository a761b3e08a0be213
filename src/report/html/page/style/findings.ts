/** Rows of findings, and what opens below one. */
export const FINDINGS = `
.filters { flex-wrap: wrap; align-items: end; gap: 0.75rem 1rem; margin-bottom: 0.875rem; }
.filters fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.5rem 0.875rem; }
.field { display: grid; gap: 0.1875rem; font-size: 0.8125rem; color: var(--soft); }
.field input { width: 17rem; max-width: 100%; }
.check { display: inline-flex; align-items: center; gap: 0.375rem; font-size: 0.875rem; min-height: 2rem; }
.shown { margin-left: auto; color: var(--soft); font-size: 0.875rem; min-height: 2rem; display: flex; align-items: center; }
.findings { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.375rem; }
.more { margin-top: 0.75rem; width: 100%; }
.finding, .map, .framework, .reason { background: var(--paper); border: 1px solid var(--rule); border-radius: 8px; }
.finding[open], .map[open] { border-color: var(--edge); }
summary { cursor: pointer; border-radius: 8px; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary:hover { background: var(--raised); }
.finding > summary { display: grid; grid-template-columns: 1rem 2.25rem 6.5rem minmax(0, 1fr) auto; gap: 0.625rem; align-items: center; padding: 0.5625rem 0.875rem; }
.finding > summary::before, .map > summary::before, .framework > summary::before, .reason > summary::before { content: "\\203A"; color: var(--soft);
  font-size: 1.125rem; line-height: 1; display: inline-block; width: 1rem; text-align: center; flex: none; }
[open] > summary::before { transform: rotate(90deg); }
.rank { color: var(--soft); font-variant-numeric: tabular-nums; text-align: right; }
.finding .severity { justify-self: start; }
.finding .title { font-weight: 500; overflow-wrap: anywhere; }
.finding .aside { display: flex; align-items: center; min-width: 0; gap: 1rem; color: var(--soft); font-size: 0.8125rem; }
.finding .owner { overflow-wrap: anywhere; max-width: 14rem; text-align: right; }
.finding .owner.none { color: var(--high); }
.closes { white-space: nowrap; color: var(--ok); font-weight: 600; }
.body { container: finding / inline-size; padding: 0.25rem 1rem 1.125rem; display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.25rem; border-top: 1px solid var(--rule); margin-top: 0.125rem; }
.detail { padding-top: 0.75rem; max-width: 52rem; overflow-wrap: anywhere; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr)); gap: 1.25rem 2rem; align-items: start; }
.pair > * { min-width: 0; }
ol.steps { counter-reset: step; display: grid; gap: 0.75rem; }
ol.steps li { counter-increment: step; position: relative; padding-left: 2rem; overflow-wrap: anywhere; }
ol.steps li::before { content: counter(step); position: absolute; left: 0; top: 0.0625rem; width: 1.375rem; height: 1.375rem; border-radius: 50%; background: var(--raised);
  font-size: 0.75rem; font-weight: 600; display: grid; place-items: center; }
.steps .name { font-weight: 600; }
.means, .steps .place { display: block; color: var(--soft); font-size: 0.8125rem; }
.place { color: var(--soft); overflow-wrap: anywhere; }
ul.places { display: grid; gap: 0.25rem; margin-top: 0.75rem; }
ul.places:first-child, h4 + ul.places { margin-top: 0; }
.fix { display: grid; gap: 0.625rem; overflow-wrap: anywhere; }
.code { position: relative; border: 1px solid var(--rule); border-radius: 8px; background: var(--raised); display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: center; }
.code > .kind { padding: 0.375rem 0.75rem; font-size: 0.8125rem; color: var(--soft); }
.code .copy { margin: 0.25rem; padding: 0.125rem 0.625rem; min-height: 1.75rem; font-size: 0.8125rem; }
.code pre { grid-column: 1 / -1; margin: 0; padding: 0.625rem 0.75rem; border-top: 1px solid var(--rule); overflow: auto; max-height: 26rem; line-height: 1.55; overflow-wrap: normal; }
.code pre code { font-size: 0.8125rem; }
.plus { color: var(--ok); background: var(--ok-tint); }
.minus { color: var(--critical); background: var(--critical-tint); }
.controls:is(ul) { display: flex; flex-wrap: wrap; gap: 0.375rem; font-size: 0.8125rem; }
.controls:is(ul) li { padding: 0.125rem 0.5rem; border: 1px solid var(--rule); border-radius: 6px; color: var(--soft); overflow-wrap: anywhere; }
.controls:is(ul) code { color: var(--ink); }
.facts { color: var(--soft); font-size: 0.8125rem; overflow-wrap: anywhere; }`;
