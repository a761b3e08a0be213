/** Tables: identities, controls, what was read. In a narrow place each row becomes a block with named values. */
export const TABLES = `
table { width: 100%; border-collapse: collapse; background: var(--paper); border: 1px solid var(--rule); border-radius: 8px; font-size: 0.875rem; }
caption { text-align: left; color: var(--soft); padding: 0.625rem 0.875rem; overflow-wrap: anywhere; }
th, td { text-align: left; vertical-align: top; padding: 0.4375rem 0.75rem; border-top: 1px solid var(--rule); font-weight: 400; overflow-wrap: anywhere; }
thead th { border-top: 0; font-size: 0.8125rem; font-weight: 600; color: var(--soft); overflow-wrap: normal; }
tbody th .name { font-weight: 600; }
tbody th .place { display: block; }
.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
.sort { border: 0; padding: 0; background: none; min-height: 1.5rem; font-size: inherit; font-weight: 600; color: inherit; text-align: left; white-space: nowrap; }
.sort::after { content: " \\2195"; color: var(--soft); font-weight: 400; }
[aria-sort="ascending"] .sort::after { content: " \\2191"; color: var(--link); }
[aria-sort="descending"] .sort::after { content: " \\2193"; color: var(--link); }
.pager { align-items: center; justify-content: end; gap: 0.75rem; margin-top: 0.75rem; font-size: 0.875rem; color: var(--soft); }
.framework, .reason { margin-bottom: 0.375rem; }
.framework table { border-width: 1px 0 0; border-radius: 0 0 8px 8px; }
.framework > summary { display: grid; grid-template-columns: 1rem minmax(0, 1fr) 12rem 26rem; gap: 0.75rem; align-items: center; }
.strip { display: flex; gap: 1px; height: 0.625rem; }
.strip span { flex: 1; border-radius: 1px; }
.strip .found { background: var(--high); }
.strip .quiet { background: var(--ok); }
.strip .open { background: none; border: 1px solid var(--edge); }
.counts { display: grid; grid-template-columns: 1fr 1.4fr 1fr; gap: 0.125rem 0.75rem; font-size: 0.8125rem; }
.counts .found, .state.found { color: var(--high); }
.counts .quiet, .state.quiet { color: var(--ok); }
.counts .open, .state.open { color: var(--soft); }
.state { font-weight: 600; }
.reasons h3, .sources h3 { margin-bottom: 0.5rem; }
.reason .number { font-weight: 600; }
.reason .level { margin-left: auto; color: var(--soft); font-size: 0.8125rem; }
.reason.error .level { color: var(--high); font-weight: 600; }
.reason > :not(summary) { padding: 0.375rem 0.875rem 0.625rem 2.625rem; font-size: 0.875rem; }
.reason li { overflow-wrap: anywhere; padding: 0.125rem 0; }`;
