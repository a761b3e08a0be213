/** Tables: identities, controls, what was read. In a narrow place each row becomes a block with named values. */
export const TABLES = `
table { width: 100%; border-collapse: collapse; background: var(--paper); border: 1px solid var(--rule); border-radius: 8px; font-size: 0.875rem; }
caption { text-align: left; color: var(--soft); padding: 0.625rem 0.875rem; overflow-wrap: anywhere; }
th, td { text-align: left; vertical-align: top; padding: 0.4375rem 0.75rem; border-top: 1px solid var(--rule); font-weight: 400; overflow-wrap: anywhere; }
thead th { border-top: 0; font-size: 0.8125rem; font-weight: 600; color: var(--soft); overflow-wrap: normal; }
tbody th .name { font-weight: 600; }
tbody th .place { display: block; }
.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
.sort { border: 0; padding: 0; background: none; min-height: 1.5rem; font-size: inherit; font-weight: 600; color: inherit; }
.sort::after { content: " \\2195"; color: var(--soft); font-weight: 400; }
[aria-sort="ascending"] .sort::after { content: " \\2191"; color: var(--link); }
[aria-sort="descending"] .sort::after { content: " \\2193"; color: var(--link); }
.pager { align-items: center; justify-content: end; gap: 0.75rem; margin-top: 0.75rem; font-size: 0.875rem; color: var(--soft); }
.framework, .reason { margin-bottom: 0.375rem; }
.framework table { border-width: 1px 0 0; border-radius: 0 0 8px 8px; }
.strip { display: flex; gap: 1px; align-self: center; margin-left: auto; width: 12rem; height: 0.625rem; }
.strip span { flex: 1; border-radius: 1px; }
.strip .found { background: var(--high); }
.strip .quiet { background: var(--ok); }
.strip .open { background: none; border: 1px solid var(--edge); }
.counts { display: flex; flex-wrap: wrap; gap: 0.125rem 0.875rem; font-size: 0.8125rem; width: 27rem; max-width: 100%; }
.counts span { flex: 1 0 auto; }
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
